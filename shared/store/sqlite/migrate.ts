/**
 * Numbered changes of what is stored. The number of the last one done stands in the file itself
 * (PRAGMA user_version) and changes in the same transaction: no process does one twice, none half.
 */
import type { Database, SqlDatabase } from './database.js'

export interface Migration {
  /** The file it changes: entities `habit/…` live in base `habit`, those without a base in `main`. */
  readonly base: string
  /** From 1 up; the order in which they run. Never give a number to another change once it has run anywhere. */
  readonly version: number
  /**
   * The change, within a transaction that is not its own to end. Tables (id, doc) of declared entities are
   * there; new indexes are made afterwards, so that rows can be put in order for them.
   */
  up(database: Pick<SqlDatabase, 'exec' | 'prepare'>): void
}

export interface MigrationReport {
  readonly base: string
  /** The version before and after; the same if there was nothing to do, or if it failed. */
  readonly from: number
  readonly to: number
  readonly ran: readonly number[]
  readonly rehearsed: boolean
  /** Only of a rehearsal: a real run throws. */
  readonly failed?: { readonly version: number | undefined; readonly message: string }
}

export function checkMigrations(migrations: readonly Migration[]): void {
  const seen = new Set<string>()
  for (const { base, version } of migrations) {
    const key = `${base}:${version}`
    if (!Number.isSafeInteger(version) || version < 1 || version > 2 ** 31 - 1 || seen.has(key)) {
      throw new Error(`migration ${key}: versions are numbers from 1 up, each once`)
    }
    seen.add(key)
  }
}

export function versionOf(database: Database): number {
  const row = database.sql.prepare('PRAGMA user_version').get() as { user_version: number }
  return row.user_version
}

/** What is still to do, in order. */
export function pending(migrations: readonly Migration[], database: Database): Migration[] {
  const version = versionOf(database)
  return migrations
    .filter((migration) => migration.base === database.base && migration.version > version)
    .sort((a, b) => a.version - b.version)
}

/** A migration's own failure, with its number. The transaction around it is to be rolled back. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError'
  constructor(
    readonly base: string,
    readonly version: number,
    cause: unknown,
  ) {
    super(
      `migration ${version} of ${base} failed: ${cause instanceof Error ? cause.message : String(cause)}`,
      { cause },
    )
  }
}

/** Inside a transaction: run what another process has not run meanwhile. */
export function runMigrations(
  migrations: readonly Migration[],
  database: Database,
): MigrationReport {
  const from = versionOf(database)
  const ran: number[] = []
  for (const migration of pending(migrations, database)) {
    try {
      migration.up(database.sql)
      if (!database.sql.isTransaction) throw new Error('it ended the transaction')
      database.sql.exec(`PRAGMA user_version = ${migration.version}`)
    } catch (error) {
      throw new MigrationError(database.base, migration.version, error)
    }
    ran.push(migration.version)
  }
  return { base: database.base, from, to: ran.at(-1) ?? from, ran, rehearsed: false }
}

/** Run `build` and roll it back, whatever becomes of it. */
export function rehearse(
  database: Database,
  build: () => MigrationReport,
  patience: number,
): MigrationReport {
  database.persist(() => database.sql.exec('BEGIN IMMEDIATE'), patience)
  const from = versionOf(database)
  try {
    return { ...build(), rehearsed: true }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const version = error instanceof MigrationError ? error.version : undefined
    const failed = { version, message }
    return { base: database.base, from, to: from, ran: [], rehearsed: true, failed }
  } finally {
    database.rollback()
  }
}
