/** The open files, one for each base: opened on first use, with their tables made and their rows migrated. */
import type { Place } from './canon.js'
import { openAsIs, openDatabase, type Database } from './database.js'
import { translate, unavailable } from './failure.js'
import { checkMigrations, MigrationError, pending, rehearse, runMigrations } from './migrate.js'
import type { MigrationReport } from './migrate.js'
import type { SqliteStoreOptions } from './options.js'
import { Schema } from './schema.js'
import { Writer } from './writer.js'

/** Another process may be migrating, for a while, when this one starts. */
const START_PATIENCE = 30_000

export interface Base {
  readonly database: Database
  readonly writer: Writer
}

export class Bases {
  readonly schema: Schema
  readonly #options: SqliteStoreOptions
  readonly #open = new Map<string, Base>()
  readonly #reports: MigrationReport[] = []
  #closed = false

  constructor(options: SqliteStoreOptions) {
    checkMigrations(options.migrations ?? [])
    this.#options = options
    this.schema = new Schema(options.entities)
    for (const base of this.#known()) {
      // A field that can not be indexed is a mistake in the declaration: it shows now, not at the first write.
      for (const place of this.schema.places(base)) this.schema.indexes(place)
    }
  }

  /** What the migrations did, or would do: a report for each base that had something to do. */
  get reports(): readonly MigrationReport[] {
    return this.#reports
  }

  /** Open and migrate every base that is known beforehand; with `rehearse`, only see what would happen. */
  start(): void {
    for (const name of this.#known()) {
      if (this.#options.rehearse === true) this.#reports.push(this.#rehearse(name))
      else this.get(name)
    }
  }

  get(name: string): Base {
    const found = this.#open.get(name)
    if (found !== undefined) return found
    if (this.#closed || this.#options.rehearse === true) throw unavailable(name)
    const { folder, patience = 5_000 } = this.#options
    const database = openDatabase(folder, name, START_PATIENCE)
    try {
      this.#prepare(database)
    } catch (error) {
      database.close()
      throw error instanceof MigrationError ? error : translate(error, name, name)
    }
    const base = { database, writer: new Writer(database, patience) }
    this.#open.set(name, base)
    return base
  }

  /** The base of a place that is to be written, its table and indexes there. */
  writable(place: Place): Base {
    const base = this.get(place.base)
    try {
      this.schema.ensure(base.database, place, START_PATIENCE)
    } catch (error) {
      throw translate(error, place.base, place.entity)
    }
    return base
  }

  /** Write what waits, then close every file. What comes later is 'store/unavailable'. */
  async close(): Promise<void> {
    this.#closed = true
    await Promise.all([...this.#open.values()].map(({ writer }) => writer.drain()))
    for (const { database } of this.#open.values()) database.close()
    this.#open.clear()
  }

  #known(): Set<string> {
    const bases = this.schema.bases()
    for (const { base } of this.#options.migrations ?? []) bases.add(base)
    return bases
  }

  /** Looks without a lock first: nearly always there is nothing to do. */
  #prepare(database: Database): void {
    const places = this.schema.places(database.base)
    const isWhole = places.every((place) => this.schema.isWhole(database, place))
    if (isWhole && pending(this.#options.migrations ?? [], database).length === 0) return
    this.#reports.push(database.immediately(() => this.#build(database, places), START_PATIENCE))
  }

  /** Within a transaction. Indexes come last: a migration may have to put rows in order for them. */
  #build(database: Database, places: readonly Place[]): MigrationReport {
    for (const place of places) this.schema.makeTable(database, place)
    const report = runMigrations(this.#options.migrations ?? [], database)
    for (const place of places) this.schema.makeIndexes(database, place)
    return report
  }

  #rehearse(name: string): MigrationReport {
    const database = openAsIs(this.#options.folder, name)
    try {
      const places = this.schema.places(name)
      return rehearse(database, () => this.#build(database, places), START_PATIENCE)
    } finally {
      database.close()
    }
  }
}
