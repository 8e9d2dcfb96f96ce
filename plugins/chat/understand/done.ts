/** What was done: a verb that says so, with the habit that it speaks of. */
import type { Words } from '../locale/locale.js'
import {
  cleanBefore,
  cleanBetween,
  cutOff,
  nothing,
  type Reading,
  strangers,
  textOf,
  unknown,
  unknownBetween,
} from './clean.js'
import { type Clause, isEvidence } from './clauses.js'
import { activityStems, type Prepared } from './names.js'
import { form, stem } from './stem.js'

/** Verb forms that say it is done: a past, a gerund after "went" or "been", a base after "did" or "managed to". */
export function verbEvidence(clause: Clause, prepared: readonly Prepared[], words: Words): number {
  const { tokens, taken } = clause
  return tokens.findIndex((t, i) => {
    if (taken[i] === true || !isEvidence(t, prepared, words)) return false
    // "Read" is its own past; "I read every day" is refused elsewhere.
    return true
  })
}

/** A clause that says something was done. */
export function readDone(
  clause: Clause,
  prepared: readonly Prepared[],
  words: Words,
): Reading | undefined {
  const { clause: w, names } = words
  const at = verbEvidence(clause, prepared, words)
  if (at < 0) return undefined
  const lead = clause.tokens.slice(0, at).filter((_, i) => clause.taken[i] !== true)
  if (!cleanBefore(clause, at, words) || w.block.test(textOf(lead))) return nothing
  if (words.days.habitual.test(clause.text) || w.obliged.test(clause.text)) return nothing
  const end = cutOff(clause, at + 1, words)
  const verb = clause.tokens[at]?.text ?? ''
  const says = w.doneStrong.has(verb) || w.doneWeak.has(verb)
  // "My mum called", "the dog walked": a habit's own noun before its verb is who did it.
  if (!says && subjectBefore(clause, at, words)) return nothing
  const groups = clause.groups.filter((g) => g.last < end)
  const after = groups.find((g) => g.last >= at)
  const before = groups.find((g) => g.last < at)
  const trailing = after === undefined && before !== undefined
  const group = after ?? before
  const hedge = w.hedge.test(clause.text) ? 0.3 : 0
  if (group === undefined) return unknownDone(clause, at, end, hedge, words)
  const holds = group.candidates.some((c) => c.at.includes(at))
  // "Cleaned my yoga mat" is about cleaning: a verb of its own speaks only for the habit that it names.
  if (!says && !holds) {
    return trailing ? nothing : unknownDone(clause, at, end, hedge, words)
  }
  if (!trailing && !cleanBetween(clause, at + 1, group.first, w.doneStrong, words)) {
    const gap = unknownBetween(clause, at + 1, group.first, words)
    // "Did research on running", "had a talk about yoga".
    if (!w.doneStrong.has(verb) || gap > 1) return nothing
    return { says: 'done', confidence: 0.6 - hedge, candidates: group.candidates }
  }
  if (trailing && !says) return nothing
  // Two habits and one "done" without an "and" between them, or a picture that may mean either: ask.
  const others = trailing ? clause.groups.filter((g) => g.last < at) : []
  if (others.length > 1) {
    return {
      says: 'done',
      confidence: 0.6,
      candidates: others.flatMap((g) => g.candidates),
      trailing,
    }
  }
  if (trailing && !trailingFits(clause, at, words)) return nothing
  let confidence = 0.95 - hedge - strangers(clause, Math.max(at, group.last) + 1, end, words)
  // "I read" may be the present.
  if (
    form(verb, names) === 'past' &&
    names.irregular[verb] === verb &&
    clause.amounts.length === 0 &&
    !says
  )
    confidence -= 0.05
  return {
    says: 'done',
    confidence: Math.max(0, confidence),
    candidates: group.candidates,
    trailing,
  }
}

/** A word of a habit before the verb, and not behind a preposition ("after yoga I ran"). */
function subjectBefore(clause: Clause, at: number, words: Words): boolean {
  return clause.groups.some((g) =>
    g.candidates.some((c) =>
      c.at.some((i) => i < at && !words.clause.prepositions.has(clause.tokens[i - 1]?.text ?? '')),
    ),
  )
}

/** After the habit only "done" and the like, or a number: "yoga done", "my reading is done", "yoga did 20 minutes". */
function trailingFits(clause: Clause, at: number, words: Words): boolean {
  const verb = clause.tokens[at]?.text ?? ''
  return words.clause.doneTrailing.has(verb) || clause.amounts.length > 0
}

/** Something was done, but no habit of that name is known. */
function unknownDone(
  clause: Clause,
  at: number,
  end: number,
  hedge: number,
  words: Words,
): Reading {
  const { clause: w, names } = words
  const verb = clause.tokens[at]?.text ?? ''
  const base = stem(verb, names)
  if (w.doneAlone.test(clause.text)) return { says: 'done', confidence: 0.55, candidates: [] }
  const own = activityStems(words).has(base) && form(verb, names) === 'past'
  // An activity's verb takes only a known sense: "ran late" is no run.
  const senseKey =
    names.irregular[verb] ?? [...names.activities].find((v) => stem(v, names) === base) ?? verb
  const rest = clause.tokens.slice(at + 1, end)
  if (own && w.notThat[senseKey]?.test(textOf(clause.tokens.slice(at + 1))) === true) return nothing
  const content = rest.filter((_, i) => unknown(clause, at + 1 + i, words)).map((t) => t.text)
  if (own && content.length <= 3) {
    return {
      says: 'done',
      confidence: 0.6 - hedge,
      candidates: [],
      name: [senseKey, ...content].join(' ').trim(),
    }
  }
  if (!w.doneStrong.has(verb)) return went(clause, at, end, words)
  if (content.length === 0 && clause.amounts.some((a) => a.unit !== undefined)) {
    return { says: 'done', confidence: 0.9 - hedge, candidates: [], byUnit: true }
  }
  const first = rest.find((t) => !words.numbers.article.has(t.text))
  if (
    first === undefined ||
    w.nothing.test(first.text) ||
    content.length === 0 ||
    content.length > 2
  )
    return nothing
  if (content.some((c) => w.block.test(c) || w.nothing.test(c))) return nothing
  return { says: 'done', confidence: 0.55 - hedge, candidates: [], name: content.join(' ') }
}

/** "Went climbing": a gerund after "went" is an activity. */
function went(clause: Clause, at: number, end: number, words: Words): Reading {
  const next = clause.tokens[at + 1]
  if (clause.tokens[at]?.text !== words.clause.wentVerb || next === undefined || at + 1 >= end)
    return nothing
  if (!words.names.gerund.test(next.text)) return nothing
  return { says: 'done', confidence: 0.55, candidates: [], name: next.text }
}
