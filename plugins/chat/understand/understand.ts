/**
 * The understanding: a line of text in, intentions out. Pure: no clock, no store, no network. The order
 * is the domain's: normalise → safety → the open question → a chip's payload → wordings and habits →
 * (a small classifier will stand here, and may abstain) → nothing, which the dialogue repairs.
 */
import { locales } from '../locale/index.js'
import type { Words } from '../locale/locale.js'
import { assess } from '../safety/assess.js'
import { type Clause, readClauses } from './clauses.js'
import { civilDay, toText, todaySlot } from './days.js'
import { clearMatch } from './habits.js'
import { type Prepared, prepare } from './names.js'
import { readLogs } from './logs.js'
import { feelingOf, readMood } from './mood.js'
import { tidy } from './normalise.js'
import { answerOpen } from './open.js'
import { readPayload } from './payload.js'
import { wording, wordings } from './wordings.js'
import {
  ASK_AT,
  type Feeling,
  type Intention,
  type OpenQuestion,
  type Slots,
  type UnderstandInput,
  type Understanding,
} from './types.js'

const noFeeling: Feeling = { valence: null, words: [] }

/** Understand one line. */
export function understand(input: UnderstandInput): Understanding {
  const { text, now, zone, habits = [], open } = input
  const { words } = locales[input.locale ?? 'en']
  const safety = assess(text)
  const base = { safety, language: 'en' as const, guesses: [], answered: false, abstained: false }
  const chip = text.startsWith('/') ? readPayload(text, toText(civilDay(now, zone)), habits) : null
  const crisis = safety.tier === 'explicit' || safety.tier === 'imminent'
  if (chip !== null && !crisis) return { ...base, intents: [chip], feeling: noFeeling }
  const names = new Set(
    habits.flatMap((h) => [h.name, ...(h.aliases ?? [])]).map((n) => n.toLowerCase()),
  )
  const prepared = prepare(habits, words)
  const clauses = readClauses(tidy(text, words, names), prepared, now, zone, words)
  const feeling = feelingOf(clauses, words)
  if (crisis) {
    return { ...base, intents: [{ intent: 'crisis', slots: {}, confidence: 1 }], feeling }
  }
  const first = clauses[0]
  if (open !== undefined && first !== undefined) {
    const answer = answerOpen(first, open, habits, words)
    if (answer !== null) {
      const rest = clauses.slice(1)
      // "No, that was Tuesday": the no belongs to what follows, which corrects.
      const more =
        rest.length === 0 ? { sure: [], guesses: [] } : patterns(rest, prepared, input, words)
      const refused = answer[0]?.intent === 'deny' && more.sure.some((i) => i.intent === 'correct')
      return {
        ...base,
        intents: [...(refused ? [] : answer), ...more.sure],
        feeling,
        answered: true,
      }
    }
  }
  const { sure, guesses } = patterns(clauses, prepared, input, words)
  const answered = open !== undefined && sure.some((one) => settles(open, one))
  return { ...base, intents: sure, guesses, feeling, answered, abstained: sure.length === 0 }
}

/** A full sentence may answer as well as a short one: "pretty low" to "how are you?". */
function settles(open: OpenQuestion, one: Intention): boolean {
  if (open.kind === 'mood') return one.intent === 'mood_log'
  return (
    open.kind === 'amount' &&
    one.intent === 'log_amount' &&
    clearMatch(one.slots.habit) === open.habitId
  )
}

interface Found {
  readonly sure: readonly Intention[]
  readonly guesses: readonly Intention[]
}

/** Wordings first, sentence by sentence; what is left is read for logs and moods. */
function patterns(
  clauses: readonly Clause[],
  prepared: readonly Prepared[],
  input: UnderstandInput,
  words: Words,
): Found {
  const today = todaySlot(input.now, input.zone)
  const byClause: (Intention | undefined)[] = clauses.map(() => undefined)
  const done = new Set<number>()
  wordings(clauses, prepared, byClause, done, words)
  const logs = readLogs(clauses, prepared, done, today, words)
  logs.intents.forEach((one, i) => (byClause[i] ??= one))
  const line = clauses.map((c) => c.text).join(' . ')
  // Wordings of one clause only where it logs nothing: "help" must not steal from "helped with yoga".
  clauses.forEach((clause, i) => {
    if (byClause[i] === undefined && !logs.used.has(i) && !done.has(i))
      byClause[i] = wording(clause.text, clause, prepared, words)
  })
  const vents = words.mood.vent.test(line)
  const busy = (i: number): boolean => logs.used.has(i) || done.has(i) || byClause[i] !== undefined
  const mood = readMood(clauses, line, busy, words)
  if (
    vents &&
    mood?.intention.slots.sleep === undefined &&
    (mood === undefined || !/\d/.test(line))
  ) {
    const feelings = feelingOf(clauses, words).words
    const at = byClause.findIndex((x) => x === undefined)
    if (at >= 0)
      byClause[at] = {
        intent: 'vent',
        slots: feelings.length > 0 ? { feelings } : {},
        confidence: 0.8,
      }
  } else if (mood !== undefined) byClause[mood.at] ??= mood.intention
  const all = byClause.filter((x) => x !== undefined)
  // Beside a log a yes or no is part of it ("nope, no yoga today"), not an answer.
  const writes = all.some((x) => x.slots.habit !== undefined && x.slots.day !== undefined)
  const sure = all.filter(
    (x) => x.confidence >= ASK_AT && !(writes && /^(affirm|deny|maybe)$/.test(x.intent)),
  )
  return {
    sure,
    guesses:
      sure.length > 0
        ? []
        : [...all, ...guess(logs.named, feelingOf(clauses, words), today)].slice(0, 2),
  }
}

/** What it may have been: for the two chips of the first repair. */
function guess(
  named: readonly { id: string; score: number }[],
  feeling: Feeling,
  today: Slots['day'],
): Intention[] {
  const out: Intention[] = []
  const best = named.find((c) => c.score >= 0.5)
  if (best !== undefined) {
    const habit = { candidates: [{ id: best.id, score: 1 }] }
    out.push({
      intent: 'log_done',
      slots: { habit, ...(today === undefined ? {} : { day: today }) },
      confidence: 0.3,
    })
    out.push({ intent: 'ask_progress', slots: { habit }, confidence: 0.25 })
  }
  if (feeling.words.length > 0)
    out.push({ intent: 'mood_log', slots: { feelings: feeling.words }, confidence: 0.3 })
  return out
}
