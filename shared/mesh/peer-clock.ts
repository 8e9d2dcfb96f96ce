/** How long the least delay that was seen counts (ms): clocks drift apart, if slowly. */
const window = 10_000

/** The time of this process for what crosses to others (ms): it never jumps, as the wall clock does. */
export const steadyNow = (): number => performance.timeOrigin + performance.now()

/**
 * What another process's steady clock says here. Each WebSocket message carries its sender's time; the
 * least difference to the own time is that of the clocks and the shortest way. So a message that lay
 * somewhere for long, in front of a process that stood still, is seen to be old when it is read.
 */
export class PeerClock {
  #began = -Infinity
  #before = Infinity
  #least = Infinity

  /** A message that was sent at `sent` by the peer's clock is read at `now` by the own. */
  heard(sent: number, now: number): void {
    if (now - this.#began > window) {
      this.#began = now
      this.#before = this.#least
      this.#least = Infinity
    }
    this.#least = Math.min(this.#least, now - sent)
  }

  /** An instant of the peer's clock by the own. */
  here(theirs: number): number {
    return theirs + Math.min(this.#before, this.#least)
  }
}
