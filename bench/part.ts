/** Where a process of a benchmark stands. */
export interface Place {
  /** The module in sides/. */
  readonly side: string
  readonly part: string
  /** Ports that belong to this side, by what listens there. */
  readonly ports: Readonly<Record<string, number>>
  /** A directory of this side's own. */
  readonly dataDir: string
  /** Which of several that play the same part. */
  readonly number?: number
  /** How many patterns the role answers; how many members this process is. */
  readonly patterns?: number
  readonly members?: number
}

/** What a process does when it is told to. */
export type Jobs = Readonly<Record<string, (argument: never) => unknown>>

/** The parts that a side's processes play. */
export type Parts = Readonly<Record<string, (place: Place) => Promise<Jobs>>>

export interface Order {
  readonly id: number
  readonly job: string
  readonly argument?: unknown
}

export interface Report {
  /** The order's; 0: ready. */
  readonly id: number
  readonly result?: unknown
  readonly error?: string
}

/** What a process has used so far: processor time (µs) and resident memory (MB). */
export interface Usage {
  readonly cpu: number
  readonly memory: number
}
