/** The open question: does this clause answer it? What does not is understood as itself. */
import type { Words } from '../locale/locale.js'
import { fitAmount } from './fit.js'
import type { Clause } from './clauses.js'
import { findHabits } from './habits.js'
import { prepare } from './names.js'
import { levelIn } from './mood.js'
import type { DaySlot, Intention, KnownHabit, OpenQuestion } from './types.js'

/** Intentions that the answer resolves to; null where the clause is no answer. */
export type Answer = readonly Intention[] | null

const sure = (intention: Intention): Intention => ({ ...intention, confidence: 1 })
const plain = (intent: Intention['intent']): Intention => ({ intent, slots: {}, confidence: 0.95 })

/** Yes, no and maybe mean the same to every question. */
function short(clause: Clause, words: Words): 'affirm' | 'deny' | 'maybe' | null {
  const { answer } = words
  if (answer.affirm.test(clause.text)) return 'affirm'
  if (answer.deny.test(clause.text)) return 'deny'
  return answer.maybe.test(clause.text) ? 'maybe' : null
}

function withHabit(intention: Intention, id: string): Intention {
  return sure({
    ...intention,
    slots: { ...intention.slots, habit: { candidates: [{ id, score: 1 }] } },
  })
}

/** Which of the options: by number, by name, all, none. */
function chooseHabit(
  clause: Clause,
  open: Extract<OpenQuestion, { kind: 'choose-habit' }>,
  words: Words,
): Answer {
  const { answer } = words
  const core = clause.tokens
    .filter((t) => t.kind !== 'mark' && !answer.around.has(t.text))
    .map((t) => t.text)
  const text = core.join(' ')
  const whole = clause.text
  const kind = short(clause, words)
  if (answer.none.test(text) || answer.none.test(whole) || kind === 'deny') return [plain('deny')]
  if (kind === 'maybe') return [plain('maybe')]
  if (answer.all.test(text)) return open.options.map((o) => withHabit(open.intent, o.id))
  const number = chosenNumber(whole, core, open.options.length, words)
  if (number !== null) return number.map((n) => withHabit(open.intent, open.options[n]?.id ?? ''))
  // "Not the dog one" chooses nothing: it must not be read as a miss of the dog walk either.
  const negated = clause.tokens.some((t) => words.clause.negators.has(t.text))
  const options: KnownHabit[] = open.options.map((o) => ({ ...o, kind: 'yesno' }))
  const none = clause.tokens.map(() => false)
  const group = findHabits(prepare(options, words), clause.tokens, none, words)[0]
  if (group === undefined) return null
  const at = new Set(group.candidates.flatMap((c) => c.at))
  const other = clause.tokens.some(
    (t, i) =>
      t.kind === 'word' &&
      !at.has(i) &&
      !answer.around.has(t.text) &&
      !words.clause.negators.has(t.text) &&
      !words.clause.filler.has(t.text),
  )
  if (negated) return other ? null : [plain('deny')]
  if (other) return null
  const best = group.candidates[0]
  const second = group.candidates[1]
  if (best === undefined || (second !== undefined && best.score - second.score < 0.25)) return null
  return [withHabit(open.intent, best.id)]
}

function chosenNumber(
  whole: string,
  core: readonly string[],
  count: number,
  words: Words,
): number[] | null {
  const { answer } = words
  const asNumber = (w: string): number | undefined =>
    /^\d+$/.test(w) ? Number(w) : answer.ordinals[w]
  // "One" is both a number and a filler ("the first one"): only alone it counts.
  const picks = core.length === 0 ? [whole] : core
  if (picks.every((w) => answer.last.has(w))) return [count - 1]
  const numbers = picks.map(asNumber)
  if (numbers.some((n) => n === undefined || n < 1 || n > count)) return null
  return numbers.map((n) => (n ?? 1) - 1)
}

