import { performance } from 'node:perf_hooks'

/** One side of a comparison: it is made ready, measured in rounds, and closed. */
export interface Side {
  readonly name: string
  /** Do the work once and give its figure. */
  measure(): Promise<number>
}

export interface Figure {
  readonly name: string
  readonly unit: string
  readonly median: number
  readonly min: number
  readonly max: number
}

export const rounds = 5

const medianOf = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? NaN
}

/** All sides in one run: a warm-up each, then rounds in rotated order, so that drift hits all alike. */
export async function compare(unit: string, sides: readonly Side[]): Promise<Figure[]> {
  for (const side of sides) await side.measure()
  const taken = new Map<string, number[]>(sides.map((side) => [side.name, []]))
  for (let round = 0; round < rounds; round += 1) {
    for (let turn = 0; turn < sides.length; turn += 1) {
      const side = sides[(turn + round) % sides.length]
      if (side !== undefined) taken.get(side.name)?.push(await side.measure())
    }
  }
  return sides.map(({ name }) => {
    const values = taken.get(name) ?? []
    return {
      name,
      unit,
      median: medianOf(values),
      min: Math.min(...values),
      max: Math.max(...values),
    }
  })
}

/** How often `once` can be done in a second, with so many under way at a time. */
export async function rate(
  once: () => Promise<unknown>,
  inFlight: number,
  milliseconds = 1_000,
): Promise<number> {
  const end = performance.now() + milliseconds
  const started = performance.now()
  let done = 0
  const worker = async () => {
    while (performance.now() < end) {
      await once()
      done += 1
    }
  }
  await Promise.all(Array.from({ length: inFlight }, worker))
  return (done * 1_000) / (performance.now() - started)
}
