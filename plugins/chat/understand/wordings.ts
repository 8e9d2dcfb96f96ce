/** Wordings that are an intent by themselves, and the wish for something new. */
import type { Phrase, Words } from '../locale/locale.js'
import type { Clause } from './clauses.js'
import { readCreate } from './create.js'
import { fitAmount } from './fit.js'
import { slotOf } from './habits.js'
import type { Prepared } from './names.js'
import type { Intention, Slots } from './types.js'

/** Whole sentences that are an intent by their wording, or that ask for something new. */
export function wordings(
  clauses: readonly Clause[],
  prepared: readonly Prepared[],
  byClause: (Intention | undefined)[],
  done: Set<number>,
  words: Words,
): void {
  for (const sentence of new Set(clauses.map((c) => c.sentence))) {
    const parts = clauses.map((c, i) => ({ c, i })).filter(({ c }) => c.sentence === sentence)
    const at = parts[0]?.i
    if (at === undefined) continue
    const text = parts
      .map(({ c }, n) => (n > 0 && c.joint === 'join' ? 'and ' : '') + c.text)
      .join(' ')
    const whole = wholeOf(
      parts.map((p) => p.c),
      text,
    )
    const made = whole.asks ? undefined : readCreate(text, words)
    const one: Intention | undefined =
      made === undefined
        ? wording(text, whole, prepared, words)
        : { intent: 'create', slots: { ...made, ...habitOf(whole) }, confidence: 0.85 }
    if (one === undefined) continue
    byClause[at] = one
    for (const { i } of parts) done.add(i)
  }
}

function wholeOf(parts: readonly Clause[], text: string): Clause {
  const first = parts[0]
  if (first === undefined) throw new Error('a sentence has at least one clause')
  return {
    ...first,
    text,
    groups: parts.flatMap((p) => p.groups),
    amounts: parts.flatMap((p) => p.amounts),
    days: parts.flatMap((p) => p.days),
  }
}

function habitOf(clause: Clause): Slots {
  const group = clause.groups[0]
  return group === undefined ? {} : { habit: slotOf(group.candidates) }
}

const needsHabit = new Set(['edit', 'archive'])

/** A wording of the locale, with the habit, day and amount that stand beside it. */
export function wording(
  text: string,
  clause: Clause,
  prepared: readonly Prepared[],
  words: Words,
): Intention | undefined {
  // As it stands first: "thanks" and "hi" are politeness around something, or all that was said.
  const whole = text.replace(/ ?[,;:!?.]/g, '').trim()
  let bare = whole
  for (let n = 0; n < 3; n++) bare = bare.replace(words.leading, '')
  const tries = [whole, bare, bare.replace(words.trailing, '')].filter((x) => x !== '')
  let phrase: Phrase | undefined
  for (const one of tries) phrase ??= words.phrases.find((p) => p.pattern.test(one))
  if (phrase === undefined) return answerAlone(whole, words)
  let { intent, confidence } = phrase
  const day = clause.days.find((d) => d.day !== undefined)?.day
  const slots: Slots = { ...habitOf(clause), ...(day === undefined ? {} : { day }) }
  if (needsHabit.has(intent) && slots.habit === undefined) confidence = 0.4
  // "Delete my run from yesterday" takes back an entry, not the habit.
  if (intent === 'archive' && day !== undefined) intent = 'undo'
  const found = intent === 'correct' || intent === 'edit' ? clause.amounts[0] : undefined
  const habit = prepared.find((p) => p.habit.id === slots.habit?.candidates[0]?.id)?.habit
  const amount = found === undefined ? undefined : fitAmount(found, habit, words)
  if (intent === 'undo' && day !== undefined) confidence = 0.6
  return { intent, slots: amount === undefined ? slots : { ...slots, amount }, confidence }
}

/** A yes or no that answers nothing that we asked. */
function answerAlone(text: string, { answer, clause }: Words): Intention | undefined {
  if (clause.doneAlone.test(text)) return undefined
  if (answer.affirm.test(text)) return { intent: 'affirm', slots: {}, confidence: 0.8 }
  if (answer.deny.test(text)) return { intent: 'deny', slots: {}, confidence: 0.8 }
  return answer.maybe.test(text) ? { intent: 'maybe', slots: {}, confidence: 0.8 } : undefined
}
