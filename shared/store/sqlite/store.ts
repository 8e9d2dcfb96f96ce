/** The store itself, without Seneca: what is asked, on plain data. */
import { V7Generator } from 'uuidv7'
import type { DirectStore, SaveOptions, StoredDocument, StoreQuery } from '../declaration.js'
import type { Together } from '../together.js'
import { Bases } from './bases.js'
import { parseCanon, type Place } from './canon.js'
import type { Database } from './database.js'
import { decode } from './document.js'
import { translate } from './failure.js'
import type { SqliteStoreOptions } from './options.js'
import { select } from './query.js'
import { firstOf, planRemove, planSave, rowsOf } from './rows.js'
import { planTogether } from './together.js'

/** A reader is kept waiting only while another process mends the log after a crash. */
const READ_PATIENCE = 1_000

export class SqliteStore implements DirectStore {
  readonly bases: Bases
  readonly #options: SqliteStoreOptions
  readonly #ids = new V7Generator()

  constructor(options: SqliteStoreOptions) {
    this.#options = options
    this.bases = new Bases(options)
  }

  async load(canon: string, query: StoreQuery): Promise<StoredDocument | null> {
    return this.loadAt(parseCanon(canon), query)
  }

  async list(canon: string, query?: StoreQuery): Promise<StoredDocument[]> {
    return this.listAt(parseCanon(canon), query)
  }

  async save(
    canon: string,
    data: Readonly<Record<string, unknown>>,
    how: SaveOptions = {},
  ): Promise<StoredDocument> {
    return this.saveAt(parseCanon(canon), data, how)
  }

  async remove(canon: string, query: StoreQuery): Promise<StoredDocument | null> {
    return this.removeAt(parseCanon(canon), query)
  }

  loadAt(place: Place, query: unknown): StoredDocument | null {
    const selection = select(query, place, true)
    if (selection.empty) return null
    const row = this.#read(place, (database) => firstOf(database, place, selection))
    return row === undefined ? null : decode(row.id, row.doc, selection.fields)
  }

  listAt(place: Place, query: unknown): StoredDocument[] {
    const selection = select(query, place, false)
    const rows = this.#read(place, (database) => rowsOf(database, place, selection)) ?? []
    return rows.map(({ id, doc }) => decode(id, doc, selection.fields))
  }

  async saveAt(place: Place, data: unknown, how: SaveOptions): Promise<StoredDocument> {
    const merge$ = how.merge$ ?? this.#options.merge !== false
    const { database, writer } = this.bases.writable(place)
    const plan = planSave(database, place, data, { ...how, merge$ }, this.#newId)
    return writer.write(plan, place.entity)
  }

  async removeAt(place: Place, query: unknown): Promise<StoredDocument | null> {
    const selection = select(query, place, true)
    const { database, writer } = this.bases.get(place.base)
    if (selection.empty || !this.bases.schema.isThere(database, place)) return null
    return writer.write(planRemove(database, place, selection), place.entity)
  }

  /** See `Together`. */
  readonly together: Together = async (input) => {
    const plan = planTogether(input, this.#newId)
    const { database, writer } = this.bases.get(plan.base)
    for (const place of plan.places) this.bases.writable(place)
    return { saved: await writer.write(() => plan.run(database), plan.base, true) }
  }

  readonly #newId = (): string =>
    this.#ids.generateOrResetWithTs((this.#options.now ?? Date.now)()).toString()

  /** A table that nobody has written yet has nothing to read. */
  #read<T>(place: Place, run: (database: Database) => T): T | undefined {
    const { database } = this.bases.get(place.base)
    try {
      if (!this.bases.schema.isThere(database, place)) return undefined
      return database.persist(() => run(database), READ_PATIENCE)
    } catch (error) {
      throw translate(error, place.base, place.entity)
    }
  }
}
