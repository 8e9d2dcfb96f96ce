import type { SideName } from './side.js'

export type Codes = Readonly<{ [code: string]: number }>

/** What a fault did to the calls of the load. Durations are in ms; null: not within the run. */
export interface CallFigures {
  readonly calls: number
  readonly failedBefore: number
  readonly safeErrors: Codes
  readonly unsafeErrors: Codes
  /** Answered, but only after more than half a second. */
  readonly heldUp: number
  /** The longest time without an answered safe call. */
  readonly longestGapMs: number
  /** From the fault until the last call that it hurt had ended. */
  readonly recoverMs: number | null
  /** The longest that a call waited, from the fault on, before it failed. */
  readonly slowestFailureMs: number
  readonly p99BeforeMs: number
  readonly p99DuringMs: number
  readonly twiceDone: number
  /** Said to be done, and not on record. */
  readonly acknowledgedNotDone: number
  /** Begun after the caller had been told that it failed. */
  readonly doneAfterGivenUp: number
}

/** What is said beside: each fault has some of it. */
export interface MoreFigures {
  /** From the fault until the last call was sent that it would hurt. */
  readonly outOfRotationMs: number | null
  /** From the end of the fault until the member answered again. */
  readonly backMs: number | null
  /** From the return of the network until everybody reached everybody. */
  readonly wholeMs: number | null
  /** From the return of the bases until the newcomer answered. */
  readonly newcomerMs: number | null
  /** Emitted, and not heard by those whom the fault did not touch. */
  readonly lostEvents: number
  readonly eventsTwice: number
  /** How often the slow one was told that it missed events. */
  readonly toldToResync: number
  /** Of the process that grew most. */
  readonly growthMegabytes: number
  /** Anything else, by its label on the page. */
  readonly more: Readonly<{ [label: string]: string | number }>
}

export type Figures = Partial<CallFigures & MoreFigures>

/** Something that must hold for our side; for the other it is only said whether it does. */
export interface Promised {
  readonly says: string
  readonly holds: boolean
  readonly measured: string
}

/** What a fault's run on one side gave: kept as JSON, and what the page is made of. */
export interface Result {
  readonly fault: string
  readonly title: string
  readonly does: string
  readonly side: SideName
  /** Why there is nothing to report. */
  readonly skipped?: string
  readonly figures?: Figures
  readonly promised: readonly Promised[]
  readonly seconds: number
  /** The brief version, for trying things out. */
  readonly short: boolean
  /** The day it was made. */
  readonly on: string
}

export const promise = (says: string, holds: boolean, measured: number | string): Promised => ({
  says,
  holds,
  measured: typeof measured === 'number' ? String(Math.round(measured * 100) / 100) : measured,
})

/** `a: 3, b: 1`, or `none`. */
export const codesText = (codes: Codes): string =>
  Object.entries(codes)
    .map(([code, count]) => `\`${code}\`: ${count}`)
    .join(', ') || 'none'

export const total = (codes: Codes): number =>
  Object.values(codes).reduce((sum, count) => sum + count, 0)

/** Errors of both kinds, by code. */
export function merged(...all: readonly Codes[]): Codes {
  const sums: { [code: string]: number } = {}
  for (const [code, count] of all.flatMap((codes) => Object.entries(codes))) {
    sums[code] = (sums[code] ?? 0) + count
  }
  return sums
}
