/** Something that is waited for until an instant. */
export interface Expiring {
  /** Nobody waits any longer. */
  expire(): void
}

/** How exactly deadlines are kept (ms). */
const grain = 10

/**
 * The deadlines of everything that is under way, by one timer: a timer for each message would cost
 * more than the message. What ends in time is taken out, so that nothing is held until its deadline.
 */
export class Deadlines {
  readonly #slots = new Map<number, Set<Expiring>>()
  #timer: NodeJS.Timeout | undefined
  #looked = 0

  /** Wait for it until `deadline` (ms since 1970). Gives what takes it out again. */
  add(item: Expiring, deadline: number): Set<Expiring> {
    if (this.#timer === undefined) this.#wake()
    const slot = Math.max(Math.ceil(deadline / grain), this.#looked + 1)
    let items = this.#slots.get(slot)
    if (items === undefined) {
      items = new Set()
      this.#slots.set(slot, items)
    }
    return items.add(item)
  }

  /** How many different instants are waited for. */
  get size(): number {
    return this.#slots.size
  }

  close(): void {
    clearInterval(this.#timer)
    this.#timer = undefined
    this.#slots.clear()
  }

  #wake(): void {
    this.#looked = Math.floor(Date.now() / grain) - 1
    this.#timer = setInterval(() => this.#look(), grain)
    this.#timer.unref()
  }

  #look(): void {
    const present = Math.floor(Date.now() / grain)
    // After a long pause, or a clock that was set, the slots that exist are fewer than the steps.
    if (present - this.#looked > this.#slots.size) {
      for (const [slot, items] of this.#slots) if (slot <= present) this.#end(slot, items)
    } else {
      for (let slot = this.#looked + 1; slot <= present; slot += 1) {
        const items = this.#slots.get(slot)
        if (items !== undefined) this.#end(slot, items)
      }
    }
    this.#looked = present
    if (this.#slots.size > 0) return
    clearInterval(this.#timer)
    this.#timer = undefined
  }

  #end(slot: number, items: Set<Expiring>): void {
    this.#slots.delete(slot)
    for (const item of items) item.expire()
  }
}
