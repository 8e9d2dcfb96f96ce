import { eachDay } from '../../../shared/day.js'
import { log, undo } from '../../habit/messages.js'
import { amountText, dayText, listText } from '../reply/format.js'
import type { Turn } from '../turn.js'
import { clearMatch } from '../understand/habits.js'
import { payloadOf } from '../understand/payload.js'
import { ACT_AT, type DaySlot, type Intention, type KnownHabit } from '../understand/types.js'

/** The most days that one sentence may write. */
const mostDays = 14
/** The most choices that a question offers. */
const mostChips = 4

const withHabit = (intention: Intention, id: string): Intention => ({
  ...intention,
  confidence: 1,
  slots: { ...intention.slots, habit: { candidates: [{ id, score: 1 }] } },
})

function offerHabits(turn: Turn, intention: Intention, habits: readonly KnownHabit[]): void {
  for (const habit of habits.slice(0, mostChips)) {
    const text = payloadOf(withHabit(intention, habit.id))
    if (text !== null) turn.offer(habit.name, text)
  }
}

/** No habit of this name: say so, and offer those that there are. */
function askForHabit(turn: Turn, intention: Intention): void {
  const habits = turn.habits ?? []
  if (habits.length === 0) return turn.say('no-habits-yet', {})
  const { name } = intention.slots
  if (name === undefined) {
    const options = listText(
      habits.slice(0, mostChips).map((habit) => habit.name),
      turn.locale,
      'or',
    )
    turn.say('ask-which', { options })
  } else turn.say('no-such-habit', { name })
  offerHabits(turn, intention, habits)
  const options = habits.slice(0, mostChips).map(({ id, name: called }) => ({ id, name: called }))
  turn.open = { kind: 'choose-habit', intent: intention, options }
}

function askWhich(turn: Turn, intention: Intention, ids: readonly string[]): void {
  const habits = ids.map((id) => turn.habit(id)).filter((habit) => habit !== undefined)
  const options = habits.slice(0, mostChips).map(({ id, name }) => ({ id, name }))
  const names = options.map((option) => option.name)
  turn.say('ask-which', { options: listText(names, turn.locale, 'or') })
  offerHabits(turn, intention, habits)
  turn.open = { kind: 'choose-habit', intent: intention, options }
}

function askDay(turn: Turn, intention: Intention, habit: KnownHabit, day: DaySlot): void {
  turn.say('ask-day', { habit: habit.name })
  const options = day.options ?? []
  for (const option of options.slice(0, mostChips)) {
    const settled = { from: option, to: option, said: true }
    const text = payloadOf({
      ...withHabit(intention, habit.id),
      slots: { ...withHabit(intention, habit.id).slots, day: settled },
    })
    if (text !== null) turn.offer(dayText(settled, turn.today, turn.locale), text)
  }
  turn.open = { kind: 'day', intent: withHabit(intention, habit.id), options }
}

function confirm(turn: Turn, intention: Intention, habit: KnownHabit, day: DaySlot): void {
  const { amount } = intention.slots
  const parts = [habit.name, amount && amountText(amount, turn.locale)].filter(Boolean).join(', ')
  turn.say('ask-confirm', { what: `${parts}, ${dayText(day, turn.today, turn.locale)}` })
  const sure = withHabit(intention, habit.id)
  const text = payloadOf(sure)
  if (text !== null) turn.offer(turn.locale.writing.chips.yes, text)
  turn.offer(turn.locale.writing.chips.no, '/deny')
  turn.open = { kind: 'confirm', intent: sure }
}

/** What a sentence said was done, missed or skipped: write it on one clear match, else ask. */
export async function logIntention(turn: Turn, intention: Intention): Promise<void> {
  const { slots, confidence, intent } = intention
  const candidates = slots.habit?.candidates ?? []
  const id = clearMatch(slots.habit)
  const habit = id === null ? undefined : turn.habit(id)
  if (habit === undefined) {
    if (candidates.length > 1)
      return askWhich(
        turn,
        intention,
        candidates.map((one) => one.id),
      )
    return askForHabit(turn, intention)
  }
  const day = slots.day ?? { from: turn.today, to: turn.today, said: false }
  if (day.from > turn.today) return turn.say('day-ahead', {})
  if (day.unsure !== undefined) return askDay(turn, intention, habit, day)
  const done = intent === 'log_done' || intent === 'log_amount'
  const measured = habit.kind === 'measurable'
  if (done && measured && (slots.amount === undefined || slots.amount.unsure !== undefined)) {
    turn.say('ask-amount', { habit: habit.name, unit: habit.unit ?? '' })
    turn.open = { kind: 'amount', habitId: habit.id, day }
    return
  }
  if (confidence < ACT_AT) return confirm(turn, intention, habit, day)
  await write(turn, intention, habit, day)
}

function sayLogged(turn: Turn, intention: Intention, habit: KnownHabit, day: DaySlot): void {
  const { amount, reason } = intention.slots
  const values = { habit: habit.name, day: dayText(day, turn.today, turn.locale) }
  if (intention.intent === 'log_missed') return turn.say('missed', values)
  if (intention.intent === 'skip') {
    if (reason === undefined) turn.say('skipped-plain', values)
    else turn.say('skipped', { ...values, reason })
    return
  }
  if (amount === undefined || habit.kind === 'yesno') turn.say('logged', values)
  else turn.say('logged-amount', { ...values, amount: amountText(amount, turn.locale) })
}

async function write(turn: Turn, intention: Intention, habit: KnownHabit, day: DaySlot) {
  const { amount, reason } = intention.slots
  const states = { log_missed: 'no', skip: 'skip' } as const
  const state = states[intention.intent as keyof typeof states]
  const measured = habit.kind === 'measurable' && state === undefined
  for (const on of [...eachDay(day.from, day.to)].slice(0, mostDays)) {
    const logged = await turn.call.ask(log, {
      habitId: habit.id,
      day: on,
      ...(state === undefined ? {} : { state }),
      ...(measured && amount !== undefined ? { amount: amount.value } : {}),
      ...(reason === undefined ? {} : { note: reason }),
    })
    turn.did.push({
      what: log.pattern,
      habitId: habit.id,
      day: on,
      ...(logged.change === undefined
        ? {}
        : { undo: { send: undo.pattern, body: { changeId: logged.change } } }),
    })
  }
  sayLogged(turn, intention, habit, day)
  turn.offer(turn.locale.writing.chips.undo, '/undo')
}
