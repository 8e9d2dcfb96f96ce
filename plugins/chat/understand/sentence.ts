/** What clauses of one sentence lend each other: the verb, the day, the reason – and a refusal. */
import type { Words } from '../locale/locale.js'
import { nothing, type Reading } from './clean.js'
import type { Clause } from './clauses.js'
import type { Prepared } from './names.js'
import { refuses } from './reading.js'
import type { DaySlot } from './types.js'

const near = (joint: Clause['joint']): boolean => joint === 'join' || joint === 'comma'

/** A clause without a verb of its own ("and ran 5 km", "yoga and *reading*") takes the one before it. */
export function inherit(
  clauses: readonly Clause[],
  readings: Reading[],
  used: Set<number>,
  words: Words,
): void {
  clauses.forEach((clause, i) => {
    const last = readings[i - 1]
    const one = readings[i]
    if (last === undefined || one === undefined || i === 0) return
    const either = clause.joint === 'or'
    if (either && last.says === 'missed' && one.says === 'bare') {
      readings[i] = { ...one, says: 'missed', confidence: last.confidence }
      return
    }
    if (!near(clause.joint) || last.candidates.length === 0) return
    const loose = clause.joint === 'comma' && !listGoesOn(clauses, i)
    if (
      (one.says === 'nothing' || one.byUnit === true) &&
      last.says === 'done' &&
      onlyDay(clause)
    ) {
      // "Ran 5 km on Monday and Tuesday": how much on Tuesday?
      const most = (clauses[i - 1]?.amounts.length ?? 0) > clause.amounts.length ? 0.65 : 0.85
      const { says, candidates } = last
      readings[i] = { says, candidates, confidence: Math.min(most, last.confidence) }
    } else if (
      one.says === 'bare' &&
      (last.says === 'done' || last.says === 'missed' || last.says === 'skip')
    ) {
      if (last.trailing === true) return
      const most = loose ? 0.65 : last.says === 'done' ? 0.88 : 0.8
      readings[i] = { ...one, says: last.says, confidence: Math.min(most, last.confidence) }
    } else if (one.says === 'nothing' && last.says === 'done' && !loose && last.trailing !== true) {
      const name = unknownName(clause, words)
      if (name !== undefined) readings[i] = { says: 'done', confidence: 0.55, candidates: [], name }
    }
  })
  // "Yoga: yes, run: no".
  clauses.forEach((clause, i) => {
    const one = readings[i - 1]
    if (one?.says !== 'bare' || clause.sentence !== clauses[i - 1]?.sentence) return
    const yes = words.answer.affirm.test(clause.text)
    if (!yes && !words.answer.deny.test(clause.text)) return
    readings[i - 1] = { ...one, says: yes ? 'done' : 'missed', confidence: 0.8 }
    used.add(i)
  })
  // "Yoga, reading and run done": the verb comes last.
  for (let i = clauses.length - 2; i >= 0; i--) {
    const next = readings[i + 1]
    const one = readings[i]
    if (one?.says !== 'bare' || next?.trailing !== true || !near(clauses[i + 1]?.joint ?? 'break'))
      continue
    readings[i] = {
      ...one,
      says: next.says,
      confidence: Math.min(0.88, next.confidence),
      trailing: true,
    }
  }
}

/** What hangs on a refused clause without a subject of its own is refused with it; after a comma, asked. */
export function refuse(
  clauses: readonly Clause[],
  readings: Reading[],
  prepared: readonly Prepared[],
  words: Words,
): void {
  clauses.forEach((clause, i) => {
    const before = clauses[i - 1]
    const one = readings[i]
    if (before === undefined || one === undefined || before.sentence !== clause.sentence) return
    if (one.says === 'nothing' || readings[i - 1]?.says !== 'nothing' || clause.joint === 'because')
      return
    if (
      clause.tokens.some((t) => words.clause.self.has(t.text)) ||
      !refuses(before, prepared, words)
    )
      return
    readings[i] =
      clause.joint === 'comma' ? { ...one, confidence: Math.min(0.6, one.confidence) } : nothing
  })
}

