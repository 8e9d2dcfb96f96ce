import { Type } from '@sinclair/typebox'
import { event, message, object } from '../../shared/message/declare.js'
import { Cursor, Id, Instant } from '../../shared/message/fields.js'
import { UnderstandInput, Understanding } from './understand/schema.js'

const Text = Type.String({ minLength: 1, maxLength: 2000, pattern: '\\S' })

/** A quick reply: what it shows, and what to send as the next text when it is chosen. */
const Chip = object({ label: Type.String(), text: Type.String() })

/** Something that the turn changed, and the message that undoes it. */
const Deed = object({
  what: Type.String({ description: 'the pattern of the message that changed it' }),
  habitId: Type.Optional(Id),
  day: Type.Optional(Type.String()),
  undo: Type.Optional(
    object({ send: Type.String(), body: Type.Record(Type.String(), Type.Unknown()) }),
  ),
})

export const Turn = object({
  id: Id,
  messageId: Type.Optional(Id),
  text: Type.String(),
  say: Type.Array(Type.String()),
  chips: Type.Array(Chip),
  did: Type.Array(Deed),
  at: Instant,
})

export const say = message('role:chat,cmd:say', {
  summary: 'Say something. The same messageId twice is one turn',
  input: object({ text: Text, messageId: Type.Optional(Id) }),
  output: Turn,
  access: 'member',
  http: 'POST /api/chat',
  live: true,
  example: { text: 'I did yoga yesterday' },
})

export const history = message('role:chat,cmd:history', {
  summary: 'What was said, newest first',
  input: object({
    before: Type.Optional(Cursor),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  }),
  output: object({ items: Type.Array(Turn), next: Type.Optional(Cursor) }),
  access: 'member',
  http: 'GET /api/chat',
  live: true,
  repeat: 'safe',
})

export const understand = message('role:chat,cmd:understand', {
  summary:
    'What a sentence means: intents, slots, safety. Pure: it looks nothing up, changes nothing',
  input: UnderstandInput,
  output: Understanding,
  access: 'member',
  http: 'POST /api/chat/understand',
  live: true,
  repeat: 'safe',
  example: { text: 'ran 5 km', now: 1_750_000_000_000, zone: 'Europe/Berlin' },
})

export const turn = event('role:chat,event:turn', {
  summary: 'A turn of the conversation: what the person said and what was answered',
  body: Turn,
  access: 'member',
})
