import { Type } from '@sinclair/typebox'
import { entity } from '../../shared/store/entity.js'

export const habits = entity('habit/habit', {
  owned: true,
  fields: Type.Object({
    name: Type.String(),
    kind: Type.Union([Type.Literal('yesno'), Type.Literal('measurable')]),
    unit: Type.Optional(Type.String()),
    target: Type.Optional(Type.Number()),
    direction: Type.Optional(Type.Union([Type.Literal('at-least'), Type.Literal('at-most')])),
    rule: Type.Union([
      Type.Object({ every: Type.Literal('day') }),
      Type.Object({ weekdays: Type.Array(Type.Integer()) }),
      Type.Object({ times: Type.Integer(), per: Type.Literal('week') }),
    ]),
    question: Type.Optional(Type.String()),
    description: Type.Optional(Type.String()),
    colour: Type.Optional(Type.String()),
    archived: Type.Boolean(),
    createdAt: Type.Integer(),
    createdOn: Type.String(),
    version: Type.Integer(),
  }),
  indexes: [['archived', 'id']],
})

/** What was recorded for one day. */
export const DayRecord = Type.Object({
  state: Type.Union([Type.Literal('yes'), Type.Literal('no'), Type.Literal('skip')]),
  amount: Type.Optional(Type.Number()),
  note: Type.Optional(Type.String()),
  at: Type.Integer(),
  zone: Type.String(),
})

/**
 * A habit's days are kept and read by month: thirty years of one are 360 rows. `days` is keyed by the
 * day of the month, `01` to `31`.
 */
export const months = entity('habit/month', {
  owned: true,
  fields: Type.Object({
    habitId: Type.String(),
    month: Type.String(),
    days: Type.Record(Type.String(), DayRecord),
    version: Type.Integer(),
  }),
  unique: [['habitId', 'month']],
})

/** What a day was before and after a change, so that it can be undone. */
export const changes = entity('habit/change', {
  owned: true,
  fields: Type.Object({
    habitId: Type.String(),
    day: Type.String(),
    before: Type.Union([DayRecord, Type.Null()]),
    after: Type.Union([DayRecord, Type.Null()]),
    at: Type.Integer(),
  }),
  indexes: [['habitId', 'id']],
})
