/** The part of Seneca and seneca-entity that the store touches; their own typings are `any` throughout. */
import type { CanonParts } from './canon.js'

export type Reply = (error: unknown, result?: unknown) => void

export interface EntityLike {
  id?: unknown
  id$?: unknown
  merge$?: unknown
  canon$(kind: { object: true }): CanonParts
  data$(withDirectives: false): Record<string, unknown>
  make$(data: Readonly<Record<string, unknown>>): EntityLike
}

export interface SaveMessage {
  readonly ent: EntityLike
  readonly q?: { readonly upsert$?: unknown } | null
}

export interface QueryMessage {
  readonly qent: EntityLike
  readonly q?: unknown
}

export interface StoreActions {
  readonly name: string
  save(message: SaveMessage, reply: Reply): void
  load(message: QueryMessage, reply: Reply): void
  list(message: QueryMessage, reply: Reply): void
  remove(message: QueryMessage, reply: Reply): void
  native(message: QueryMessage, reply: Reply): void
  close(message: unknown, reply: Reply): void
}

export type EntityInit = (
  seneca: SenecaLike,
  options: object,
  store: StoreActions,
) => { tag: unknown }

export type SenecaAction = (
  this: SenecaLike,
  message: Record<string, unknown>,
  reply: Reply,
) => void

export interface SenecaLike {
  export(name: 'entity/init'): EntityInit
  add(pattern: string, action: SenecaAction): void
  prior(message: Record<string, unknown>, reply: Reply): void
  init(start: (reply: Reply) => void): void
}
