import { type Static, Type } from '@sinclair/typebox'
import { event, message, object } from '../message/declare.js'
import { Id, Instant } from '../message/fields.js'

/**
 * The journal: what happened to a person, in one order, whichever service it happened in. Each entry
 * has a `seq`; whoever was away says the last that they saw and gets the rest.
 */
export const Entry = object({
  seq: Type.Integer({ minimum: 1, description: 'counts up by one for each entry of a person' }),
  event: Type.String({ description: 'the pattern of the event' }),
  at: Instant,
  body: Type.Record(Type.String(), Type.Unknown()),
})
export type Entry = Static<typeof Entry>

const Announced = object({
  id: Id,
  user: Id,
  event: Type.String(),
  at: Instant,
  body: Type.Record(Type.String(), Type.Unknown()),
})

export const append = message('role:journal,cmd:append', {
  summary:
    'Put announced events into their persons’ journals; an id that is there already is not put twice',
  input: object({ entries: Type.Array(Announced, { minItems: 1, maxItems: 200 }) }),
  output: object({ appended: Type.Integer({ minimum: 0 }) }),
  access: 'internal',
  repeat: 'safe',
})

export const since = message('role:journal,cmd:since', {
  summary: 'What happened after an entry that one has seen, oldest first',
  input: object({
    seq: Type.Integer({ minimum: 0 }),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 200 })),
  }),
  output: object({
    entries: Type.Array(Entry),
    /** The newest seq of the person. */
    latest: Type.Integer({ minimum: 0 }),
  }),
  access: 'member',
  http: 'GET /api/journal',
  live: true,
  repeat: 'safe',
  example: { seq: 0 },
})

export const appended = event('role:journal,event:appended', {
  summary: 'Something was put into somebody’s journal',
  body: object({ user: Id, entries: Type.Array(Entry) }),
  access: 'internal',
})
