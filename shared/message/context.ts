import { Type } from '@sinclair/typebox'
import { uuidv7 } from 'uuidv7'

import { matches } from './check.js'

/**
 * Who is asking, and until when. It travels beside the message (Seneca's `meta.custom`), never
 * inside it, so that no body can claim to be somebody.
 */
export interface Context {
  /** The signed-in person; absent for the public and for the services' own errands. */
  readonly user?: string
  readonly roles: readonly string[]
  /** IANA zone of the person. */
  readonly zone: string
  readonly locale: string
  /** The session that the person signed in with. */
  readonly session?: string
  /** The same through every process that the request goes through. */
  readonly requestId: string
  /** The instant (ms since 1970) after which nobody waits for the answer. */
  readonly deadline: number
  /** The door that it came in by. */
  readonly via: 'rest' | 'live' | 'console' | 'service'
}

const Shape = Type.Object({
  user: Type.Optional(Type.String({ maxLength: 64 })),
  roles: Type.Array(Type.String({ maxLength: 32 }), { maxItems: 16 }),
  zone: Type.String({ maxLength: 64 }),
  locale: Type.String({ maxLength: 35 }),
  session: Type.Optional(Type.String({ maxLength: 64 })),
  requestId: Type.String({ maxLength: 64 }),
  deadline: Type.Number(),
  via: Type.Union([
    Type.Literal('rest'),
    Type.Literal('live'),
    Type.Literal('console'),
    Type.Literal('service'),
  ]),
})

/** How long anybody waits for an answer unless they say otherwise (ms). */
export const defaultPatience = 10_000

/** The context of a service's own errand: nobody's, with its own request id. */
export function serviceContext(given: Partial<Context> = {}): Context {
  return {
    roles: [],
    zone: 'UTC',
    locale: 'en',
    requestId: uuidv7(),
    deadline: Date.now() + defaultPatience,
    via: 'service',
    ...given,
  }
}

/** Read a context that came from elsewhere; undefined unless it is whole. */
export function readContext(value: unknown): Context | undefined {
  return matches(Shape, value) ? (value as Context) : undefined
}
