import type { Socket } from 'node:dgram'
import { createRequire } from 'node:module'

/**
 * The part of @voxgig/swim (0.7) that we use and work around, typed. It is the copy that sneeze
 * itself resolves.
 */
export const State = { alive: 0, suspect: 1, faulty: 2 } as const
export const Kind = { compound: 0, ping: 10, pingreq: 11, sync: 12, ack: 13, update: 14 } as const

/** What gossip says of a member. */
export interface Member {
  /** Gossip address `host:port`. */
  readonly host: string
  /** 0 alive, 1 suspected, 2 gone. */
  readonly state: number
  /** The later word about a member is the one with the greater number. */
  readonly incarnation?: number
  readonly meta?: {
    readonly instance?: string
    readonly config?: Record<string, unknown>
    readonly identifier$?: string
    readonly left$?: true
  }
}

export interface Known extends Member {
  readonly incarnation: number
}

export interface Kept extends Known {
  data(): Known
}

export interface Message {
  readonly type: number
  readonly data: unknown
}

type ByHost<T> = Record<string, T | undefined>

export interface Membership {
  readonly local: Kept & { host: string }
  readonly hostToMember: ByHost<Kept>
  readonly hostToFaulty: ByHost<Kept>
  readonly hostToSuspectTimeout: ByHost<NodeJS.Timeout>
  readonly suspectTimeout: number
  suspectListener: (member: Kept) => void
  syncListener: (data: Known) => void
  onUpdate(data: Known): void
  updateAlive(data: Known): void
  updateSuspect(data: Known): void
  updateFaulty(data: Known): void
  sync(hosts: string[]): void
  emit(event: string, data: Known): boolean
}

export interface Net {
  udpSocket: Socket
  readonly udp: { readonly port: number }
  listen(callback: () => void): void
  onNetMessage(plain: Buffer, from: { address: string; port: number }): void
  sendMessages(messages: readonly Message[], host: string): void
  piggybackAndSend(message: Buffer, host: string): void
  sendBuffer(buffer: Buffer, host: string): void
  makeCompoundMessage(buffers: Buffer[]): Buffer
  emit(event: string, ...rest: unknown[]): boolean
  listenerCount(event: string): number
}

export type Update = Known & { attempts: number }

export interface Disseminator {
  /** How often news is passed on. */
  readonly disseminationLimit: number
  /** What is to be passed on, by how often it was. */
  readonly attemptsToUpdates: Record<number, Record<string, Update> | undefined>
  updateListener: (data: Known) => void
  addUpdate(update: Update): void
  removeUpdate(update: Update): void
  getUpdatesUpTo(bytes: number): Buffer[]
}

/** A node of gossip. */
export interface Swim {
  readonly opts: {
    readonly local: { host: string; readonly meta?: Member['meta'] }
  }
  readonly state: 'started' | 'stopped'
  readonly net: Net
  readonly membership: Membership
  readonly codec: { encode(data: unknown): Buffer; decode(buffer: Buffer): unknown }
  readonly disseminator: Disseminator
  bootstrap: (this: Swim, hosts: string[], callback: (error?: Error) => void) => void
  leave(): void
  members(withLocal: boolean, withFaulty: boolean): Known[]
  on(event: 'change' | 'update', listener: (member: Known) => void): void
}

export interface SwimClass {
  new (options: object): Swim
  readonly prototype: Swim
}

/** swim's class, as sneeze has it. */
export function loadSwim(): SwimClass {
  const require = createRequire(import.meta.url)
  return createRequire(require.resolve('sneeze'))('@voxgig/swim') as SwimClass
}

/**
 * The options of swim. A new object each time: sneeze writes into it.
 *
 * Chosen for a few hundred members: about three pings a second from each, whatever their number, and
 * a dead one known in about four seconds (its connections break much earlier, see link.ts).
 */
export const swimOptions = () => ({
  codec: 'msgpack',
  /** One ping a third of a second, to each other in turn (ms). */
  interval: 333,
  /** Several times what a busy process takes to answer (ms). */
  pingTimeout: 400,
  /** Then others are asked to try; at a loss of 5 % all of four ways fail once in a thousand (ms). */
  pingReqTimeout: 600,
  pingReqGroupSize: 4,
  /** How long a suspect has to say that it lives; it is told of it every half second (ms). */
  suspectTimeout: 2_000,
  /** Each news is passed on ⌈6·log10(n+1)⌉ times by each: 14 at 200 members, enough at 5 % loss. */
  disseminationFactor: 6,
  /** What somebody else says of us never replaces what we say. */
  preferCurrentMeta: true,
})
