/** The single writes and reads of rows, each at most one changing statement. Writes run within the writer. */
import { fail } from '../../errors.js'
import type { SaveOptions, StoredDocument } from '../declaration.js'
import type { Place } from './canon.js'
import { sameValue } from './condition.js'
import type { Database } from './database.js'
import { checkId, decode, encode, merge, parseFields, type Encoded } from './document.js'
import type { Selection } from './query.js'

export interface Row {
  readonly id: string
  readonly doc: string
}

export function rowOf(database: Database, place: Place, id: string): Row | undefined {
  return database.statement(`SELECT id, doc FROM "${place.table}" WHERE id = ?`).get(id) as
    Row | undefined
}

/** The first row of a selection. */
export function firstOf(
  database: Database,
  place: Place,
  { tail, params }: Selection,
): Row | undefined {
  return database.statement(`SELECT id, doc FROM "${place.table}"${tail}`).get(...params) as
    Row | undefined
}

export function rowsOf(database: Database, place: Place, { tail, params }: Selection): Row[] {
  return database.statement(`SELECT id, doc FROM "${place.table}"${tail}`).all(...params) as Row[]
}

/** Create the row; one that exists is SQLite's error of a taken primary key. */
export function insert(database: Database, place: Place, id: string, text: string): void {
  database.statement(`INSERT INTO "${place.table}" (id, doc) VALUES (?, ?)`).run(id, text)
}

/** Create the row or replace all of it. */
export function put(database: Database, place: Place, id: string, text: string): void {
  database
    .statement(
      `INSERT INTO "${place.table}" (id, doc) VALUES (?, ?)
       ON CONFLICT (id) DO UPDATE SET doc = excluded.doc`,
    )
    .run(id, text)
}

function mergeInto(database: Database, place: Place, row: Row, text: string): StoredDocument {
  const merged = merge(row.doc, text)
  put(database, place, row.id, merged)
  return decode(row.id, merged)
}

function upsertTarget(
  database: Database,
  place: Place,
  { text }: Encoded,
  on: readonly string[],
): Row | undefined {
  const fields = on.filter((field) => !field.includes('$'))
  const given = parseFields(text)
  if (fields.length === 0 || !fields.every((field) => Object.hasOwn(given, field))) return undefined
  const conditions = fields.map((field) => sameValue(field, given[field], place.entity))
  const where = conditions.map(({ sql }) => sql).join(' AND ')
  return database
    .statement(`SELECT id, doc FROM "${place.table}" WHERE ${where} LIMIT 1`)
    .get(...conditions.flatMap(({ params }) => params)) as Row | undefined
}

/** A save as seneca-entity means it. What it takes is copied now, what it does is done when called. */
export function planSave(
  database: Database,
  place: Place,
  data: unknown,
  how: SaveOptions,
  newId: () => string,
): () => StoredDocument {
  const encoded = encode(data, place.entity)
  const { id, text } = encoded
  if (id !== undefined) {
    return () => {
      const row = how.merge$ === false ? undefined : rowOf(database, place, id)
      if (row !== undefined) return mergeInto(database, place, row, text)
      put(database, place, id, text)
      return decode(id, text)
    }
  }
  const fresh = how.id$ === undefined ? newId() : checkId(how.id$, place.entity)
  const { upsert$ } = how
  if (upsert$ !== undefined && !Array.isArray(upsert$)) {
    throw fail('store/bad-query', { entity: place.entity, reason: 'upsert$' })
  }
  return () => {
    if (upsert$ !== undefined) {
      const row = upsertTarget(database, place, encoded, upsert$)
      if (row !== undefined) return mergeInto(database, place, row, text)
    }
    insert(database, place, fresh, text)
    return decode(fresh, text)
  }
}

/** Remove what a query selects; answers the row if the query wants one back. */
export function planRemove(
  database: Database,
  place: Place,
  { tail, params, all, load, fields }: Selection,
): () => StoredDocument | null {
  const sql = `DELETE FROM "${place.table}" WHERE id IN (SELECT id FROM "${place.table}"${tail})`
  if (all || !load) {
    return () => {
      database.statement(sql).run(...params)
      return null
    }
  }
  return () => {
    const row = database.statement(`${sql} RETURNING id, doc`).get(...params) as Row | undefined
    return row === undefined ? null : decode(row.id, row.doc, fields)
  }
}
