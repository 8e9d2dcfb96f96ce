/**
 * The default entity store: a SQLite file for each base, as a Seneca plugin.
 *
 *     seneca.use('entity', { mem_store: false })
 *     seneca.use(sqliteStore({ folder: 'data', entities: [{ canon: 'habit/day', unique: [['habitId', 'day']] }] }))
 *
 * Besides seneca-entity it answers `sys:store,cmd:together`, and exports `sqlite-store/direct` (the same reads
 * and writes without an act) and `sqlite-store/together`. Start Seneca with `legacy: { error: false }`, or it
 * wraps our coded errors in its own.
 */
import type { DirectStore, SaveOptions } from '../declaration.js'
import { togetherPattern, type Together, type TogetherInput } from '../together.js'
import { placeOf } from './canon.js'
import { unavailable } from './failure.js'
import type { MigrationReport } from './migrate.js'
import type { SqliteStoreOptions } from './options.js'
import type { EntityLike, Reply, SaveMessage, SenecaLike, StoreActions } from './seneca.js'
import { SqliteStore } from './store.js'

export type { Migration, MigrationReport } from './migrate.js'
export type { SqliteStoreOptions } from './options.js'

const name = 'sqlite-store'

/** What `seneca.export('sqlite-store/…')` gives. */
export interface SqliteStoreExports {
  readonly direct: DirectStore
  readonly together: Together
  /** What the migrations did at the start, or would do. */
  readonly migrated: () => readonly MigrationReport[]
}

export interface PluginMeta {
  readonly name: string
  readonly tag: unknown
  readonly exportmap: SqliteStoreExports
}

const place = (entity: EntityLike) => placeOf(entity.canon$({ object: true }))

/** Seneca waits for a reply, so whatever happens becomes one. A reply that throws is none of ours to catch. */
function answer(reply: Reply, work: () => Promise<unknown>): void {
  work().then(
    (result) => setImmediate(reply, null, result),
    (error: unknown) => setImmediate(reply, error),
  )
}

function saveOptions({ ent, q }: SaveMessage): SaveOptions {
  const how: { -readonly [K in keyof SaveOptions]: SaveOptions[K] } = {}
  if (ent.id$ !== undefined && ent.id$ !== null) how.id$ = ent.id$ as string
  if (typeof ent.merge$ === 'boolean') how.merge$ = ent.merge$
  if (Array.isArray(q?.upsert$)) how.upsert$ = q.upsert$ as string[]
  return how
}

function actions(store: SqliteStore): StoreActions {
  return {
    name,
    save(message, reply) {
      const { ent } = message
      answer(reply, async () => {
        const how = saveOptions(message)
        // The id was for this save: the next one of the same object is not to create it again.
        delete ent.id$
        return ent.make$(await store.saveAt(place(ent), ent.data$(false), how))
      })
    },
    load({ qent, q }, reply) {
      answer(reply, async () => {
        const found = store.loadAt(place(qent), q)
        return found === null ? null : qent.make$(found)
      })
    },
    list({ qent, q }, reply) {
      answer(reply, async () => store.listAt(place(qent), q).map((row) => qent.make$(row)))
    },
    remove({ qent, q }, reply) {
      answer(reply, async () => {
        const removed = await store.removeAt(place(qent), q)
        return removed === null ? null : qent.make$(removed)
      })
    },
    native({ qent }, reply) {
      answer(reply, async () => {
        const { base } = place(qent)
        return { base, database: store.bases.get(base).database.sql }
      })
    },
    // Not here: seneca-entity adds this as `sys:seneca,cmd:close`, from which Seneca 3.38 drops the `cmd`. So it
    // is called for any `role:seneca` message that nothing else matches (the init of a later plugin, for
    // one), and not for the close.
    close(_message, reply) {
      reply(null)
    },
  }
}

/** Make the plugin. Each call is a store of its own; `seneca.use` it after seneca-entity. */
export function sqliteStore(options: SqliteStoreOptions): (this: SenecaLike) => PluginMeta {
  function plugin(this: SenecaLike): PluginMeta {
    const store = new SqliteStore(options)
    const init = this.export('entity/init')
    const { tag } = init(this, { map: options.map ?? {} }, actions(store))

    this.add(togetherPattern, ({ base, writes }, reply) => {
      answer(reply, () => store.together({ base, writes } as TogetherInput))
    })
    this.add('role:seneca,cmd:close', function (message, reply) {
      answer(
        () => {
          this.prior(message, reply)
        },
        () => store.bases.close(),
      )
    })
    this.init((reply) => {
      try {
        store.bases.start()
        reply(null)
      } catch (error) {
        reply(error instanceof Error ? error : unavailable(name, error))
      }
    })
    const direct: DirectStore = {
      load: (canon, query) => store.load(canon, query),
      list: (canon, query) => store.list(canon, query),
      save: (canon, data, how) => store.save(canon, data, how),
      remove: (canon, query) => store.remove(canon, query),
    }
    const { together } = store
    return { name, tag, exportmap: { direct, together, migrated: () => store.bases.reports } }
  }
  return Object.defineProperty(plugin, 'name', { value: name })
}
