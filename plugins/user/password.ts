import { hash, verify } from '@node-rs/argon2'

/** Argon2id with the parameters that OWASP recommends (19 MiB, 2 passes, 1 lane). */
const parameters = {
  // Argon2id; the enumeration itself cannot be imported into an isolated module.
  algorithm: 2,
  memoryCost: 19_456,
  timeCost: 2,
  parallelism: 1,
} as const

/** The hash to keep of a password. */
export const hashPassword = (password: string): Promise<string> => hash(password, parameters)

let decoy: Promise<string> | undefined

/**
 * Whether the password is the one of the hash. Without a hash (nobody has this address) it takes as
 * long and says no.
 */
export async function samePassword(kept: string | undefined, password: string): Promise<boolean> {
  decoy ??= hashPassword('nobody has this password')
  const same = await verify(kept ?? (await decoy), password)
  return kept !== undefined && same
}
