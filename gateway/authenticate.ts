import type { Clock } from '../shared/clock.js'
import { fail } from '../shared/errors.js'
import { tokenVerifier, type Verified } from '../shared/tokens.js'

/** How many tokens are remembered as verified, so that each is verified once. */
const remembered = 10_000

interface Settings {
  readonly zone: string
  readonly locale: string
  readonly at: number
}

/** Tells who a token is for. @throws `auth/token-invalid`, `auth/token-expired` */
export class Authenticator {
  readonly #verify: (token: string) => Promise<Verified>
  readonly #clock: Clock
  readonly #known = new Map<string, Verified>()
  /** What people changed since their tokens were signed. */
  readonly #changed = new Map<string, Settings>()

  constructor(dataDir: string, clock: Clock) {
    this.#verify = tokenVerifier(dataDir, clock)
    this.#clock = clock
  }

  async identify(token: string): Promise<Verified> {
    const verified = this.#known.get(token) ?? (await this.#remember(token))
    if (verified.expiresAt * 1000 <= this.#clock.now()) {
      this.#known.delete(token)
      throw fail('auth/token-expired')
    }
    const changed = this.#changed.get(verified.user)
    if (changed === undefined || changed.at < verified.issuedAt * 1000) return verified
    return { ...verified, zone: changed.zone, locale: changed.locale }
  }

  /** Somebody changed their zone or language: their present tokens say otherwise. */
  settingsChanged(user: string, settings: Settings): void {
    this.#changed.set(user, settings)
    drop(this.#changed)
  }

  async #remember(token: string): Promise<Verified> {
    const verified = await this.#verify(token)
    this.#known.set(token, verified)
    drop(this.#known)
    return verified
  }
}

/** Forget the oldest beyond the bound. */
function drop(map: Map<string, unknown>): void {
  if (map.size <= remembered) return
  const oldest = map.keys().next()
  if (!oldest.done) map.delete(oldest.value)
}

/** The token of an `Authorization: Bearer …` header; undefined without one. */
export function bearer(header: string | undefined): string | undefined {
  if (header === undefined) return undefined
  const match = /^Bearer +([\w.~+/=-]+)$/i.exec(header)
  if (match?.[1] === undefined) throw fail('auth/token-invalid')
  return match[1]
}
