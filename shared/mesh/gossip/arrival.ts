import type { Swim } from './swim.js'

/** How long a newcomer waits to be known, before it goes on all the same (ms). */
const patience = 2_000
/** Somebody answers within a few milliseconds, or there is nobody: the first member of a mesh (ms). */
const patienceAlone = 500
/** How often it looks, and asks those that have not yet answered (ms). */
const lookEvery = 25
const askEvery = 100

export interface Arrival {
  /** To be told of everything that is heard. */
  heard(kind: string, data: unknown, from: string): void
  /**
   * Wait until every member that is known knows this one. Gossip spreads by itself, but takes its
   * time, and a process that says it is ready takes the place of another at that moment: whoever does
   * not know it yet would look for the service and find nobody.
   */
  known(): Promise<void>
}

/**
 * A member that is asked to synchronise answers with everything it knows. Once this member's own
 * record is among that, it is known there.
 */
export function watchArrival(swim: Swim): Arrival {
  const knowing = new Set<string>()
  return {
    heard(kind, data, from) {
      const about = (data as { host?: unknown } | undefined)?.host
      if (kind === 'update' && about === swim.opts.local.host) knowing.add(from)
    },
    async known() {
      const started = performance.now()
      for (let asked = -askEvery; ;) {
        const others = swim.members(false, false).map(({ host }) => host)
        const ignorant = others.filter((host) => !knowing.has(host))
        const waited = performance.now() - started
        if (others.length > 0 && ignorant.length === 0) return
        if (swim.state !== 'started' || waited > patience) return
        if (others.length === 0 && waited > patienceAlone) return
        if (ignorant.length > 0 && waited - asked >= askEvery) {
          asked = waited
          swim.membership.sync(ignorant)
        }
        await new Promise((resolve) => setTimeout(resolve, lookEvery))
      }
    },
  }
}
