/** Between plain data and the JSON text that a row holds. The id has its own column and is not in the text. */
import { fail } from '../../errors.js'
import type { StoredDocument } from '../declaration.js'

export interface Encoded {
  readonly id: string | undefined
  readonly text: string
}

export function isPlain(value: unknown): value is Record<string, unknown> {
  return Object.prototype.toString.call(value) === '[object Object]'
}

/** An id as the store keeps it. SQLite's text ends at a NUL, so none may be in it. */
export function checkId(id: unknown, entity: string): string {
  const text = typeof id === 'number' && Number.isFinite(id) ? String(id) : id
  if (typeof text !== 'string' || text === '' || text.length > 512 || text.includes('\0')) {
    throw fail('store/bad-query', { entity, reason: 'id' })
  }
  return text
}

/**
 * Take a copy of data as text. Names with a `$` are Seneca's and are left out, as seneca-entity does.
 * A key `__proto__`, at any depth, is refused: some reader would assign it one day.
 */
export function encode(data: unknown, entity: string): Encoded {
  if (!isPlain(data)) throw fail('store/bad-query', { entity, reason: 'data' })
  const fields: Record<string, unknown> = {}
  for (const key of Object.keys(data)) {
    if (key === '__proto__') throw fail('store/bad-query', { entity, field: key, reason: 'field' })
    if (key !== 'id' && !key.includes('$')) fields[key] = data[key]
  }
  let text: string
  try {
    text = JSON.stringify(fields)
  } catch {
    throw fail('store/bad-query', { entity, reason: 'data' })
  }
  // Inside a string value the quotes would be escaped, so this can only be a key.
  if (text.includes('"__proto__":')) {
    throw fail('store/bad-query', { entity, field: '__proto__', reason: 'field' })
  }
  const id = data['id']
  return { id: id === undefined || id === null ? undefined : checkId(id, entity), text }
}

export function parseFields(text: string): Record<string, unknown> {
  return JSON.parse(text) as Record<string, unknown>
}

/** The row as plain data; with `fields`, only these and the id. */
export function decode(id: string, text: string, fields?: readonly string[]): StoredDocument {
  const all = parseFields(text)
  if (fields === undefined) return { id, ...all }
  const some: StoredDocument = { id }
  for (const field of fields) {
    if (field !== 'id' && Object.hasOwn(all, field)) some[field] = all[field]
  }
  return some
}

/** The fields of `text` over those of `under`: what is not given stays. */
export function merge(under: string, text: string): string {
  return JSON.stringify({ ...parseFields(under), ...parseFields(text) })
}
