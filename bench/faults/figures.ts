import type { SideName } from './side.js'

export type Codes = Readonly<{ [code: string]: number }>

/** What a fault did; a fault reports what it has. Durations are in ms; null means never, in that run. */
export interface Figures {
  /** Calls sent in all. */
  readonly calls: number
  readonly failedBefore?: number
  readonly safeErrors: Codes
  readonly unsafeErrors: Codes
  /** The longest time without an answered safe call. */
  readonly longestGapMs: number
  /** From the fault until the last call that it hurt had ended. */
  readonly recoverMs: number | null
  /** From the fault until the last call was sent that it would hurt. */
  readonly outOfRotationMs?: number | null
  /** From the end of the fault until the member answered again. */
  readonly backMs?: number | null
  /** From the return of a base, or of the network, until everybody reached everybody. */
  readonly wholeMs?: number | null
  readonly newcomerMs?: number | null
  /** The longest time that a call waited before it failed. */
  readonly slowestFailureMs?: number
  /** The latest failure, after a call was sent or (if later) the fault came. */
  readonly twiceDone: number
  /** Said to be done, and not on record. */
  readonly acknowledgedNotDone: number
  /** Done after the caller had been told that it failed. */
  readonly doneAfterGivenUp: number
  readonly lostEvents?: number
  readonly eventsTwice?: number
  /** How often the slow one was told that it missed events. */
  readonly toldToResync?: number
  readonly growthMegabytes?: number
  readonly p99BeforeMs?: number
  readonly p99DuringMs?: number
  readonly more?: Readonly<{ [label: string]: string | number }>
}

/** Something that must hold for our side; for the other it is only said whether it does. */
export interface Promised {
  readonly says: string
  readonly holds: boolean
  readonly measured: string
}

export interface Result {
  readonly fault: string
  readonly side: SideName
  /** Why there is nothing to report. */
  readonly skipped?: string
  readonly figures?: Figures
  readonly promised: readonly Promised[]
  readonly seconds: number
  /** Ran in the short version, whose figures are not for the page's readers to rely on. */
  readonly short: boolean
  readonly at: string
}

export const promise = (says: string, holds: boolean, measured: number | string): Promised => ({
  says,
  holds,
  measured: typeof measured === 'number' ? String(Math.round(measured * 100) / 100) : measured,
})

/** `a: 3, b: 1`, or `none`. */
export const codesText = (codes: Codes): string =>
  Object.entries(codes)
    .map(([code, count]) => `${code}: ${count}`)
    .join(', ') || 'none'

export const total = (codes: Codes): number =>
  Object.values(codes).reduce((sum, count) => sum + count, 0)
