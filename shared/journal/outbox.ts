import { setTimeout as pause } from 'node:timers/promises'
import { Type } from '@sinclair/typebox'
import { uuidv7 } from 'uuidv7'
import { askAs } from '../message/ask.js'
import type { Announcement, Keep } from '../message/call.js'
import { serviceContext } from '../message/context.js'
import type { Host } from '../message/host.js'
import { declaredEntities, type Entity, entity, type Row } from '../store/entity.js'
import { Table } from '../store/table.js'
import type { Write } from '../store/together.js'
import { append } from './messages.js'

/**
 * What a service announces is written into its own store in the transaction of the change that it
 * tells of, and from there put into the journal: after a crash on either side nothing is missing,
 * and nothing is told that did not happen. The journal knows each id once, so that sending an
 * announcement again does no harm.
 */
const fields = Type.Object({
  user: Type.String(),
  event: Type.String(),
  at: Type.Integer(),
  body: Type.Record(Type.String(), Type.Unknown()),
})
type OutboxEntity = Entity<typeof fields>
type Announced = Row<OutboxEntity>

/** How often announcements that were left behind are looked for (ms). */
const sweepEvery = 2_000
const batch = 100
/** How long a service that stops waits for what is being told (ms). */
const closePatience = 500
/** The most that one transaction takes out beside its own writes. */
const mostTold = 200

export interface Keeper {
  readonly keep: Keep
  readonly start: () => void
  readonly close: () => Promise<void>
}

/** The outbox of a role: one entity in the role's own store. */
export function outboxOf(role: string): { open(host: Host): Keeper } {
  const canon = `${role}/outbox`
  const known = declaredEntities().find((declared) => declared.canon === canon)
  const rows = (known as OutboxEntity | undefined) ?? entity(canon, { fields })
  return { open: (host) => openOutbox(host, role, rows) }
}

function openOutbox(host: Host, role: string, rows: OutboxEntity): Keeper {
  const table = () => new Table(rows, host.store, undefined)
  const waiting: Announced[] = []
  /**
   * What is in the journal and still stands here. A sync of the disk for taking it out would cost as
   * much as the change itself: it goes with the next change, or with the sweep.
   */
  const told = new Set<string>()
  let sending: Promise<void> | undefined
  let sweep: NodeJS.Timeout | undefined
  let closed = false

  const send = async (announced: Announced[]) => {
    const entries = announced.map(({ id, user, event, at, body }) => ({
      id,
      user,
      event,
      at,
      body,
    }))
    await askAs(host, serviceContext())(append, { entries })
    for (const { id } of announced) told.add(id)
  }

  /** Keep these writes, and take out what has been told meanwhile. */
  const together = async (writes: readonly Write[]) => {
    const out = [...told].slice(0, mostTold)
    if (writes.length + out.length === 0) return
    for (const id of out) told.delete(id)
    try {
      const removals: Write[] = out.map((id) => ({ remove: rows.canon, id }))
      await host.store.together(role, [...writes, ...removals])
    } catch (error) {
      for (const id of out) told.add(id)
      throw error
    }
  }

  const drain = async () => {
    try {
      while (waiting.length > 0) {
        const announced = waiting.slice(0, batch)
        await send(announced)
        waiting.splice(0, announced.length)
      }
    } catch {
      // The journal is away. What waits stands in the store, too; the sweep takes it up again.
      waiting.length = 0
    }
  }

  const kick = () => {
    sending ??= drain().finally(() => {
      sending = undefined
      if (waiting.length > 0 && !closed) kick()
    })
  }

  const sweepNow = async () => {
    if (closed || sending !== undefined) return
    try {
      while (told.size > 0) await together([])
      const left = await table().list({ sort$: { id: 1 }, limit$: batch })
      const untold = left.filter(({ id }) => !told.has(id))
      if (untold.length === 0 || waiting.length > 0) return
      waiting.push(...untold)
      kick()
    } catch (error) {
      const code = (error as { code?: string }).code ?? 'unknown'
      host.log.warn({ role, code }, 'the outbox could not be read')
    }
  }

  const keep: Keep = async (writes, announcements, context) => {
    const announced: Announced[] = announcements.map(({ event, body }: Announcement) => ({
      id: uuidv7(),
      owner: '',
      user: context.user ?? '',
      event: event.pattern,
      at: host.clock.now(),
      body: body as Record<string, unknown>,
    }))
    const kept: Write[] = announced.map(({ owner: _, ...data }) => ({ save: rows.canon, data }))
    await together([...writes, ...kept])
    if (announced.length === 0) return
    waiting.push(...announced)
    kick()
  }

  return {
    keep,
    start: () => {
      sweep = setInterval(() => void sweepNow(), sweepEvery)
      sweep.unref()
      void sweepNow()
    },
    close: async () => {
      closed = true
      clearInterval(sweep)
      // Nobody is kept waiting for a journal that is away.
      await Promise.race([sending, pause(closePatience, undefined, { ref: false })])
      // What stays is told again after the next start; the journal knows it.
      await together([]).catch(() => undefined)
    },
  }
}
