import { performance } from 'node:perf_hooks'
import { percentile, type Sample } from './statistics.js'

export interface CallsOptions {
  readonly inFlight: number
  readonly seconds: number
  /** Take the time of each so-many-th call: taking it costs as much as a short call. */
  readonly latencyEvery?: number
}

/** Call again and again for some seconds, with so many under way at a time. */
export async function measureCalls(
  once: () => Promise<unknown>,
  { inFlight, seconds, latencyEvery = 1 }: CallsOptions,
): Promise<Sample & { readonly done: number }> {
  const latencies: number[] = []
  const started = performance.now()
  const end = started + seconds * 1_000
  let done = 0
  const worker = async () => {
    for (let now = started; now < end;) {
      const timed = done % latencyEvery === 0
      const before = timed ? performance.now() : 0
      await once()
      done += 1
      now = performance.now()
      if (timed) latencies.push(now - before)
    }
  }
  await Promise.all(Array.from({ length: inFlight }, worker))
  const took = performance.now() - started
  const sorted = Float64Array.from(latencies).sort()
  return {
    done,
    perSecond: (done * 1_000) / took,
    p50: percentile(sorted, 0.5),
    p99: percentile(sorted, 0.99),
  }
}
