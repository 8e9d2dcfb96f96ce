import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type JsonWebKey,
} from 'node:crypto'
import { join } from 'node:path'
import { errors, jwtVerify, SignJWT } from 'jose'
import { Type } from '@sinclair/typebox'
import type { Clock } from './clock.js'
import { fail } from './errors.js'
import { matches } from './message/check.js'
import { readOrMake } from './secrets.js'

/**
 * Access tokens: JWTs signed with Ed25519, as RFC 8725 asks: one fixed algorithm, and issuer,
 * audience, type and expiry are checked. The user service signs, the gateway only verifies.
 */
/** Who a token is for. */
export interface Identity {
  readonly user: string
  readonly session: string
  readonly roles: readonly string[]
  readonly zone: string
  readonly locale: string
}

/** How long an access token counts (s). */
export const tokenLifetime = 15 * 60

const issuer = 'habit-mesh'
const algorithm = 'EdDSA'
const type = 'at+jwt'

const Claims = Type.Object({
  sub: Type.String(),
  sid: Type.String(),
  roles: Type.Array(Type.String()),
  zone: Type.String(),
  locale: Type.String(),
  iat: Type.Number(),
  exp: Type.Number(),
})

function privateKey(dataDir: string) {
  const make = () =>
    JSON.stringify(generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }))
  const text = readOrMake(join(dataDir, 'secrets', 'token-key'), make)
  return createPrivateKey({ key: JSON.parse(text) as JsonWebKey, format: 'jwk' })
}

const seconds = (clock: Clock) => Math.floor(clock.now() / 1000)

/** Signs access tokens; the key is made on first start. */
export function tokenSigner(dataDir: string, clock: Clock): (who: Identity) => Promise<string> {
  const key = privateKey(dataDir)
  return ({ user, session, roles, zone, locale }) =>
    new SignJWT({ sid: session, roles: [...roles], zone, locale })
      .setProtectedHeader({ alg: algorithm, typ: type })
      .setIssuer(issuer)
      .setAudience(issuer)
      .setSubject(user)
      .setIssuedAt(seconds(clock))
      .setExpirationTime(seconds(clock) + tokenLifetime)
      .sign(key)
}

export interface Verified extends Identity {
  /** When it was signed and when it runs out (s since 1970). */
  readonly issuedAt: number
  readonly expiresAt: number
}

/** Verifies access tokens. @throws `auth/token-invalid`, `auth/token-expired` */
export function tokenVerifier(dataDir: string, clock: Clock): (token: string) => Promise<Verified> {
  const key = createPublicKey(privateKey(dataDir))
  return async (token) => {
    try {
      const { payload } = await jwtVerify(token, key, {
        algorithms: [algorithm],
        typ: type,
        issuer,
        audience: issuer,
        currentDate: new Date(clock.now()),
      })
      if (!matches(Claims, payload)) throw fail('auth/token-invalid')
      const { sub, sid, roles, zone, locale, iat, exp } = payload as unknown as {
        sub: string
        sid: string
        roles: string[]
        zone: string
        locale: string
        iat: number
        exp: number
      }
      return { user: sub, session: sid, roles, zone, locale, issuedAt: iat, expiresAt: exp }
    } catch (error) {
      if (error instanceof errors.JWTExpired) throw fail('auth/token-expired')
      throw fail('auth/token-invalid')
    }
  }
}
