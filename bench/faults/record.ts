import { openSync, readdirSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { Seen } from './seen.js'

/** Keep this process from doing anything else for so long (ms). */
export function stall(milliseconds: number): void {
  const end = performance.now() + milliseconds
  while (performance.now() < end);
}

/**
 * What an answering process did and heard. What it did is written before it is answered, to a file
 * that outlives it, so that doing something twice shows even when the process was killed.
 */
export class Record {
  readonly name: string
  readonly #file: number
  readonly #heard = new Map<string, Seen>()
  #eventCost = 0
  #slowUntil = 0
  /** How often it was told that it missed events. */
  missed = 0

  constructor(folder: string, name: string) {
    this.name = name
    this.#file = openSync(join(folder, `done.${name}`), 'a')
  }

  done(id: string): void {
    writeSync(this.#file, `${id} ${Date.now()}\n`)
  }

  hear(from: string, number: number): void {
    const seen = this.#heard.get(from) ?? new Seen()
    this.#heard.set(from, seen)
    seen.add(number)
    if (Date.now() < this.#slowUntil) stall(this.#eventCost)
  }

  /** Let each event keep this process busy for so long, for a while (ms). */
  beSlow(eventCost: number, lasts: number): void {
    this.#eventCost = eventCost
    this.#slowUntil = Date.now() + lasts
  }

  report(): Heard {
    const heard = [...this.#heard].map(
      ([from, { count, twice }]) => [from, { count, twice }] as const,
    )
    return { heard: Object.fromEntries(heard), missed: this.missed }
  }
}

export interface Heard {
  /** By who emitted them: how many events were heard, and how many of them again. */
  readonly heard: Readonly<{ [from: string]: { readonly count: number; readonly twice: number } }>
  readonly missed: number
}

/** When (ms since 1970) each id was done, over all processes that wrote into the folder. */
export function everythingDone(folder: string): Map<string, number[]> {
  const done = new Map<string, number[]>()
  for (const name of readdirSync(folder).filter((file) => file.startsWith('done.'))) {
    for (const line of readFileSync(join(folder, name), 'utf8').split('\n')) {
      const [id = '', at] = line.split(' ')
      if (at !== undefined) done.set(id, [...(done.get(id) ?? []), Number(at)])
    }
  }
  return done
}
