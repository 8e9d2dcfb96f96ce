import { uuidv7 } from 'uuidv7'
import { fail } from '../errors.js'
import type { Entity, Row } from './entity.js'
import type { Query, StorePort } from './port.js'
import type { Write } from './together.js'

/** A field's condition, as seneca-entity writes it. */
type Condition<T> =
  | T
  | readonly T[]
  | { $ne?: T; $gt?: T; $gte?: T; $lt?: T; $lte?: T; $in?: readonly T[]; $nin?: readonly T[] }

export type Find<R> = { readonly [K in keyof R]?: Condition<R[K]> } & {
  readonly sort$?: { readonly [K in keyof R]?: 1 | -1 }
  readonly limit$?: number
  readonly skip$?: number
}

export interface Page<R> {
  readonly items: R[]
  /** Where the next page begins; absent on the last. */
  readonly next?: string
}

export interface PageRequest<R> {
  readonly where?: Find<R>
  readonly cursor?: string | undefined
  readonly limit?: number | undefined
  /** Newest first when -1. Ids are time-ordered. */
  readonly order?: 1 | -1
}

type New<R> = Omit<R, 'id' | 'owner'> & { readonly id?: string; readonly owner?: string }

/**
 * The rows of one entity. With an owner it sees and makes only that person's rows: the rule of
 * ownership stands here, once, and not in each action.
 */
export class Table<E extends Entity, R extends Row<E> = Row<E>> {
  readonly #entity: E
  readonly #store: StorePort
  readonly #owner: string | undefined

  constructor(entity: E, store: StorePort, owner: string | undefined) {
    this.#entity = entity
    this.#store = store
    this.#owner = owner
  }

  #scoped(query: Query): Query {
    return this.#owner === undefined ? query : { ...query, owner: this.#owner }
  }

  /** The first row that matches, or null. */
  async find(query: Find<R>): Promise<R | null> {
    return (await this.#store.load(this.#entity.canon, this.#scoped(query))) as R | null
  }

  /** The row with this id; `missing` is the code of the failure when there is none that one may see. */
  async get(id: string, missing: string): Promise<R> {
    const row = await this.find({ id } as unknown as Find<R>)
    if (row === null) throw fail(missing)
    return row
  }

  async list(query: Find<R>): Promise<R[]> {
    return (await this.#store.list(this.#entity.canon, this.#scoped(query))) as R[]
  }

  /** A page in the order of ids. */
  async page(request: PageRequest<R>): Promise<Page<R>> {
    const { where, cursor, limit = 50, order = 1 } = request
    const after =
      cursor === undefined ? {} : { id: order === 1 ? { $gt: cursor } : { $lt: cursor } }
    const rows = await this.list({
      ...where,
      ...after,
      sort$: { id: order },
      limit$: limit + 1,
    } as unknown as Find<R>)
    const items = rows.slice(0, limit)
    const last = items.at(-1)
    return rows.length > limit && last !== undefined ? { items, next: last.id } : { items }
  }

  /** A new row, with its id made here, for `commit`. */
  add(row: New<R>): { row: R; write: Write } {
    const made = { id: uuidv7(), ...row, ...this.#owned() } as unknown as R
    return { row: made, write: { save: this.#entity.canon, data: made, expect: null } }
  }

  /** The row's new state, whole, for `commit`; `expect` names what must still hold of the old one. */
  put(row: R, expect?: Partial<R>): Write {
    const data = { ...row, ...this.#owned() } as Record<string, unknown>
    const holds = { ...this.#owned(), ...expect }
    const conditional = Object.keys(holds).length > 0
    return { save: this.#entity.canon, data, ...(conditional ? { expect: holds } : {}) }
  }

  /** The removal of a row, for `commit`. */
  drop(id: string, expect?: Partial<R>): Write {
    const holds = { ...this.#owned(), ...expect }
    const conditional = Object.keys(holds).length > 0
    return { remove: this.#entity.canon, id, ...(conditional ? { expect: holds } : {}) }
  }

  #owned(): { owner?: string } {
    return this.#owner === undefined ? {} : { owner: this.#owner }
  }
}
