import type { Usage } from './part.js'
import type { Series } from './rounds.js'
import type { Sample } from './statistics.js'
import type { Player } from './troupe.js'

export interface Options {
  readonly rounds: number
  /** How long one measurement lasts. */
  readonly seconds: number
}

export interface Memory {
  /** Whose. */
  readonly side: string
  readonly process: string
  readonly megabytes: number
}

export interface Found {
  readonly series: readonly Series[]
  /** Resident after the load. */
  readonly memory: readonly Memory[]
}

/** A part of the whole run. What it opens it hands to `opened`, which is closed whatever happens. */
export type Section = (options: Options, opened: Closers) => Promise<Found>

/** What a section has to close behind it, last opened first. */
export class Closers {
  readonly #all: (() => Promise<void> | void)[] = []

  /** Named as tests do it, so that their helpers take it. */
  teardown(close: () => Promise<void> | void): void {
    this.#all.push(close)
  }

  async close(): Promise<void> {
    for (const close of this.#all.splice(0).reverse()) await close()
  }
}

/** Resident memory of each process of a side. */
export async function memoryOf(side: string, players: readonly Player[]): Promise<Memory[]> {
  const found: Memory[] = []
  for (const player of players) {
    found.push({ side, process: player.name, megabytes: (await player.usage()).memory })
  }
  return found
}

/** Measure, and add what each thing done cost the side's processes in processor time. */
export async function withCost(
  usage: () => Promise<Usage>,
  measure: () => Promise<Sample & { readonly done: number }>,
): Promise<Sample> {
  const before = await usage()
  const { done, ...sample } = await measure()
  const after = await usage()
  return { ...sample, cpu: (after.cpu - before.cpu) / done }
}
