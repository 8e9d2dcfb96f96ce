/**
 * So much at once, and so much a second. What a member does because of what others say is kept within
 * one: else many that are slow at the same time keep each other slow, with questions whether they live.
 */
export class Budget {
  readonly #rate: number
  readonly #most: number
  readonly #now: () => number
  #left: number
  #at: number

  constructor(perSecond: number, atOnce: number, now: () => number = () => performance.now()) {
    this.#rate = perSecond
    this.#most = atOnce
    this.#now = now
    this.#left = atOnce
    this.#at = now()
  }

  /** Take it if there is as much. */
  take(amount = 1): boolean {
    const now = this.#now()
    this.#left = Math.min(this.#most, this.#left + ((now - this.#at) / 1_000) * this.#rate)
    this.#at = now
    if (this.#left < amount) return false
    this.#left -= amount
    return true
  }
}