/** A number, with or without the habit's unit. */
function amount(
  clause: Clause,
  open: Extract<OpenQuestion, { kind: 'amount' }>,
  habits: readonly KnownHabit[],
  words: Words,
): Answer {
  const habit = habits.find((h) => h.id === open.habitId)
  const day: DaySlot =
    typeof open.day === 'string' ? { from: open.day, to: open.day, said: true } : open.day
  const slots = { habit: { candidates: [{ id: open.habitId, score: 1 }] }, day }
  if (words.answer.zero.test(clause.text)) return [{ intent: 'log_missed', slots, confidence: 0.7 }]
  const kind = short(clause, words)
  if (kind === 'deny' || kind === 'maybe') return [plain(kind)]
  const one = words.numbers.ones[clause.text]
  const found =
    clause.amounts[0] ?? (one === undefined ? undefined : { from: 0, to: 1, value: one })
  if (found === undefined) return null
  const rest = clause.tokens.some(
    (t, i) =>
      (i < found.from || i >= found.to) &&
      t.kind === 'word' &&
      !words.clause.filler.has(t.text) &&
      !words.answer.around.has(t.text) &&
      !words.numbers.about.has(t.text) &&
      !words.clause.doneStrong.has(t.text),
  )
  const fit =
    rest && !clause.groups.some((g) => g.candidates[0]?.id === open.habitId)
      ? undefined
      : fitAmount(found, habit, words)
  if (fit === undefined) return null
  return [
    {
      intent: 'log_amount',
      slots: { ...slots, amount: fit },
      confidence: fit.unsure === undefined ? 1 : 0.6,
    },
  ]
}

function chooseDay(
  clause: Clause,
  open: Extract<OpenQuestion, { kind: 'day' }>,
  words: Words,
): Answer {
  const kind = short(clause, words)
  if (kind === 'deny' || kind === 'maybe') return [plain(kind)]
  const said = clause.days.find((d) => d.day !== undefined)?.day
  const rest = clause.tokens.some(
    (t, i) =>
      t.kind === 'word' &&
      clause.taken[i] !== true &&
      !words.answer.around.has(t.text) &&
      !words.clause.filler.has(t.text),
  )
  const options = open.options ?? []
  const pick =
    rest || said !== undefined
      ? undefined
      : words.answer.ordinals[clause.text.replace(/^the | one$/g, '')]
  const chosen = pick === undefined ? undefined : options[pick - 1]
  const day: DaySlot | undefined =
    chosen !== undefined
      ? { from: chosen, to: chosen, said: true }
      : rest || said?.unsure === 'vague'
        ? undefined
        : said
  if (day === undefined) return null
  const settled = { from: day.from, to: day.to, said: true }
  return [sure({ ...open.intent, slots: { ...open.intent.slots, day: settled } })]
}

/** Does the clause answer the open question? */
export function answerOpen(
  clause: Clause,
  open: OpenQuestion,
  habits: readonly KnownHabit[],
  words: Words,
): Answer {
  if (open.kind === 'choose-habit') return chooseHabit(clause, open, words)
  if (open.kind === 'amount') return amount(clause, open, habits, words)
  if (open.kind === 'day') return chooseDay(clause, open, words)
  const kind = short(clause, words)
  if (open.kind === 'confirm') {
    if (kind === 'affirm') return [sure(open.intent)]
    return kind === null ? null : [plain(kind)]
  }
  if (open.kind === 'reason') {
    if (kind === 'deny' || kind === 'maybe') return [sure(open.intent)]
    if (!words.clause.reason.test(clause.text)) return null
    let reason = clause.text
    for (let n = 0; n < 3; n++) reason = reason.replace(words.clause.reasonLead, '').trim()
    return [sure({ ...open.intent, intent: 'skip', slots: { ...open.intent.slots, reason } })]
  }
  const level =
    levelIn(clause.text, words) ??
    (/^[1-5]$/.test(clause.text) ? Number(clause.text) : (words.numbers.ones[clause.text] ?? 0))
  if (level >= 1 && level <= 5) return [{ intent: 'mood_log', slots: { level }, confidence: 1 }]
  return kind === 'deny' ? [plain('deny')] : null
}
