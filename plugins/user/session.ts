import { createHash, randomBytes } from 'node:crypto'
import { fail, failedWith } from '../../shared/errors.js'
import type { Call } from '../../shared/message/call.js'
import type { Row } from '../../shared/store/entity.js'
import type { Write } from '../../shared/store/together.js'
import { sessions } from './entities.js'

/** How long a session lives without being used (ms). */
const sessionLifetime = 30 * 24 * 3_600_000

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url')
const newSecret = (): string => randomBytes(32).toString('base64url')

type Session = Row<typeof sessions>

/** A refresh token names its session and proves it: `<session>.<secret>`. */
function parse(token: string): { session: string; secret: string } {
  const [session = '', secret = '', ...more] = token.split('.')
  if (!session || !secret || more.length > 0) throw fail('user/refresh-invalid')
  return { session, secret }
}

/** A new session for somebody, with its first refresh token. */
export function beginSession(
  call: Call,
  user: string,
): { session: string; refreshToken: string; write: Write } {
  const secret = newSecret()
  const now = call.now()
  const { row, write } = call.all(sessions).add({
    owner: user,
    current: hashOf(secret),
    createdAt: now,
    expiresAt: now + sessionLifetime,
  })
  return { session: row.id, refreshToken: `${row.id}.${secret}`, write }
}

async function sessionOf(call: Call, id: string): Promise<Session | null> {
  return call.all(sessions).find({ id })
}

/**
 * Use a refresh token: it counts once. One that was used before ends its session, for then either
 * the person or somebody else holds a stolen copy.
 * @throws `user/refresh-invalid`
 */
export async function useRefreshToken(
  call: Call,
  token: string,
): Promise<{ user: string; session: string; refreshToken: string }> {
  const { session: id, secret } = parse(token)
  const session = await sessionOf(call, id)
  if (session === null || session.expiresAt <= call.now()) throw fail('user/refresh-invalid')
  const shown = hashOf(secret)
  if (session.current !== shown) {
    await endSession(call, id)
    throw fail('user/refresh-invalid')
  }
  const next = newSecret()
  const row: Session = {
    ...session,
    current: hashOf(next),
    expiresAt: call.now() + sessionLifetime,
  }
  try {
    // Two that use the same token at once: one of them finds the session changed.
    await call.commit([call.all(sessions).put(row, { current: shown })])
  } catch (error) {
    if (!failedWith(error, 'store/stale')) throw error
    await endSession(call, id)
    throw fail('user/refresh-invalid')
  }
  return { user: session.owner, session: id, refreshToken: `${id}.${next}` }
}

/** End a session; false when there is none. */
export async function endSession(call: Call, id: string): Promise<boolean> {
  const session = await sessionOf(call, id)
  if (session === null) return false
  await call.commit([call.all(sessions).drop(id)])
  return true
}

/** End the session of a refresh token, if the token is one of it. */
export async function endSessionOf(call: Call, token: string): Promise<boolean> {
  const { session: id, secret } = parse(token)
  const session = await sessionOf(call, id)
  if (session?.current !== hashOf(secret)) return false
  return endSession(call, id)
}
