import { Type } from '@sinclair/typebox'
import { declareErrors } from '../../shared/errors.js'
import { event, message, object } from '../../shared/message/declare.js'
import { Cursor, Id, Instant, LocalDay, Note, PageSize, Zone } from '../../shared/message/fields.js'

declareErrors({
  'mood/not-found': {
    status: 404,
    says: 'There is no such check-in.',
    remedy: 'Look at your check-ins for its id: GET /api/mood.',
  },
})

const Level = Type.Integer({ minimum: 1, maximum: 5, description: '1 very low, 5 very good' })
const Feelings = Type.Array(Type.String({ minLength: 1, maxLength: 40 }), { maxItems: 20 })
const Sleep = Type.Union([Type.Literal('badly'), Type.Literal('so-so'), Type.Literal('well')])

const checkIn = {
  level: Level,
  feelings: Type.Optional(Feelings),
  sleep: Type.Optional(Sleep),
  note: Type.Optional(Note),
}

export const Mood = object({ id: Id, ...checkIn, day: LocalDay, at: Instant, zone: Zone })

export const log = message('role:mood,cmd:log', {
  summary: 'Check in: how one feels now. Several a day are welcome',
  input: object({
    ...checkIn,
    once: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 80,
        description: 'a name for this check-in; the same name again is the same check-in',
      }),
    ),
  }),
  output: Mood,
  access: 'member',
  http: 'POST /api/mood',
  status: 201,
  live: true,
  example: { level: 2, feelings: ['tired'], note: 'slept badly' },
})

export const list = message('role:mood,cmd:list', {
  summary: 'One’s check-ins from one day to another, both included, oldest first',
  input: object({
    from: Type.Optional(LocalDay),
    to: Type.Optional(LocalDay),
    cursor: Type.Optional(Cursor),
    limit: Type.Optional(PageSize),
  }),
  output: object({ items: Type.Array(Mood), next: Type.Optional(Cursor) }),
  access: 'member',
  http: 'GET /api/mood',
  live: true,
  repeat: 'safe',
})

export const remove = message('role:mood,cmd:remove', {
  summary: 'Take back a check-in',
  input: object({ moodId: Id }),
  output: object({ id: Id, removed: Type.Boolean() }),
  errors: ['mood/not-found'],
  access: 'member',
  http: 'DELETE /api/mood/:moodId',
  live: true,
})

export const logged = event('role:mood,event:logged', {
  summary: 'Somebody checked in',
  body: Mood,
  access: 'member',
})

export const removed = event('role:mood,event:removed', {
  summary: 'A check-in was taken back',
  body: object({ id: Id }),
  access: 'member',
})
