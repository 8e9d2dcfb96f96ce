import { readdirSync } from 'node:fs'
import type { Sample } from './protocol.js'

const megabyte = 1_048_576

const twoDecimals = (value: number): number => Math.round(value * 100) / 100

/** What this process holds at the moment. */
export function sample(): Sample {
  // There when the process was started with --expose-gc; without, the heap holds garbage, too.
  globalThis.gc?.()
  const { rss, heapUsed } = process.memoryUsage()
  return {
    residentMegabytes: twoDecimals(rss / megabyte),
    heapMegabytes: twoDecimals(heapUsed / megabyte),
    descriptors: readdirSync('/proc/self/fd').length,
    timers: process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length,
  }
}
