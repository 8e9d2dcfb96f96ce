import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/**
 * Both ends of a connection prove that they know the mesh secret, each over the other's fresh
 * nonce: nothing that passes on the wire is of use to anybody later.
 */
export const nonce = (): string => randomBytes(24).toString('base64url')

type End = 'caller' | 'answerer'

/** What a proof is about: both nonces, and who the prover says that it is. */
export interface Claim {
  readonly callerNonce: string
  readonly answererNonce: string
  /** The prover's instance. */
  readonly instance: string
}

/** The proof of one end: HMAC-SHA-256 over which end it is and its claim. */
export function prove(secret: Buffer, end: End, claim: Claim): string {
  const { callerNonce, answererNonce, instance } = claim
  return createHmac('sha256', secret)
    .update(JSON.stringify(['habit-mesh 2', end, callerNonce, answererNonce, instance]))
    .digest('base64url')
}

/** Compare in constant time. */
export function sameProof(given: unknown, expected: string): boolean {
  if (typeof given !== 'string') return false
  const a = Buffer.from(given)
  const b = Buffer.from(expected)
  return a.length === b.length && timingSafeEqual(a, b)
}
