/** From clauses to intentions of writing down: several acts in one sentence, shared days, reasons. */
import type { Words } from '../locale/locale.js'
import type { FoundAmount } from './amount.js'
import { fitAmount } from './fit.js'
import { nothing, type Reading } from './clean.js'
import type { Clause } from './clauses.js'
import { type Candidate, clearMatch, slotOf } from './habits.js'
import type { Prepared } from './names.js'
import { verbEvidence } from './done.js'
import { readClause } from './reading.js'
import { inherit, reasonFor, refuse, shareDays } from './sentence.js'
import type { AmountSlot, DaySlot, Intention, KnownHabit, Slots } from './types.js'
import { dimensionOf, unitId } from './units.js'

export interface LogResult {
  /** Per clause: what it logs, or undefined. */
  readonly intents: readonly (Intention | undefined)[]
  /** Clauses that served as a reason: they say nothing else. */
  readonly used: ReadonlySet<number>
  /** Clauses that say something of a habit, sure or not. */
  readonly named: readonly Candidate[]
}

/** Candidates that count in the very unit that was said ("3,000 steps" for "Steps") join in. */
function byUnit(
  candidates: readonly Candidate[],
  amounts: readonly FoundAmount[],
  habits: readonly KnownHabit[],
  words: Words,
): readonly Candidate[] {
  const unit = amounts.find((a) => a.unit !== undefined && dimensionOf(a.unit) === 'count')?.unit
  if (unit === undefined) return candidates
  const more = habits
    .filter((h) => h.unit !== undefined && unitId(h.unit, words) === unit)
    .filter((h) => !candidates.some((c) => c.id === h.id && c.score >= 0.8))
    .map((h) => ({ id: h.id, score: 0.8, at: [], form: 'base' as const }))
  if (more.length === 0) return candidates
  const rest = candidates.filter((c) => !more.some((m) => m.id === c.id))
  return [...more, ...rest].sort((a, b) => b.score - a.score)
}

/** Of several amounts ("5 km in 30 minutes") the one that the habit counts. */
function amountFor(
  amounts: readonly FoundAmount[],
  habit: KnownHabit | undefined,
  words: Words,
): AmountSlot | undefined {
  const fits = amounts.map((a) => fitAmount(a, habit, words)).filter((a) => a !== undefined)
  return fits.find((a) => a.unsure === undefined) ?? fits[0]
}

/** A later clause of the sentence did something that it does not name. */
const takenBack = (
  clauses: readonly Clause[],
  readings: readonly Reading[],
  i: number,
  prepared: readonly Prepared[],
  words: Words,
): boolean =>
  clauses.some(
    (c, j) =>
      j > i &&
      c.sentence === clauses[i]?.sentence &&
      c.joint !== 'because' &&
      readings[j]?.says === 'nothing' &&
      verbEvidence(c, prepared, words) >= 0,
  )

