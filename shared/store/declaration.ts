/**
 * What a store is told about entities and what it offers, whichever store it is. Plugins speak
 * seneca-entity; these shapes are for the stores themselves and for code that needs their speed.
 */

/** What a store must know of an entity beforehand. An entity that needs none of it need not be declared. */
export interface EntityDeclaration {
  /** `base/name` as in `habit/day`, or only `name`. */
  readonly canon: string
  /** Each list of fields may occur only once among all rows. A row that lacks one of the fields is exempt. */
  readonly unique?: readonly (readonly string[])[]
  /** Each list of fields gets an index: equality on the first ones, then one range or sort. */
  readonly indexes?: readonly (readonly string[])[]
}

/** A stored row as plain data. Dates come back as ISO strings, as JSON has it. */
export interface StoredDocument {
  readonly id: string
  [field: string]: unknown
}

/** A seneca-entity query: an id, a list of ids, or fields with values and operators. */
export type StoreQuery = string | number | readonly unknown[] | Readonly<Record<string, unknown>>

/** How a save treats a row that is there already. */
export interface SaveOptions {
  /** Create a row with this id; one that exists is a 'store/conflict'. */
  readonly id$?: string
  /** false replaces the whole row; otherwise the fields that are not given stay as they are. */
  readonly merge$?: boolean
  /** Without an id: update the row that agrees in these fields, create one if there is none. */
  readonly upsert$?: readonly string[]
}

/** The same reads and writes as seneca-entity's, on plain data and without an act. */
export interface DirectStore {
  /** The first row that matches, or null. An empty query finds nothing. */
  load(canon: string, query: StoreQuery): Promise<StoredDocument | null>
  /** All rows that match, in order of `sort$`, else of their ids (which is that of their creation). */
  list(canon: string, query?: StoreQuery): Promise<StoredDocument[]>
  /** Resolves with the whole row when it is durable. */
  save(
    canon: string,
    data: Readonly<Record<string, unknown>>,
    how?: SaveOptions,
  ): Promise<StoredDocument>
  /** Removes the first match, or all with `all$`. Answers the row only for `load$` without `all$`. */
  remove(canon: string, query: StoreQuery): Promise<StoredDocument | null>
}
