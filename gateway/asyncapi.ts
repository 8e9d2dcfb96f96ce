import type { Event, Message } from '../shared/message/declare.js'
import { livePath } from './live.js'

type Json = Record<string, unknown>

const key = (pattern: string): string => pattern.replace(/role:|cmd:|event:/g, '').replace(',', '.')

const ref = (name: string): Json => ({ $ref: `#/channels/live/messages/${name}` })

const id = { oneOf: [{ type: 'integer' }, { type: 'string' }] }

const object = (properties: Json): Json => ({
  type: 'object',
  required: Object.keys(properties),
  properties,
})

const frames: Json = {
  auth: {
    summary: 'The first frame: who one is, and the last seq that one saw',
    payload: {
      type: 'object',
      required: ['auth'],
      properties: { auth: { type: 'string' }, seq: { type: 'integer' } },
    },
  },
  'auth.ok': {
    summary: 'Signed in; seq is the newest of the journal, what was missed follows',
    payload: object({ auth: { const: 'ok' }, user: { type: 'string' }, seq: { type: 'integer' } }),
  },
  error: {
    summary: 'A message failed; the same problem document as over REST',
    payload: object({ id, error: { type: 'object' } }),
  },
}

/** The AsyncAPI 3 document of the WebSocket: what can be sent, what is answered, what is told. */
export function asyncApi(
  messages: readonly Message[],
  events: readonly Event[],
  version: string,
): Json {
  const live = messages.filter((message) => message.live)
  const told = events.filter((event) => event.access === 'member')
  const declared: Json = { ...frames }
  const operations: Json = {
    auth: {
      action: 'receive',
      channel: { $ref: '#/channels/live' },
      messages: [ref('auth')],
      reply: { channel: { $ref: '#/channels/live' }, messages: [ref('auth.ok'), ref('error')] },
    },
  }
  for (const message of live) {
    const name = key(message.pattern)
    declared[name] = {
      summary: message.summary,
      payload: object({ id, send: { const: message.pattern }, body: message.input }),
    }
    declared[`${name}.ok`] = { payload: object({ id, ok: message.output }) }
    operations[name] = {
      action: 'receive',
      channel: { $ref: '#/channels/live' },
      summary: message.summary,
      messages: [ref(name)],
      reply: { channel: { $ref: '#/channels/live' }, messages: [ref(`${name}.ok`), ref('error')] },
    }
  }
  for (const event of told) {
    const name = key(event.pattern)
    declared[name] = {
      summary: event.summary,
      payload: object({
        event: { const: event.pattern },
        seq: { type: 'integer' },
        at: { type: 'integer' },
        body: event.body,
      }),
    }
    operations[name] = {
      action: 'send',
      channel: { $ref: '#/channels/live' },
      summary: event.summary,
      messages: [ref(name)],
    }
  }
  return {
    asyncapi: '3.0.0',
    info: { title: 'Habit Mesh', version, description: 'Made from the declared messages.' },
    servers: { gateway: { host: 'localhost:8080', protocol: 'ws' } },
    defaultContentType: 'application/json',
    channels: { live: { address: livePath, messages: declared } },
    operations,
  }
}
