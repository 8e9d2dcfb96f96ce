/**
 * Group commit. A durable commit costs a sync of the disk, whatever is in it; so what arrives in one turn of
 * the event loop is written in one transaction and acknowledged after its COMMIT. A write that fails takes
 * none of the others with it. A read sees what is committed, never what is still waiting here.
 */
import type { Database } from './database.js'
import { isBusy, translate, unavailable } from './failure.js'

interface Job {
  readonly run: () => unknown
  /** More than one statement: has to be undone by itself when it fails midway. */
  readonly several: boolean
  readonly entity: string
  readonly since: number
  readonly resolve: (value: unknown) => void
  readonly reject: (error: unknown) => void
}

/** Bounds how long the file stays locked for other processes. */
const MOST_JOBS = 512

export class Writer {
  #waiting: Job[] = []
  #scheduled = false
  #idle: (() => void)[] = []

  constructor(
    readonly database: Database,
    /** For how many ms a write waits for its turn while other processes write. */
    readonly patience: number,
  ) {}

  /** Queue a write; `run` is called within the transaction and must be synchronous. */
  write<T>(run: () => T, entity: string, several = false): Promise<T> {
    if (!this.database.isOpen) return Promise.reject(unavailable(this.database.base))
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({
        run,
        several,
        entity,
        since: Date.now(),
        resolve: resolve as (value: unknown) => void,
        reject,
      })
      if (!this.#scheduled) this.#schedule()
    })
  }

  /** Resolves when nothing waits any more. */
  drain(): Promise<void> {
    if (this.#waiting.length === 0 && !this.#scheduled) return Promise.resolve()
    return new Promise((resolve) => this.#idle.push(resolve))
  }

  #schedule(): void {
    this.#scheduled = true
    setImmediate(() => this.#turn())
  }

  #turn(): void {
    this.#scheduled = false
    if (this.#waiting.length > 0 && !this.#begin()) return
    if (this.#waiting.length > 0) this.#schedule()
    else for (const resolve of this.#idle.splice(0)) resolve()
  }

  /** False: another process is writing; the next turn comes by a timer. */
  #begin(): boolean {
    try {
      this.database.sql.exec('BEGIN IMMEDIATE')
    } catch (error) {
      if (!isBusy(error)) {
        const failed = this.#waiting.splice(0)
        for (const job of failed) job.reject(unavailable(this.database.base, error))
        return true
      }
      const patient = Date.now() - this.patience
      const tired = this.#waiting.filter((job) => job.since <= patient)
      this.#waiting = this.#waiting.filter((job) => job.since > patient)
      for (const job of tired) job.reject(unavailable(this.database.base, error))
      this.#scheduled = true
      setTimeout(() => this.#turn(), 1 + Math.random() * 3)
      return false
    }
    this.#commit(this.#waiting.splice(0, MOST_JOBS))
    return true
  }

  #commit(jobs: readonly Job[]): void {
    const { sql, base } = this.database
    const done: (() => void)[] = []
    const failed = new Map<Job, unknown>()
    try {
      for (const job of jobs) {
        try {
          const value = job.several ? this.#undoable(job) : job.run()
          done.push(() => job.resolve(value))
        } catch (error) {
          // A full disk, for one, ends the transaction by itself: then nothing of the group is written.
          if (!sql.isTransaction) throw error
          failed.set(job, translate(error, base, job.entity))
        }
      }
      sql.exec('COMMIT')
    } catch (error) {
      try {
        this.database.rollback()
      } catch {
        // What can not be rolled back now is rolled back by the next one to open the file.
      }
      const lost = unavailable(base, error)
      for (const job of jobs) job.reject(failed.get(job) ?? lost)
      return
    }
    for (const resolve of done) resolve()
    for (const [job, error] of failed) job.reject(error)
  }

  #undoable(job: Job): unknown {
    const { sql } = this.database
    sql.exec('SAVEPOINT one')
    try {
      const value = job.run()
      sql.exec('RELEASE one')
      return value
    } catch (error) {
      if (sql.isTransaction) sql.exec('ROLLBACK TO one; RELEASE one')
      throw error
    }
  }
}