/** All logs of the clauses. `skip` are clauses that are something else already. */
export function readLogs(
  clauses: readonly Clause[],
  prepared: readonly Prepared[],
  skip: ReadonlySet<number>,
  today: DaySlot,
  words: Words,
): LogResult {
  const readings = clauses.map((c, i) => (skip.has(i) ? nothing : readClause(c, prepared, words)))
  refuse(clauses, readings, prepared, words)
  const used = new Set<number>()
  inherit(clauses, readings, used, words)
  const line = clauses.map((c) => c.text).join(' ')
  const days = shareDays(clauses, readings)
  const habits = prepared.map((p) => p.habit)
  const intents = clauses.map((clause, i) => {
    const reading = readings[i] ?? nothing
    if (reading.says === 'nothing') return undefined
    const shared = days[i] ?? { day: today, sure: true }
    const { day } = shared
    let { confidence } = reading
    if (words.clause.amends.test(line)) confidence = Math.min(confidence, 0.65)
    if (day.unsure !== undefined) confidence = Math.min(confidence, 0.65)
    if (!shared.sure && day.from !== today.from) confidence = Math.min(confidence, 0.7)
    // "Forgot my meds but took them later": what follows may take it back.
    if (reading.says === 'missed' && takenBack(clauses, readings, i, prepared, words))
      confidence = Math.min(confidence, 0.65)
    if (clauses[i + 1]?.joint === 'or' && reading.says === 'done')
      confidence = Math.min(confidence, 0.55)
    if (clause.joint === 'or' && reading.says !== 'missed') confidence = Math.min(confidence, 0.55)
    const reason =
      reading.says === 'missed' || reading.says === 'skip'
        ? reasonFor(clauses, readings, i, words)
        : undefined
    if (reason !== undefined) used.add(reason.from)
    if (reading.byUnit === true && byUnit([], clause.amounts, habits, words).length === 0)
      return undefined
    return toIntention(
      clause,
      { ...reading, confidence },
      day,
      reason?.text ?? reading.reason,
      habits,
      words,
    )
  })
  const seen = new Set<string>()
  const once = intents.map((one) => {
    const key = JSON.stringify([one?.intent, one?.slots])
    if (one === undefined || seen.has(key)) return undefined
    seen.add(key)
    return one
  })
  const named = clauses.flatMap((c) => c.groups.flatMap((g) => g.candidates.slice(0, 1)))
  return { intents: once, used, named }
}

function toIntention(
  clause: Clause,
  reading: Reading,
  day: DaySlot,
  reason: string | undefined,
  habits: readonly KnownHabit[],
  words: Words,
): Intention {
  const amounts = clause.amounts.filter((a) => a.to <= (reading.end ?? clause.tokens.length))
  let candidates = reading.candidates
  if (reading.says === 'done' || reading.says === 'bare')
    candidates = byUnit(candidates, amounts, habits, words)
  // "Done", and there is only one thing that it can be.
  const only = habits.length === 1 ? habits[0] : undefined
  if (candidates.length === 0 && reading.name === undefined && only !== undefined) {
    candidates = [{ id: only.id, score: 0.6, at: [], form: 'base' }]
  }
  const habitSlot = slotOf(candidates)
  const clear = clearMatch(habitSlot)
  const amountSaid = amounts.some((a) => a.unit !== undefined)
  // "Walked 3,000 steps": no habit of walking, but one that counts steps, and nothing else was said.
  const counted =
    clear !== null &&
    reading.candidates.length === 0 &&
    reading.name?.includes(' ') !== true &&
    reading.says === 'done' &&
    amountSaid
  // Without one clear habit there is nothing to act upon, however sure the rest is.
  const most = clear === null ? 0.7 : 1
  const sure = Math.min(most, counted && reading.confidence >= 0.6 ? 0.85 : reading.confidence)
  const habit = habits.find((h) => h.id === (clear ?? candidates[0]?.id))
  const name = candidates.length === 0 ? reading.name : undefined
  const slots: Slots = { habit: habitSlot, day, ...(name === undefined ? {} : { name }) }
  if (reading.says === 'missed' || reading.says === 'skip') {
    const blamed = reason !== undefined && words.clause.noReason.test(reason)
    const intent =
      reading.says === 'skip' || (reason !== undefined && !blamed) ? 'skip' : 'log_missed'
    return {
      intent,
      slots: reason === undefined ? slots : { ...slots, reason },
      confidence: sure,
    }
  }
  const amount = amountFor(amounts, habit, words)
  const measured = habit === undefined || habit.kind === 'measurable'
  const intent = amount !== undefined && measured ? 'log_amount' : 'log_done'
  let confidence = sure
  if (intent === 'log_amount' && amount?.unsure !== undefined)
    confidence = Math.min(confidence, 0.6)
  return { intent, slots: amount === undefined ? slots : { ...slots, amount }, confidence }
}
