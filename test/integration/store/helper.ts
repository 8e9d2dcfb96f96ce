/** Stores for tests, and processes that write to them at the same time. */
import { spawn, type ChildProcess } from 'node:child_process'
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Test } from 'tap'
import {
  sqliteStore,
  type SqliteStoreExports,
  type SqliteStoreOptions,
} from '../../../shared/store/sqlite/sqlite.js'
import { SqliteStore } from '../../../shared/store/sqlite/store.js'

export interface TestSeneca {
  use(plugin: unknown, options?: object): TestSeneca
  ready(): Promise<void>
  close(): Promise<void>
  test(): TestSeneca
  post(pattern: string, message: object): Promise<unknown>
  export<K extends keyof SqliteStoreExports>(name: `sqlite-store/${K}`): SqliteStoreExports[K]
  entity(canon: string): TestEntity
}

export interface TestEntity {
  id: string
  [field: string]: unknown
  data$(data: object): TestEntity
  data$(): Record<string, unknown>
  save$(directives?: object): Promise<TestEntity>
  load$(query: unknown): Promise<TestEntity | null>
  list$(query?: unknown): Promise<TestEntity[]>
  remove$(query: unknown): Promise<TestEntity | null>
  native$(): Promise<{ base: string; database: object }>
}

const require = createRequire(import.meta.url)
const Seneca = require('seneca') as (options: object) => TestSeneca

/** Asking tap for its folder empties it, so only if none is given. */
const complete = (t: Test, options: Partial<SqliteStoreOptions>): SqliteStoreOptions => ({
  entities: [],
  ...options,
  folder: options.folder ?? t.testdir(),
})

/** A Seneca with a store of its own; closes itself with the test. */
export async function senecaWith(
  t: Test,
  options: Partial<SqliteStoreOptions> = {},
): Promise<TestSeneca> {
  const seneca = Seneca({ log: 'silent', legacy: { error: false } })
  seneca.use('promisify').use('entity', { mem_store: false })
  seneca.use(sqliteStore(complete(t, options)))
  await seneca.ready()
  t.teardown(() => seneca.close())
  return seneca
}

/** The store without Seneca; closes itself with the test. */
export function storeWith(t: Test, options: Partial<SqliteStoreOptions> = {}): SqliteStore {
  const store = new SqliteStore(complete(t, options))
  store.bases.start()
  t.teardown(() => store.bases.close())
  return store
}

export interface Worker {
  readonly process: ChildProcess
  readonly lines: string[]
  /** Resolves with all lines when it has ended. */
  readonly ended: Promise<string[]>
  line(count: number): Promise<void>
  go(): void
}

/** Start worker.ts in a process of its own. */
export function worker(t: Test, job: string, ...args: (string | number)[]): Worker {
  const file = fileURLToPath(new URL('./worker.js', import.meta.url))
  const child = spawn(process.execPath, [file, job, ...args.map(String)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  t.teardown(() => void child.kill('SIGKILL'))
  const lines: string[] = []
  let waiting: { count: number; resolve: () => void }[] = []
  const reader = createInterface({ input: child.stdout })
  reader.on('line', (line) => {
    lines.push(line)
    for (const { count, resolve } of waiting) if (lines.length >= count) resolve()
    waiting = waiting.filter(({ count }) => lines.length < count)
  })
  const closed = new Promise((resolve) => reader.once('close', resolve))
  const exited = new Promise((resolve) => child.once('exit', resolve))
  return {
    process: child,
    lines,
    ended: Promise.all([closed, exited]).then(() => lines),
    line: (count) =>
      new Promise((resolve) => {
        if (lines.length >= count) resolve()
        else waiting.push({ count, resolve })
      }),
    go: () => void child.stdin.write('go\n'),
  }
}
