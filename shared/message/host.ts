import { type Clock, systemClock } from '../clock.js'
import { type Log, silentLog } from '../log.js'
import type { Seneca, SenecaAction } from '../seneca.js'
import { entityPort, type StorePort } from '../store/port.js'
import type { Context } from './context.js'
import type { Event, Message } from './declare.js'
import { routesOf } from './routes.js'

/** The way to other processes; absent where everything runs in one. */
export interface Remote {
  ask(message: Message, input: unknown, context: Context): Promise<unknown>
  /** Tell every member that listens. */
  emit(event: Event, body: unknown, context: Context): void
}

/** An action as the direct way calls it: input and context in, output out, checks included. */
export type Answer = (input: unknown, context: Context) => Promise<unknown>

/** A message that was answered, for those who watch. */
export interface Answered {
  readonly message: Message
  readonly input: unknown
  readonly context: Context
  /** How it failed; undefined when it did not. */
  readonly code: string | undefined
  readonly ms: number
}

export type Listener = (body: unknown, context: Context) => void

/** What the plugins of one Seneca instance stand on. */
export interface Host {
  readonly seneca: Seneca
  clock: Clock
  log: Log
  store: StorePort
  remote: Remote | undefined
  /** Check what actions give, too: in tests and development. */
  checkOutput: boolean
  /** Directory for what this service keeps beside its entities (keys, logs). */
  dataDir: string
  readonly answers: Map<string, Answer>
  /** What stands behind each answered pattern in Seneca, to see whether something else does now. */
  readonly actions: Map<string, SenecaAction>
  /** Counts the changes of Seneca's routes, and what was found for each pattern since the last. */
  readonly routes: { readonly generation: number }
  readonly ways: { generation: number; readonly found: Map<string, unknown> }
  readonly listeners: Map<string, Set<Listener>>
  /** Told of each message that is answered here. */
  readonly taps: Set<(answered: Answered) => void>
  /** Called when events were dropped on the way to here: look at what is kept, instead. */
  readonly missed: Set<() => void>
  /** Called in turn when the service stops, before Seneca closes. */
  readonly closers: (() => Promise<void> | void)[]
  /** Called once everything is up. */
  readonly starters: (() => Promise<void> | void)[]
}

const hosts = new WeakMap<Seneca, Host>()

/**
 * The host of a Seneca instance. A plain Seneca, without a service around it, gets one with the
 * system's clock and whatever entity store it has.
 */
export function hostOf(seneca: Seneca): Host {
  const root = seneca.root
  const known = hosts.get(root)
  if (known !== undefined) return known
  const host: Host = {
    seneca: root,
    clock: systemClock,
    log: silentLog,
    store: entityPort(root),
    remote: undefined,
    checkOutput: false,
    dataDir: './data',
    answers: new Map(),
    actions: new Map(),
    routes: routesOf(root),
    ways: { generation: 0, found: new Map() },
    listeners: new Map(),
    missed: new Set(),
    taps: new Set(),
    closers: [],
    starters: [],
  }
  hosts.set(root, host)
  return host
}
