import { Type } from '@sinclair/typebox'
import { object } from '../../../shared/message/declare.js'
import { Id, Instant, LocalDay, Zone } from '../../../shared/message/fields.js'
import { intents } from './types.js'

/** The understanding's contract (types.ts) as schemas, for its message. */
const oneOf = <const T extends readonly string[]>(values: T) =>
  Type.Union(values.map((value) => Type.Literal(value)))

const Score = Type.Number({ minimum: 0, maximum: 1 })
const Word = Type.String({ maxLength: 200 })

const DaySlot = object({
  from: LocalDay,
  to: LocalDay,
  said: Type.Boolean(),
  unsure: Type.Optional(oneOf(['vague', 'weekday', 'numeric'])),
  options: Type.Optional(Type.Array(LocalDay, { maxItems: 10 })),
})

const Slots = object({
  habit: Type.Optional(
    object({ candidates: Type.Array(object({ id: Id, score: Score }), { maxItems: 500 }) }),
  ),
  amount: Type.Optional(
    object({
      value: Type.Number(),
      unit: Type.Optional(Word),
      original: Type.Optional(object({ value: Type.Number(), unit: Word })),
      unsure: Type.Optional(oneOf(['unit', 'range'])),
    }),
  ),
  day: Type.Optional(DaySlot),
  reason: Type.Optional(Type.String({ maxLength: 2000 })),
  level: Type.Optional(Type.Integer({ minimum: 1, maximum: 5 })),
  feelings: Type.Optional(Type.Array(Word)),
  sleep: Type.Optional(
    object({
      quality: Type.Optional(oneOf(['bad', 'ok', 'good'])),
      hours: Type.Optional(Type.Number()),
    }),
  ),
  name: Type.Optional(Type.String({ maxLength: 2000 })),
  rule: Type.Optional(
    object({
      kind: oneOf(['daily', 'weekdays', 'every', 'perWeek', 'perMonth', 'perDays']),
      days: Type.Optional(Type.Union([Type.Integer(), Type.Array(Type.Integer())])),
      times: Type.Optional(Type.Integer()),
    }),
  ),
})

const Intention = object({ intent: oneOf(intents), slots: Slots, confidence: Score })

const OpenQuestion = Type.Union(
  [
    object({
      kind: Type.Literal('choose-habit'),
      intent: Intention,
      options: Type.Array(object({ id: Id, name: Type.String({ maxLength: 100 }) }), {
        maxItems: 20,
      }),
    }),
    object({ kind: Type.Literal('confirm'), intent: Intention }),
    object({
      kind: Type.Literal('amount'),
      habitId: Id,
      day: Type.Union([LocalDay, DaySlot]),
    }),
    object({
      kind: Type.Literal('day'),
      intent: Intention,
      options: Type.Optional(Type.Array(LocalDay, { maxItems: 10 })),
    }),
    object({ kind: Type.Literal('reason'), intent: Intention }),
    object({ kind: Type.Literal('mood') }),
  ],
  { description: 'the question that stands open, as the answer before gave it' },
)

export const UnderstandInput = object({
  text: Type.String({ minLength: 1, maxLength: 2000, pattern: '\\S' }),
  now: Instant,
  zone: Zone,
  locale: Type.Optional(Type.Literal('en')),
  habits: Type.Optional(
    Type.Array(
      object({
        id: Id,
        name: Type.String({ minLength: 1, maxLength: 100 }),
        kind: oneOf(['yesno', 'measurable']),
        unit: Type.Optional(Type.String({ maxLength: 30 })),
        aliases: Type.Optional(Type.Array(Type.String({ maxLength: 100 }), { maxItems: 20 })),
      }),
      { maxItems: 500 },
    ),
  ),
  open: Type.Optional(OpenQuestion),
})

export const Understanding = object({
  intents: Type.Array(Intention),
  guesses: Type.Array(Intention),
  safety: object({
    tier: oneOf(['none', 'unclear', 'explicit', 'imminent']),
    about: oneOf(['self', 'other']),
    signs: Type.Array(Type.String()),
  }),
  feeling: object({
    valence: Type.Union([Type.Number({ minimum: -1, maximum: 1 }), Type.Null()]),
    words: Type.Array(Type.String()),
  }),
  language: Type.String(),
  answered: Type.Boolean(),
  abstained: Type.Boolean(),
})
