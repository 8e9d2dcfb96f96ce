import type { Outcome, Rates } from './load.js'
import type { Heard } from './record.js'
import type { Place, SideName } from './side.js'

/** How a run and the processes of its mesh speak, over the channel that Node gives a child. */
export interface Spec extends Place {
  readonly side: SideName
  readonly duty: 'base' | 'answerer' | 'listener' | 'caller'
  /** The gossip port of a base. */
  readonly port?: number
}

/** What a process holds: after a collection, where its garbage collector can be asked. */
export interface Sample {
  readonly residentMegabytes: number
  readonly heapMegabytes: number
  /** Open files and sockets. */
  readonly descriptors: number
  readonly timers: number
}

/** What a process can be told, and what it says to that. */
export interface Commands {
  /** Call until each of these has answered. */
  meet: { given: { names: readonly string[]; patience: number }; gives: boolean }
  load: { given: { rates: Rates }; gives: null }
  /** End the load; gives how many events were sent in all. */
  rest: { given: { patience: number }; gives: number }
  /** Stop its event loop for so long (ms). */
  stall: { given: { milliseconds: number }; gives: null }
  /** For a while each event keeps it busy for so long (ms). */
  cost: { given: { milliseconds: number; lasts: number }; gives: null }
  report: { given: object; gives: Heard }
  sample: { given: object; gives: Sample }
  /** One unsafe call with so little time (ms): how it went. */
  hurried: { given: { id: string; patience: number }; gives: Outcome }
}

export type CommandName = keyof Commands

export interface Command<N extends CommandName = CommandName> {
  readonly number: number
  readonly name: N
  readonly given: Commands[N]['given']
}

export type FromMember =
  | { readonly kind: 'ready' }
  | { readonly kind: 'outcomes'; readonly outcomes: readonly Outcome[] }
  | { readonly kind: 'answer'; readonly number: number; readonly value: unknown }
