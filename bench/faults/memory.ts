import { readFileSync } from 'node:fs'

/** Resident memory of a process (MB); 0 when it is gone. */
export function residentOf(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1_024
  } catch {
    return 0
  }
}

/** Watches the resident memory of processes from outside: they may be too busy to tell. */
export class MemoryWatch {
  readonly #pids: readonly number[]
  readonly #start: readonly number[]
  readonly #peak: number[]
  readonly #timer: NodeJS.Timeout

  constructor(pids: readonly number[], every = 100) {
    this.#pids = pids
    this.#start = pids.map(residentOf)
    this.#peak = [...this.#start]
    this.#timer = setInterval(() => this.#look(), every)
  }

  /** Stop; gives how much each had grown at its highest (MB), and that highest. */
  stop(): { growth: number; peak: number }[] {
    clearInterval(this.#timer)
    this.#look()
    return this.#peak.map((peak, index) => ({
      peak: Math.round(peak),
      growth: Math.round(peak - (this.#start[index] ?? 0)),
    }))
  }

  #look(): void {
    for (const [index, pid] of this.#pids.entries()) {
      this.#peak[index] = Math.max(this.#peak[index] ?? 0, residentOf(pid))
    }
  }
}
