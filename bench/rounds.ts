import type { Sample } from './statistics.js'

/** One side of a comparison, made ready and waiting to be measured. */
export interface Side {
  /** What targets and tables call it. */
  readonly key: string
  readonly label: string
  measure(): Promise<Sample>
}

export interface Series {
  readonly key: string
  readonly label: string
  /** One a round. */
  readonly samples: readonly Sample[]
}

/** All sides in one run: a warm-up each, then rounds in rotated order, so that drift hits all alike. */
export async function compare(sides: readonly Side[], rounds: number): Promise<Series[]> {
  const taken = new Map<string, Sample[]>(sides.map(({ key }) => [key, []]))
  for (const side of sides) await side.measure()
  for (let round = 0; round < rounds; round += 1) {
    for (let turn = 0; turn < sides.length; turn += 1) {
      const side = sides[(turn + round) % sides.length] as Side
      taken.get(side.key)?.push(await side.measure())
    }
  }
  return sides.map(({ key, label }) => ({ key, label, samples: taken.get(key) ?? [] }))
}
