/**
 * Several writes that happen all or not at all, and only if the rows are still as they were read:
 * what seneca-entity has no words for. Any store of ours answers it.
 */
import type { StoredDocument } from './declaration.js'

/** The message; its payload is `TogetherInput`, its reply `TogetherReply`. */
export const togetherPattern = 'sys:store,cmd:together'

export interface SaveWrite {
  /** The entity, as `habit/day`. */
  readonly save: string
  /** With an `id` of a row that exists: replaces all of it. With a new id, or none: creates it. */
  readonly data: Readonly<Record<string, unknown>>
  /** null: the row must not exist yet. Fields: the stored row must have these values. */
  readonly expect?: Readonly<Record<string, unknown>> | null
}

export interface RemoveWrite {
  readonly remove: string
  readonly id: string
  readonly expect?: Readonly<Record<string, unknown>>
}

export type Write = SaveWrite | RemoveWrite

export interface TogetherInput {
  /** The base that all of the writes are of: a transaction does not span two. */
  readonly base: string
  readonly writes: readonly Write[]
}

export interface TogetherReply {
  /** In the order of the writes: the row as saved, null for a removal. */
  readonly saved: (StoredDocument | null)[]
}

/**
 * Do the writes in one transaction. An expectation that does not hold is 'store/stale' with
 * `{ entity, id }`, a second row of a unique kind 'store/conflict'; then none of the writes happened.
 */
export type Together = (input: TogetherInput) => Promise<TogetherReply>
