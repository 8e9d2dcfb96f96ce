import { Type } from '@sinclair/typebox'
import { declareErrors } from '../../shared/errors.js'
import { event, message, object } from '../../shared/message/declare.js'
import { Amount, Cursor, Id, LocalDay, Name, Note, PageSize } from '../../shared/message/fields.js'
import { Habit, HabitDay, Kind, looks, measure, Rule, State } from './shapes.js'

declareErrors({
  'habit/not-found': {
    status: 404,
    says: 'There is no such habit.',
    remedy: 'Look at your list of habits for its id: GET /api/habit.',
  },
  'habit/day-in-future': {
    status: 400,
    says: 'That day has not come yet.',
    remedy: 'Send today or a day before, as it is in your own time zone.',
  },
  'habit/amount-needed': {
    status: 400,
    says: 'This habit is measured, so it needs an amount.',
    remedy: 'Send `amount`, in the habit’s unit.',
  },
  'habit/no-amount': {
    status: 400,
    says: 'This habit is done or not done; it has no amount.',
    remedy: 'Leave `amount` out.',
  },
  'habit/target-needed': {
    status: 400,
    says: 'A measurable habit needs a unit and a target above nothing.',
    remedy: 'Send `unit` and `target`; leave both out for a yes/no habit.',
  },
  'habit/change-not-found': {
    status: 404,
    says: 'There is no such change to undo.',
    remedy: 'Use the `change` of the answer that told of it.',
  },
  'habit/changed-since': {
    status: 409,
    says: 'That day was changed again since.',
    remedy: 'Look at the day and set it as it should be.',
  },
  'habit/range-too-long': {
    status: 400,
    says: 'These are more days than one answer holds.',
    remedy: 'Ask for at most 366 days at a time.',
  },
})

const missing = ['habit/not-found']

export const create = message('role:habit,cmd:create', {
  summary: 'Begin a habit',
  input: object({
    name: Name,
    kind: Kind,
    ...measure,
    rule: Rule,
    ...looks,
  }),
  output: Habit,
  errors: ['habit/target-needed'],
  access: 'member',
  http: 'POST /api/habit',
  status: 201,
  live: true,
  example: { name: 'Yoga', kind: 'yesno', rule: { every: 'day' } },
})

export const list = message('role:habit,cmd:list', {
  summary: 'One’s habits, oldest first',
  input: object({
    archived: Type.Optional(Type.Boolean({ description: 'the archived ones instead' })),
    cursor: Type.Optional(Cursor),
    limit: Type.Optional(PageSize),
  }),
  output: object({ items: Type.Array(Habit), next: Type.Optional(Cursor) }),
  access: 'member',
  http: 'GET /api/habit',
  live: true,
  repeat: 'safe',
})

export const get = message('role:habit,cmd:get', {
  summary: 'One habit',
  input: object({ habitId: Id }),
  output: Habit,
  errors: missing,
  access: 'member',
  http: 'GET /api/habit/:habitId',
  live: true,
  repeat: 'safe',
})

export const edit = message('role:habit,cmd:edit', {
  summary: 'Change a habit',
  input: object({
    habitId: Id,
    name: Type.Optional(Name),
    ...measure,
    rule: Type.Optional(Rule),
    archived: Type.Optional(Type.Boolean()),
    ...looks,
  }),
  output: Habit,
  errors: [...missing, 'habit/target-needed'],
  access: 'member',
  http: 'PATCH /api/habit/:habitId',
  live: true,
  repeat: 'safe',
})

export const remove = message('role:habit,cmd:remove', {
  summary: 'Archive a habit; with purge, remove it and all of its days for good',
  input: object({ habitId: Id, purge: Type.Optional(Type.Boolean()) }),
  output: object({ id: Id, archived: Type.Boolean(), purged: Type.Boolean() }),
  errors: missing,
  access: 'member',
  http: 'DELETE /api/habit/:habitId',
  live: true,
  repeat: 'safe',
})

export const log = message('role:habit,cmd:log', {
  summary: 'Record what was done for a habit on one day; it replaces what was recorded before',
  input: object({
    habitId: Id,
    day: LocalDay,
    amount: Type.Optional(Amount),
    note: Type.Optional(Note),
    state: Type.Optional(State),
  }),
  output: HabitDay,
  errors: [...missing, 'habit/day-in-future', 'habit/amount-needed', 'habit/no-amount'],
  access: 'member',
  http: 'PUT /api/habit/:habitId/day/:day',
  live: true,
  repeat: 'safe',
})

export const clear = message('role:habit,cmd:clear', {
  summary: 'Take back what was recorded for a day: it is unknown again',
  input: object({ habitId: Id, day: LocalDay }),
  output: HabitDay,
  errors: missing,
  access: 'member',
  http: 'DELETE /api/habit/:habitId/day/:day',
  live: true,
  repeat: 'safe',
})

export const days = message('role:habit,cmd:days', {
  summary: 'What was recorded from one day to another, both included; the last 31 days by default',
  input: object({ habitId: Id, from: Type.Optional(LocalDay), to: Type.Optional(LocalDay) }),
  output: object({ items: Type.Array(HabitDay) }),
  errors: [...missing, 'habit/range-too-long'],
  access: 'member',
  http: 'GET /api/habit/:habitId/day',
  live: true,
  repeat: 'safe',
})

export const stats = message('role:habit,cmd:stats', {
  summary: 'Kept, streak, comeback and strength of a habit',
  input: object({ habitId: Id, from: Type.Optional(LocalDay), to: Type.Optional(LocalDay) }),
  output: object({
    habitId: Id,
    kept: object({
      kept: Type.Integer({ description: 'days or weeks that were asked for and kept' }),
      asked: Type.Integer({ description: 'days or weeks that were asked for' }),
    }),
    streak: object({
      current: Type.Integer(),
      best: Type.Integer(),
      unit: Type.Union([Type.Literal('day'), Type.Literal('week')]),
    }),
    comeback: object({
      times: Type.Integer(),
      medianDays: Type.Optional(Type.Number()),
      lastDays: Type.Optional(Type.Number()),
    }),
    strength: Type.Number({ minimum: 0, maximum: 1 }),
  }),
  errors: missing,
  access: 'member',
  http: 'GET /api/habit/:habitId/stats',
  live: true,
  repeat: 'safe',
})

export const undo = message('role:habit,cmd:undo', {
  summary: 'Put a day back to what it was before a change',
  input: object({ changeId: Id }),
  output: HabitDay,
  errors: ['habit/change-not-found', 'habit/changed-since'],
  access: 'member',
  http: 'POST /api/habit/change/:changeId/undo',
  live: true,
  repeat: 'safe',
})

export const logged = event('role:habit,event:logged', {
  summary: 'A day of a habit was recorded, corrected or taken back',
  body: object({
    habitId: Id,
    day: LocalDay,
    state: Type.Union([State, Type.Literal('unknown')]),
    amount: Type.Optional(Amount),
    note: Type.Optional(Note),
  }),
  access: 'member',
})
