import { type Static, Type } from '@sinclair/typebox'
import { type Call } from '../message/call.js'
import { plugin } from '../message/plugin.js'
import { untilKept } from '../store/again.js'
import { entity, type Row } from '../store/entity.js'
import { append, appended, type Entry, since } from './messages.js'

/** Where a person's journal stands: the seq of its newest entry. One row a person, its id the person's. */
const heads = entity('journal/head', { fields: Type.Object({ seq: Type.Integer() }) })

const entries = entity('journal/entry', {
  owned: true,
  fields: Type.Object({
    seq: Type.Integer(),
    source: Type.String(),
    event: Type.String(),
    at: Type.Integer(),
    body: Type.Record(Type.String(), Type.Unknown()),
  }),
  unique: [['seq'], ['source']],
})

type Announced = Static<typeof append.input>['entries'][number]

const shown = (row: Row<typeof entries>): Entry => ({
  seq: row.seq,
  event: row.event,
  at: row.at,
  body: row.body,
})

/** How often two processes that append for one person at once may collide before we give up. */
const attempts = 20

function appendFor(call: Call, user: string, announced: Announced[]): Promise<Entry[]> {
  const table = call.all(entries)
  return untilKept(attempts, async () => {
    const known = await table.list({ owner: user, source: announced.map((one) => one.id) })
    const seen = new Set(known.map((row) => row.source))
    const fresh = announced.filter((one) => !seen.has(one.id))
    if (fresh.length === 0) return []
    const head = await call.all(heads).find({ id: user })
    let seq = head?.seq ?? 0
    const added = fresh.map(({ id, event, at, body }) => {
      seq += 1
      return table.add({ seq, source: id, event, at, body, owner: user })
    })
    const moved = { save: heads.canon, data: { id: user, seq }, expect: head && { seq: head.seq } }
    // The head first: two that append at once differ there, and one of them tries again.
    await call.commit([moved, ...added.map((one) => one.write)])
    return added.map((one) => shown(one.row))
  })
}

export default plugin('journal', ({ answer }) => {
  answer(append, async (input, call) => {
    const perPerson = new Map<string, Announced[]>()
    for (const entry of input.entries) {
      const own = perPerson.get(entry.user) ?? []
      perPerson.set(entry.user, own)
      own.push(entry)
    }
    // Side by side: what is committed in one turn shares one sync of the disk.
    const counts = await Promise.all(
      [...perPerson].map(async ([user, announced]) => {
        const fresh = await appendFor(call, user, announced)
        if (fresh.length > 0) call.emit(appended, { user, entries: fresh })
        return fresh.length
      }),
    )
    return { appended: counts.reduce((sum, count) => sum + count, 0) }
  })

  answer(since, async ({ seq, limit = 200 }, call) => {
    const rows = await call
      .mine(entries)
      .list({ seq: { $gt: seq }, sort$: { seq: 1 }, limit$: limit })
    const head = await call.all(heads).find({ id: call.user })
    return { entries: rows.map(shown), latest: head?.seq ?? 0 }
  })
})
