import type { Record } from './record.js'

/** The two that are compared: this product's mesh, and seneca-mesh as it comes. */
export const sideNames = ['ours', 'plain'] as const
export type SideName = (typeof sideNames)[number]

/** Where a member stands. */
export interface Place {
  readonly name: string
  readonly host: string
  /** Gossip addresses of the bases, `host:port`. */
  readonly bases: readonly string[]
  /** What the members of this mesh share: its secret, and the records of what was done. */
  readonly folder: string
}

/** One who sends the load; each call gives who answered it. */
export interface Caller {
  safe(id: string): Promise<string>
  /** `patience`: how long the caller waits (ms), where it is not the default. */
  unsafe(id: string, patience?: number): Promise<string>
  emit(from: string, number: number, padding: string): void
}

/** How the members of one side are started, each in a process of its own. */
export interface Side {
  base(place: Place, port: number): Promise<void>
  answerer(place: Place, record: Record): Promise<void>
  /** One that answers no call of the load and only hears its events. */
  listener(place: Place, record: Record): Promise<void>
  caller(place: Place): Promise<Caller>
}
