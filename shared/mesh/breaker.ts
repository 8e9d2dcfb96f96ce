export type BreakerState = 'closed' | 'open' | 'half-open'

/** The longest rest, however often a member failed (ms). */
const longestRest = 10_000

/**
 * Leaves a member alone that fails again and again: after some failures in a row it is `open` for a
 * while, then one message may try (`half-open`), and how that ends decides.
 */
export class Breaker {
  readonly #now: () => number
  #failures = 0
  #openUntil = 0
  #rests = 0
  #trying = false

  /** @param now the present (ms, never going back) */
  constructor(now: () => number) {
    this.#now = now
  }

  get state(): BreakerState {
    if (this.#openUntil === 0) return 'closed'
    return this.#now() < this.#openUntil || this.#trying ? 'open' : 'half-open'
  }

  /** Whether a message may be sent now. */
  get allows(): boolean {
    return this.#openUntil === 0 || this.state === 'half-open'
  }

  /** A message is sent: while it is half open, no second one follows until the first has ended. */
  began(): void {
    if (this.#openUntil !== 0) this.#trying = true
  }

  succeeded(): void {
    this.#failures = 0
    this.#openUntil = 0
    this.#rests = 0
    this.#trying = false
  }

  failed(limit: { readonly failures: number; readonly rest: number }): void {
    this.#failures += 1
    const again = this.#trying
    this.#trying = false
    if (!again && this.#failures < limit.failures) return
    this.#openUntil = this.#now() + Math.min(longestRest, limit.rest * 2 ** this.#rests)
    this.#rests += 1
  }
}
