/** What one round may find for one side. */
export interface Sample {
  /** How much was done in a second. */
  readonly perSecond?: number
  /** Latency of one (ms). */
  readonly p50?: number
  readonly p99?: number
  /** Processor time of one, over all of the side's processes (µs). */
  readonly cpu?: number
  /** How many did not arrive. */
  readonly lost?: number
  /** How long the whole took (ms). */
  readonly took?: number
}

export type Metric = keyof Sample

/** The middle value; between two, their mean. NaN of nothing. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const upper = sorted[Math.floor(sorted.length / 2)] ?? NaN
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? NaN
  return (lower + upper) / 2
}

/** The smallest value that at least the given share (0 to 1) does not exceed. @param sorted ascending */
export function percentile(sorted: Float64Array | readonly number[], share: number): number {
  const rank = Math.max(1, Math.ceil(share * sorted.length))
  return sorted[rank - 1] ?? NaN
}

export interface Spread {
  readonly median: number
  readonly min: number
  readonly max: number
}

export const spread = (values: readonly number[]): Spread => ({
  median: median(values),
  min: Math.min(...values),
  max: Math.max(...values),
})

/** One metric of every round; rounds without it are left out. */
export const valuesOf = (samples: readonly Sample[], metric: Metric): number[] =>
  samples.map((sample) => sample[metric]).filter((value) => value !== undefined)

/**
 * How two sides compare: round by round, because what slows the machine down for a while slows both
 * in that round; then the median of the rounds.
 */
export function ratio(
  ours: readonly Sample[],
  theirs: readonly Sample[],
  metric: Metric,
): Spread | undefined {
  const quotients: number[] = []
  for (const [round, sample] of ours.entries()) {
    const over = sample[metric]
    const under = theirs[round]?.[metric]
    if (over !== undefined && under !== undefined && under > 0) quotients.push(over / under)
  }
  return quotients.length === 0 ? undefined : spread(quotients)
}