/** A later "and" of the same sentence closes the list that this comma opens. */
const listGoesOn = (clauses: readonly Clause[], i: number): boolean =>
  clauses.slice(i + 1).some((c) => c.sentence === clauses[i]?.sentence && c.joint === 'join')

const onlyDay = (clause: Clause): boolean =>
  clause.days.some((d) => d.day !== undefined) &&
  clause.tokens.every((t, i) => clause.taken[i] === true || t.text === 'on')

function unknownName(clause: Clause, words: Words): string | undefined {
  const rest = clause.tokens.filter(
    (t, i) => clause.taken[i] !== true && !words.clause.filler.has(t.text),
  )
  if (rest.length === 0 || rest.length > 2 || clause.asks || clause.groups.length > 0)
    return undefined
  const text = rest.map((t) => t.text).join(' ')
  const block = words.clause.block.test(text) || words.clause.nothing.test(text)
  const mood = rest.some(
    (t) => Object.hasOwn(words.mood.feelings, t.text) || words.mood.elliptic.has(t.text),
  )
  if (mood) return undefined
  return block || rest.some((t) => t.kind !== 'word' || words.clause.negators.has(t.text))
    ? undefined
    : text
}

/** A day as a clause has it. Not sure: borrowed from a neighbour that it may not belong to. */
export interface SharedDay {
  readonly day: DaySlot
  readonly sure: boolean
}

/**
 * The day of each clause: its own, or the sentence's. "Yesterday I did yoga and ran" is yesterday for
 * both; "ran yesterday and did yoga" may be, and "yesterday was hard, did yoga" is a guess.
 */
export function shareDays(
  clauses: readonly Clause[],
  readings: readonly Reading[],
): (SharedDay | undefined)[] {
  const own = clauses.map((c, i) => {
    const until = c.tokens[readings[i]?.end ?? c.tokens.length]?.at ?? Infinity
    return c.days.find((d) => d.day !== undefined && d.at < until)
  })
  return clauses.map((clause, i) => {
    const mine = own[i]?.day
    if (mine !== undefined) return { day: mine, sure: true }
    const says = readings[i]?.says
    for (let j = i - 1; j >= 0; j--) {
      const before = clauses[j]
      const lent = own[j]
      if (before?.sentence !== clause.sentence) break
      if (lent?.day === undefined) continue
      const leads = lent.at <= (before.tokens[0]?.at ?? 0)
      return { day: lent.day, sure: leads && readings[j]?.says === says }
    }
    const after = clauses[i + 1]
    const lent = own[i + 1]
    if (after?.joint !== 'join' || after.sentence !== clause.sentence) return undefined
    const atEnd = lent !== undefined && lent.at + lent.length > (after.tokens.at(-1)?.at ?? 0)
    return atEnd && lent.day !== undefined && readings[i + 1]?.says === says
      ? { day: lent.day, sure: true }
      : undefined
  })
}

/** The reason that a neighbour gives: "…, I'm ill", "because …", "I'm ill so …". */
export function reasonFor(
  clauses: readonly Clause[],
  readings: readonly Reading[],
  i: number,
  words: Words,
): { text: string; from: number } | undefined {
  const { clause: w } = words
  const strip = (text: string): string => {
    let out = text
    for (let n = 0; n < 3; n++) out = out.replace(w.reasonLead, '').trim()
    return out
  }
  const next = clauses[i + 1]
  if (next !== undefined && readings[i + 1]?.says === 'nothing') {
    const given = next.joint === 'because' || (next.joint !== 'or' && w.reason.test(next.text))
    const same = next.sentence === (clauses[i]?.sentence ?? 0) || next.tokens.length <= 6
    if (given && same && !next.asks) return { text: strip(next.text), from: i + 1 }
  }
  const before = clauses[i - 1]
  if (
    before !== undefined &&
    readings[i - 1]?.says === 'nothing' &&
    !before.asks &&
    w.reason.test(before.text)
  ) {
    return { text: strip(before.text), from: i - 1 }
  }
  return undefined
}
