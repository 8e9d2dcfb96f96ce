import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/**
 * Both ends of a connection prove that they know the mesh secret, each over the other's fresh
 * nonce: nothing that passes on the wire is of use to anybody later.
 */
export const nonce = (): string => randomBytes(24).toString('base64url')

type End = 'caller' | 'answerer'

/** The proof of one end: HMAC-SHA-256 over which end it is and both nonces. */
export function prove(
  secret: Buffer,
  end: End,
  callerNonce: string,
  answererNonce: string,
): string {
  return createHmac('sha256', secret)
    .update(`habit-mesh 1 ${end} ${callerNonce} ${answererNonce}`)
    .digest('base64url')
}

/** Compare in constant time. */
export function sameProof(given: unknown, expected: string): boolean {
  if (typeof given !== 'string') return false
  const a = Buffer.from(given)
  const b = Buffer.from(expected)
  return a.length === b.length && timingSafeEqual(a, b)
}
