/** One SQLite file: opened, set up, its statements kept ready. */
import { chmodSync, closeSync, existsSync, mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { isBusy, unavailable } from './failure.js'

export type SqlValue = string | number | null

export interface SqlStatement {
  run(...values: SqlValue[]): { changes: number }
  get(...values: SqlValue[]): unknown
  all(...values: SqlValue[]): unknown[]
}

/** The part of node:sqlite's DatabaseSync that is used here; migrations get it too. */
export interface SqlDatabase {
  readonly isTransaction: boolean
  exec(sql: string): void
  prepare(sql: string): SqlStatement
  close(): void
}

/**
 * How long SQLite itself waits for another process, with the event loop standing still. Short: the writer
 * waits for its turn with a timer, so that this process goes on answering meanwhile.
 */
const BUSY_MS = 10
const MOST_STATEMENTS = 256

const pause = (ms: number): unknown =>
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)

export class Database {
  readonly #statements = new Map<string, SqlStatement>()
  #open = true

  constructor(
    readonly base: string,
    readonly sql: SqlDatabase,
  ) {}

  get isOpen(): boolean {
    return this.#open
  }

  /** How many statements are kept ready. */
  get cached(): number {
    return this.#statements.size
  }

  /** The prepared statement of this text. The ones used least recently give way to new ones. */
  statement(text: string): SqlStatement {
    if (!this.#open) throw unavailable(this.base)
    let statement = this.#statements.get(text)
    if (statement === undefined) {
      statement = this.sql.prepare(text)
      if (this.#statements.size >= MOST_STATEMENTS) {
        const [oldest] = this.#statements.keys()
        if (oldest !== undefined) this.#statements.delete(oldest)
      }
    } else {
      this.#statements.delete(text)
    }
    this.#statements.set(text, statement)
    return statement
  }

  /** Repeat what finds the file busy, standing still, until `patience` ms are over: for reads and the start. */
  persist<T>(run: () => T, patience: number): T {
    const end = Date.now() + patience
    for (;;) {
      try {
        return run()
      } catch (error) {
        if (!isBusy(error)) throw error
        if (Date.now() >= end) throw unavailable(this.base)
        pause(1 + Math.random() * 4)
      }
    }
  }

  /** One transaction, now: all of `run`, or nothing of it. */
  immediately<T>(run: () => T, patience: number): T {
    this.persist(() => this.sql.exec('BEGIN IMMEDIATE'), patience)
    try {
      const result = run()
      this.sql.exec('COMMIT')
      return result
    } catch (error) {
      this.rollback()
      throw error
    }
  }

  /** Some failures (a full disk) have rolled back already. */
  rollback(): void {
    if (this.sql.isTransaction) this.sql.exec('ROLLBACK')
  }

  /** Fold the log into the file, where nobody else keeps it from being folded, and close. */
  close(): void {
    if (!this.#open) return
    this.#open = false
    this.#statements.clear()
    try {
      this.sql.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    } catch {
      // What is committed is safe in the log, and the next one to open the file reads it there.
    }
    this.sql.close()
  }
}

export const fileOf = (folder: string, base: string): string => join(folder, `${base}.sqlite`)

/** Only this user reads what people write about themselves: folder 0700, file 0600 (its log likewise). */
function makeFile(folder: string, file: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (existsSync(file)) return
  closeSync(openSync(file, 'a', 0o600))
  chmodSync(file, 0o600)
}

/** Open the file of a base, making it if need be. */
export function openDatabase(folder: string, base: string, patience: number): Database {
  const file = fileOf(folder, base)
  try {
    makeFile(folder, file)
    const database = new Database(base, new DatabaseSync(file, { timeout: BUSY_MS }))
    try {
      // WAL: readers and the writer do not wait for each other. FULL: a commit returns when it is on disk.
      database.persist(() => database.sql.exec('PRAGMA journal_mode = WAL'), patience)
      database.sql.exec('PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON')
      return database
    } catch (error) {
      database.close()
      throw error
    }
  } catch (error) {
    throw unavailable(base, error)
  }
}

/** The file as it is, for a rehearsal: nothing is made. A base without a file is rehearsed in memory. */
export function openAsIs(folder: string, base: string): Database {
  const file = fileOf(folder, base)
  return new Database(
    base,
    new DatabaseSync(existsSync(file) ? file : ':memory:', { timeout: BUSY_MS }),
  )
}
