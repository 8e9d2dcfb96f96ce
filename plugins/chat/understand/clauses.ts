/** A line cut into clauses: the stretches that say one thing each. */
import type { Words } from '../locale/locale.js'
import { findAmounts, type FoundAmount } from './amount.js'
import { findDays, type FoundDay } from './days.js'
import { findHabits, type Group } from './habits.js'
import { activityStems, type Prepared } from './names.js'
import { tokenise, type Token } from './normalise.js'
import { form, stem } from './stem.js'

/** How a clause hangs on the one before it. */
export type Joint = 'start' | 'join' | 'comma' | 'break' | 'because' | 'so' | 'or'

export interface Clause {
  readonly tokens: readonly Token[]
  /** True where a token belongs to a day, a time or an amount. */
  readonly taken: readonly boolean[]
  readonly text: string
  readonly joint: Joint
  /** Ends with a question mark, or stands in a sentence that begins like a question. */
  readonly asks: boolean
  readonly sentence: number
  readonly groups: readonly Group[]
  readonly amounts: readonly FoundAmount[]
  readonly days: readonly FoundDay[]
}

interface Cut {
  from: number
  to: number
  joint: Joint
  sentence: number
}

/** Says of itself that something was done: "did", "went", "ran". */
export function isEvidence(token: Token, prepared: readonly Prepared[], words: Words): boolean {
  if (token.kind !== 'word') return false
  const { clause, names } = words
  if (clause.doneStrong.has(token.text) || clause.doneWeak.has(token.text)) return true
  if (form(token.text, names) !== 'past') return false
  const base = stem(token.text, names)
  return (
    activityStems(words).has(base) ||
    prepared.some((p) => p.names.some((n) => n.parts.some((x) => x.stem === base)))
  )
}

function jointOf(
  text: string,
  before: string,
  words: Words,
  nextIsMark: boolean,
): Joint | undefined {
  const { clause } = words
  if (text === ',') return 'comma'
  if (clause.breaks.has(text)) return 'break'
  if (clause.joins.has(text)) return 'join'
  if (clause.because.has(text)) return nextIsMark ? undefined : 'because'
  // "So tired" is no "therefore".
  if (clause.so.has(text)) return before === '' || clause.soVery.has(before) ? undefined : 'so'
  if (clause.or.has(text)) return 'or'
  return undefined
}

/**
 * A new verb starts a new clause only right behind a habit, a day or an amount ("did yoga took my meds").
 * Behind anything else it may have a subject of its own: "with my brother who ran 5 km".
 */
function endsThing(
  tokens: readonly Token[],
  taken: readonly boolean[],
  at: number,
  prepared: readonly Prepared[],
  words: Words,
): boolean {
  if (taken[at] === true) return true
  const base = stem(tokens[at]?.text ?? '', words.names)
  return prepared.some((p) => p.names.some((n) => n.parts.some((x) => x.stem === base)))
}

/** Where to cut. `and` inside an amount does not cut; a second verb of doing does, without any "and". */
function cuts(
  tokens: readonly Token[],
  taken: readonly boolean[],
  prepared: readonly Prepared[],
  words: Words,
): Cut[] {
  const out: Cut[] = []
  let now: Cut = { from: 0, to: 0, joint: 'start', sentence: 0 }
  let evidence = -1
  let content = false
  const close = (to: number, joint: Joint, next: number, sentence: number): void => {
    if (to > now.from) out.push({ ...now, to })
    // "…, and": the closer joint of the two wins.
    const empty = to <= now.from
    now = {
      from: next,
      to: next,
      joint: empty && (joint === 'break' || joint === 'comma') ? now.joint : joint,
      sentence,
    }
    if (empty && out.length === 0 && joint !== 'because') now.joint = 'start'
    evidence = -1
    content = false
  }
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]
    if (token === undefined || taken[i] === true) continue
    const joint = jointOf(token.text, tokens[i - 1]?.text ?? '', words, i + 1 >= tokens.length)
    if (joint !== undefined) {
      const ends = /^[.!?]$/.test(token.text)
      close(i, joint, i + 1, now.sentence + (ends ? 1 : 0))
      continue
    }
    const self = words.clause.self.has(token.text) && token.text !== 'my'
    const trailing = words.clause.doneTrailing.has(token.text) && tokens[i + 1]?.kind !== 'word'
    const more =
      isEvidence(token, prepared, words) && endsThing(tokens, taken, i - 1, prepared, words)
    if (evidence >= 0 && content && !trailing && (self || more)) {
      if (self && /^(me|myself)$/.test(token.text)) continue
      close(i, 'join', i, now.sentence)
    }
    if (isEvidence(token, prepared, words) || words.clause.negators.has(token.text)) {
      evidence = i
      // A verb of its own ("ran") is content already; "did" and "not" still wait for theirs.
      content =
        !words.clause.doneStrong.has(token.text) &&
        !words.clause.doneWeak.has(token.text) &&
        !words.clause.negators.has(token.text)
    } else if (!words.clause.filler.has(token.text) && !words.clause.negatedBetween.has(token.text))
      content = true
  }
  close(tokens.length, 'break', tokens.length, now.sentence)
  return out
}

/** Cut a tidy line and mark its days, amounts and habits. */
export function readClauses(
  line: string,
  prepared: readonly Prepared[],
  now: number,
  zone: string,
  words: Words,
): Clause[] {
  const tokens = tokenise(line)
  const days = findDays(line, now, zone, words)
  const inDay = tokens.map((t) => days.some((d) => t.at >= d.at && t.at < d.at + d.length))
  // "At 7" is a time only if no unit follows: "at 7 km".
  const amounts = findAmounts(tokens, inDay, words)
  const taken = tokens.map(
    (_, i) => inDay[i] === true || amounts.some((a) => i >= a.from && i < a.to),
  )
  const asking = new Set<number>()
  const all = cuts(tokens, taken, prepared, words)
  for (const cut of all) {
    const text = textOf(tokens, cut.from, cut.to)
    const first = all.find((c) => c.sentence === cut.sentence) === cut
    if (first && words.clause.question.test(text)) asking.add(cut.sentence)
  }
  return all.map((cut) => {
    const part = tokens.slice(cut.from, cut.to)
    const end = tokens[cut.to]
    const from = tokens[cut.from]?.at ?? 0
    const to = (tokens[cut.to - 1]?.at ?? 0) + 1
    const text = textOf(tokens, cut.from, cut.to)
    const partTaken = taken.slice(cut.from, cut.to)
    return {
      tokens: part,
      taken: partTaken,
      text,
      joint: cut.joint,
      asks: end?.text === '?' || asking.has(cut.sentence) || words.clause.question.test(text),
      sentence: cut.sentence,
      groups: findHabits(prepared, part, partTaken, words),
      amounts: amounts
        .filter((a) => a.from >= cut.from && a.to <= cut.to)
        .map((a) => ({ ...a, from: a.from - cut.from, to: a.to - cut.from })),
      days: days.filter((d) => d.at >= from && d.at < to),
    }
  })
}

const textOf = (tokens: readonly Token[], from: number, to: number): string =>
  tokens
    .slice(from, to)
    .map((t) => t.text)
    .join(' ')
