import { Type } from '@sinclair/typebox'
import { object } from '../../shared/message/declare.js'
import { Amount, Id, Instant, LocalDay, Name, Note, Zone } from '../../shared/message/fields.js'

/** What habits and their days look like in messages. */
export const Rule = Type.Union(
  [
    object({ every: Type.Literal('day') }),
    object({
      weekdays: Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), {
        minItems: 1,
        maxItems: 7,
        uniqueItems: true,
      }),
    }),
    object({ times: Type.Integer({ minimum: 1, maximum: 7 }), per: Type.Literal('week') }),
  ],
  {
    description:
      'every day; on chosen weekdays (1 is Monday, 7 is Sunday); or a number of times per week',
  },
)

export const Kind = Type.Union([Type.Literal('yesno'), Type.Literal('measurable')])
const Direction = Type.Union([Type.Literal('at-least'), Type.Literal('at-most')])
const Unit = Type.String({ minLength: 1, maxLength: 30, pattern: '\\S' })
const Target = Type.Number({ exclusiveMinimum: 0, maximum: 1e9 })
const Question = Type.String({ maxLength: 200 })
const Description = Type.String({ maxLength: 2000 })
const Colour = Type.String({ pattern: '^#[0-9a-fA-F]{6}$', description: 'a colour as #rrggbb' })

/** What a measurable habit has beside the others. */
export const measure = {
  unit: Type.Optional(Unit),
  target: Type.Optional(Target),
  direction: Type.Optional(Direction),
}

/** How a habit looks to its owner. */
export const looks = {
  question: Type.Optional(Question),
  description: Type.Optional(Description),
  colour: Type.Optional(Colour),
}

export const Habit = object({
  id: Id,
  name: Name,
  kind: Kind,
  ...measure,
  rule: Rule,
  ...looks,
  archived: Type.Boolean(),
  createdAt: Instant,
  createdOn: LocalDay,
})

export const State = Type.Union([Type.Literal('yes'), Type.Literal('no'), Type.Literal('skip')])

export const HabitDay = object({
  habitId: Id,
  day: LocalDay,
  state: Type.Union([State, Type.Literal('unknown')]),
  amount: Type.Optional(Amount),
  note: Type.Optional(Note),
  at: Type.Optional(Instant),
  zone: Type.Optional(Zone),
  /** What to undo, where something was changed. */
  change: Type.Optional(Id),
})
