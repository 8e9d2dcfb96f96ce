import { createRequire } from 'node:module'

/**
 * The part of Seneca that we use, typed. Seneca's own typings collapse to `any`; this is the only
 * place where that is turned into types.
 */
export type SenecaMessage = Record<string, unknown>
export type SenecaReply = (error?: Error | null, out?: unknown, meta?: unknown) => void

export interface SenecaMeta {
  pattern?: string
  custom?: unknown
  timeout?: number
  sync?: boolean
}

export type SenecaAction = (
  this: Seneca,
  message: SenecaMessage,
  reply: SenecaReply,
  meta?: SenecaMeta,
) => void

export interface ActionDefinition {
  readonly pattern: string
  readonly func: SenecaAction
  readonly client?: boolean
  readonly plugin_fullname?: string
  /** What it calls on with `prior`. */
  readonly priordef?: ActionDefinition
}

export interface SenecaEntity {
  load$(query: unknown): Promise<SenecaEntity | null>
  list$(query: unknown): Promise<SenecaEntity[]>
  save$(data?: unknown): Promise<SenecaEntity>
  remove$(query: unknown): Promise<unknown>
  data$(data: unknown): SenecaEntity
  data$(): Record<string, unknown>
}

export type SenecaPlugin = ((this: Seneca, options: never) => unknown) & {
  readonly defaults?: unknown
}

export interface Seneca {
  readonly id: string
  readonly root: Seneca
  readonly fixedargs: Record<string, unknown>
  readonly private$: {
    readonly actrouter: object
    readonly subrouter: {
      readonly inward: { find(message: object, exact: boolean, collect: true): unknown[] }
      readonly outward: { find(message: object, exact: boolean, collect: true): unknown[] }
    }
  }
  add(pattern: string | object, action: SenecaAction): Seneca
  act(pattern: string | object, ...rest: unknown[]): Seneca
  sub(
    pattern: string | object,
    action: (message: SenecaMessage, out: unknown, meta: SenecaMeta) => void,
  ): Seneca
  prior(message: SenecaMessage, reply: SenecaReply): void
  use(plugin: unknown, options?: unknown): Seneca
  ready(callback: () => void): Seneca
  close(callback: (error?: Error) => void): void
  find(pattern: string | object, flags?: { exact?: boolean }): ActionDefinition | null
  has(pattern: string | object): boolean
  list(pattern?: string | object): Record<string, unknown>[]
  export<T>(name: string): T
  entity(canon: string): SenecaEntity
  error(callback: (error: Error) => void): Seneca
  options(): { readonly [key: string]: unknown }
}

const require = createRequire(import.meta.url)

/** Longer than anybody waits: deadlines are ours, Seneca's is the last resort (ms). */
const senecaTimeout = 30_000

/** How a member of this product runs Seneca: quietly, remembering nothing, steered from nowhere else. */
export const memberOptions = (name: string) => ({
  tag: name,
  log: 'silent',
  timeout: senecaTimeout,
  // It keeps every message until its timeout: memory, and what people said.
  history: { active: false },
  legacy: { error: false },
  debug: { undead: true, argv: [], env: {} },
})

/** A new Seneca instance. `options` are Seneca's own. */
export function createSeneca(options: Record<string, unknown>): Seneca {
  const factory = require('seneca') as (options: Record<string, unknown>) => Seneca
  return factory(options)
}

/** Close an instance and everything that its plugins opened. */
export function closeSeneca(seneca: Seneca): Promise<void> {
  return new Promise((resolve) => {
    seneca.close(() => {
      resolve()
    })
  })
}

/** Wait until every plugin that was `use`d is there. */
export function senecaReady(seneca: Seneca): Promise<void> {
  return new Promise((resolve) => {
    seneca.ready(resolve)
  })
}
