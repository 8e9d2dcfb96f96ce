/** Where time comes from. Code never reads the system clock itself, so that a test can turn it. */
export interface Clock {
  /** The present instant in milliseconds since 1970-01-01T00:00Z. */
  now(): number
}

export const systemClock: Clock = { now: () => Date.now() }

/** A clock that stands still until the test turns it. */
export class TestClock implements Clock {
  #now: number
  constructor(start: string | number) {
    this.#now = typeof start === 'number' ? start : Date.parse(start)
  }
  now(): number {
    return this.#now
  }
  /** Set it to an instant, or advance it by milliseconds. */
  turn(to: string | number): void {
    this.#now = typeof to === 'number' ? this.#now + to : Date.parse(to)
  }
}
