/**
 * Work that belongs to one key is done one after the other; different keys do not wait for each
 * other. What fails does not hold up what comes after it.
 */
export class Turns {
  readonly #last = new Map<string, Promise<unknown>>()

  /** Do the work when its turn has come. */
  run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const done = (this.#last.get(key) ?? Promise.resolve()).then(work, work)
    this.#last.set(key, done)
    const forget = () => {
      if (this.#last.get(key) === done) this.#last.delete(key)
    }
    done.then(forget, forget)
    return done
  }

  /** How many keys have work. */
  get size(): number {
    return this.#last.size
  }
}
