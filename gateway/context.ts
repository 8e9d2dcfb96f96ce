import { uuidv7 } from 'uuidv7'
import { type Context, defaultPatience } from '../shared/message/context.js'
import type { Identity } from '../shared/tokens.js'

const requestIdShape = /^[\w-]{1,64}$/

/** The caller's own request id where it is a proper one, else a new one. */
export const requestIdOf = (given: unknown): string =>
  typeof given === 'string' && requestIdShape.test(given) ? given : uuidv7()

/** The context of one request at the gate; the only place where an identity enters the mesh. */
export function contextFor(
  who: Identity | undefined,
  via: 'rest' | 'live',
  requestId: string,
): Context {
  const deadline = Date.now() + defaultPatience
  if (who === undefined) return { roles: [], zone: 'UTC', locale: 'en', requestId, deadline, via }
  const { user, session, roles, zone, locale } = who
  return { user, session, roles, zone, locale, requestId, deadline, via }
}
