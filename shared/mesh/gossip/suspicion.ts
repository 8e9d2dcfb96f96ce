import { Budget } from './budget.js'
import type { Lateness } from './lateness.js'
import { slim, type Slim } from './slim.js'
import { Kind, type Kept, type Known, State, type Swim } from './swim.js'

/**
 * How a member comes to be thought dead, and says that it is not.
 *
 * swim starts the suspicion anew with each failed ping, so that between few members it never ends;
 * it tells the suspect only by the way; and it believes whoever says that somebody is dead. Here a
 * suspicion is begun once, the suspect itself is told at once and again, and says so at once if it
 * lives. Somebody else's word that a member is dead only makes it a suspect, unless it was one here for
 * a while: when two halves of a mesh meet again, each believes the other dead. And whoever is late
 * itself suspects nobody.
 */
export interface Suspicion {
  /** Tell those that are suspected here once more. */
  remind(): void
  /** To be called for each message that was taken. */
  heard(kind: string, data: unknown, from: string): void
}

export interface SuspicionOptions {
  /** How long a suspect has to say that it lives (ms). */
  readonly timeout: number
  readonly lateness: Lateness
}

/** How often a suspect is told, or an accuser contradicted, in all: the rest goes with the gossip. */
const saidPerSecond = 40
/** So late nobody can judge others (ms); half of what a ping waits. */
const tooLate = 200

export function steadySuspicion(node: Swim, options: SuspicionOptions): Suspicion {
  const { timeout, lateness } = options
  const { membership, net } = node
  const { hostToMember, hostToSuspectTimeout } = membership

  const budget = new Budget(saidPerSecond, saidPerSecond)
  /** When a member came under suspicion here, whoever began it; swim has a new object for each state. */
  const suspectedAt = new WeakMap<Kept, number>()

  const say = (data: Known | Slim, host: string) => {
    if (budget.take()) net.sendMessages([{ type: Kind.update, data }], host)
  }

  const tell = (host: string) => {
    const member = hostToMember[host]
    if (member?.state === State.suspect) say(slim(member.data()), host)
  }

  const giveTime = (record: Known) => {
    const { host, incarnation } = record
    const timer = setTimeout(() => {
      if (lateness.lately() > tooLate && hostToMember[host]?.incarnation === incarnation) {
        // What it said may be waiting here.
        giveTime(record)
        return
      }
      delete hostToSuspectTimeout[host]
      membership.onUpdate({ ...record, state: State.faulty })
    }, timeout)
    timer.unref()
    hostToSuspectTimeout[host] = timer
  }

  const suspect = (record: Known) => {
    const { host } = record
    if (hostToSuspectTimeout[host] !== undefined) return
    giveTime(record)
    membership.onUpdate({ ...record, state: State.suspect })
    tell(host)
  }

  // The one that is given may be of before it last spoke up: only what is known now counts.
  membership.suspectListener = ({ host }: Kept) => {
    const member = hostToMember[host]
    if (member !== undefined && lateness.lately() <= tooLate) suspect(member.data())
  }

  const updateSuspect = membership.updateSuspect.bind(membership)
  membership.updateSuspect = (data) => {
    updateSuspect(data)
    const member = hostToMember[data.host]
    if (member?.state === State.suspect && !suspectedAt.has(member)) {
      suspectedAt.set(member, performance.now())
    }
  }

  /** Whether it had its time to contradict, here too, or took its leave. */
  const mayBeDead = (member: Kept, { incarnation, meta }: Known): boolean => {
    if (meta?.left$ === true || incarnation < member.incarnation) return true
    const since = suspectedAt.get(member)
    return since !== undefined && performance.now() - since >= timeout / 2
  }

  const updateFaulty = membership.updateFaulty.bind(membership)
  membership.updateFaulty = (data) => {
    const member = hostToMember[data.host]
    if (member !== undefined && !mayBeDead(member, data)) return suspect(data)
    updateFaulty(data)
    if (hostToMember[data.host] === undefined) {
      clearTimeout(hostToSuspectTimeout[data.host])
      delete hostToSuspectTimeout[data.host]
    }
  }

  const updateAlive = membership.updateAlive.bind(membership)
  membership.updateAlive = (data) => {
    const before = hostToMember[data.host]
    const another =
      before !== undefined &&
      data.incarnation > before.incarnation &&
      before.meta?.identifier$ !== data.meta?.identifier$
    // Another process at the same address: sneeze would keep the one that was there for good.
    if (another) membership.emit('change', { ...before.data(), state: State.faulty })
    updateAlive(data)
  }

  return {
    remind() {
      for (const host of Object.keys(hostToSuspectTimeout)) tell(host)
    },
    heard(kind, data, from) {
      if (kind !== 'update') return
      const { host, state, incarnation } = data as Known
      if (host !== membership.local.host || state === State.alive) return
      // swim has contradicted it, and will let others know in time; whoever said so hears it now.
      const own = membership.local.data()
      say(incarnation === 0 ? own : slim(own), from)
    },
  }
}
