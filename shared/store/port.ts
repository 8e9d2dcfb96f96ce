import { uuidv7 } from 'uuidv7'
import { fail } from '../errors.js'
import type { Seneca, SenecaEntity } from '../seneca.js'
import type { Write } from './together.js'

export type Document = Record<string, unknown>
export type Query = Record<string, unknown>

/** What plugins ask of a store, whichever it is. Queries are seneca-entity's. */
export interface StorePort {
  load(canon: string, query: Query): Promise<Document | null>
  list(canon: string, query: Query): Promise<Document[]>
  /** All of the writes or none; acknowledged when durable. One base (file, database) at a time. */
  together(base: string, writes: readonly Write[]): Promise<(Document | null)[]>
}

interface DirectStore {
  load(canon: string, query: Query): Promise<Document | null>
  list(canon: string, query: Query): Promise<Document[]>
}

type Together = (payload: {
  base: string
  writes: readonly Write[]
}) => Promise<{ saved: (Document | null)[] }>

/** The store's own functions, without the act machinery between: for the stores of this project. */
export function directPort(seneca: Seneca): StorePort {
  const direct = seneca.export<DirectStore>('sqlite-store/direct')
  const together = seneca.export<Together>('sqlite-store/together')
  return {
    load: (canon, query) => direct.load(canon, query),
    list: (canon, query) => direct.list(canon, query),
    together: async (base, writes) => (await together({ base, writes })).saved,
  }
}

const plain = (entity: SenecaEntity | null): Document | null => {
  if (entity === null) return null
  const { entity$: _, ...document } = entity.data$()
  return document
}

/**
 * Any other seneca-entity store (the memory store of a quick trial). It has no transactions:
 * the writes follow each other, and what is expected is only looked at before the first.
 */
export function entityPort(seneca: Seneca): StorePort {
  const load = async (canon: string, query: Query) => plain(await seneca.entity(canon).load$(query))
  const verify = async (write: Write) => {
    if (write.expect === undefined) return
    const canon = 'save' in write ? write.save : write.remove
    const id = 'save' in write ? write.data['id'] : write.id
    const present = id === undefined ? null : await load(canon, { id })
    const wanted = write.expect
    const holds =
      wanted === null
        ? present === null
        : present !== null &&
          Object.entries(wanted).every(([name, value]) => present[name] === value)
    if (!holds) throw fail('store/stale', { entity: canon, id })
  }
  const apply = async (write: Write) => {
    if ('remove' in write) {
      await seneca.entity(write.remove).remove$({ id: write.id })
      return null
    }
    const id = (write.data['id'] as string | undefined) ?? uuidv7()
    const known = (await load(write.save, { id })) !== null
    const { id: _, ...data } = write.data
    const identity = known ? { id } : { id$: id }
    return plain(
      await seneca
        .entity(write.save)
        .data$({ ...data, ...identity })
        .save$(),
    )
  }
  return {
    load,
    list: async (canon, query) =>
      (await seneca.entity(canon).list$(query)).map((row) => plain(row) ?? {}),
    together: async (_base, writes) => {
      for (const write of writes) await verify(write)
      const saved: (Document | null)[] = []
      for (const write of writes) saved.push(await apply(write))
      return saved
    },
  }
}
