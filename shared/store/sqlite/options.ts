/** What the store can be told. */
import type { EntityDeclaration } from '../declaration.js'
import type { Migration } from './migrate.js'

export interface SqliteStoreOptions {
  /** The files are kept here, `<base>.sqlite`; the folder is made if need be. */
  readonly folder: string
  readonly entities: readonly EntityDeclaration[]
  readonly migrations?: readonly Migration[]
  /** Run the migrations and roll them back. The store answers nothing then but what they would have done. */
  readonly rehearse?: boolean
  /** Which entities this store serves, as in seneca-entity: `{ '-/habit/-': '*' }`. Default: all. */
  readonly map?: Readonly<Record<string, unknown>>
  /** false: a save replaces the whole row, unless it says `merge$: true`. */
  readonly merge?: boolean
  /** For how many ms a write waits while other processes write. Default 5000. */
  readonly patience?: number
  /** The time that new ids carry. */
  readonly now?: () => number
}
