import { type Static, Type } from '@sinclair/typebox'
import { TypeCompiler } from '@sinclair/typebox/compiler'
import { Amount, Id, LocalDay, Note } from '../shared/message/fields.js'

/**
 * The work that every side does: take what was done for a habit on one day, check it, keep it in
 * memory, give the day back. It stands on nothing of ours but field types, so that a peer's process
 * holds its own framework and not ours as well.
 */
export const inputFields = {
  habitId: Id,
  day: LocalDay,
  amount: Type.Optional(Amount),
  note: Type.Optional(Note),
}

const Input = Type.Object(inputFields, { additionalProperties: false })

export type DayInput = Static<typeof Input>

export interface HabitDay extends DayInput {
  readonly at: number
}

const compiled = TypeCompiler.Compile(Input)

/** The compiled check that ours uses, for the peers that bring none. @throws when it is not as declared */
export function checked(value: unknown): DayInput {
  if (compiled.Check(value)) return value
  throw Object.assign(new Error('input/invalid'), { status: 400 })
}

const days = new Map<string, HabitDay>()

/** What the action does, on every side. */
export function keep({ habitId, day, amount, note }: DayInput): HabitDay {
  const kept = {
    habitId,
    day,
    at: Date.now(),
    ...(amount === undefined ? {} : { amount }),
    ...(note === undefined ? {} : { note }),
  }
  days.set(`${habitId}/${day}`, kept)
  return kept
}

const dayOf = (number: number): string =>
  new Date(Date.UTC(2025, 0, 1 + number)).toISOString().slice(0, 10)

/** A thousand different inputs, the same for every side. */
export const inputs: readonly DayInput[] = Array.from({ length: 1_000 }, (_, number) => ({
  habitId: `habit-${number % 50}`,
  day: dayOf(number % 366),
  amount: number,
  note: 'half an hour before breakfast, slowly',
}))

/** Gives one input after the other, again and again. */
export function inputsInTurn(): () => DayInput {
  let next = 0
  return () => {
    next = (next + 1) % inputs.length
    return inputs[next] as DayInput
  }
}

/** The address of the work over REST, the same on every side. */
export const pathOf = ({ habitId, day }: DayInput): string => `/api/bench/${habitId}/day/${day}`
export const route = '/api/bench/:habitId/day/:day'
