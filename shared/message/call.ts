import type { Log } from '../log.js'
import type { Entity } from '../store/entity.js'
import { Table } from '../store/table.js'
import type { Write } from '../store/together.js'
import { type Ask, askAs } from './ask.js'
import { fail } from '../errors.js'
import type { Context } from './context.js'
import type { BodyOf, Event } from './declare.js'
import { emitAs } from './emit.js'
import type { Host } from './host.js'

/** An event that is to be kept with the writes that it tells of. */
export interface Announcement {
  readonly event: Event
  readonly body: unknown
}

/** An event with its body, typed; for `commit`. */
export const announce = <E extends Event>(event: E, body: BodyOf<E>): Announcement => ({
  event,
  body,
})

/** Keeps writes and what they announce in one transaction. */
export type Keep = (
  writes: readonly Write[],
  announcements: readonly Announcement[],
  context: Context,
) => Promise<void>

/** What an action gets beside its input: who asks, and what it may use on their behalf. */
export class Call {
  readonly context: Context
  readonly #host: Host
  readonly #keep: Keep
  #ask: Ask | undefined

  // One is made for each message, and may be taken apart: its functions belong to it.
  constructor(host: Host, context: Context, keep: Keep) {
    this.context = context
    this.#host = host
    this.#keep = keep
  }

  get zone(): string {
    return this.context.zone
  }

  get log(): Log {
    return this.#host.log
  }

  /** Send a message on behalf of whoever asked. */
  get ask(): Ask {
    this.#ask ??= askAs(this.#host, this.context)
    return this.#ask
  }

  /** The signed-in person. @throws `auth/required` */
  get user(): string {
    if (this.context.user === undefined) throw fail('auth/required')
    return this.context.user
  }

  /** The instant, ms since 1970. */
  now = (): number => this.#host.clock.now()

  /** The person's own rows. */
  mine = <E extends Entity>(entity: E): Table<E> => new Table(entity, this.#host.store, this.user)

  /** Everybody's rows: for what is nobody's own, and for the services' errands. */
  all = <E extends Entity>(entity: E): Table<E> => new Table(entity, this.#host.store, undefined)

  /**
   * Keep the writes and announce what happened: all of it or nothing, durable when it returns. The
   * announcements reach the person's journal and open connections, also after a crash.
   */
  commit = (writes: readonly Write[], announcements: readonly Announcement[] = []): Promise<void> =>
    this.#keep(writes, announcements, this.context)

  /** Tell the services that listen at this moment. What must not be lost is announced instead. */
  emit = <E extends Event>(event: E, body: BodyOf<E>): void => {
    emitAs(this.#host, event, body, this.context)
  }
}
