/** A seneca-entity query as one SELECT. */
import type { SqlValue } from './database.js'
import type { Place } from './canon.js'
import { badQuery, checkField, conditionsOf, expression, type Condition } from './condition.js'
import { isPlain } from './document.js'

export interface Selection {
  /** From WHERE on, with its order and bounds. */
  readonly tail: string
  readonly params: readonly SqlValue[]
  readonly fields: readonly string[] | undefined
  /** Nothing was asked: load and remove take no action then. */
  readonly empty: boolean
  readonly all: boolean
  readonly load: boolean
}

/** Directives that a read has no use for, but that seneca-entity may leave in its query. */
const IGNORED = new Set([
  'meta$',
  'entity$',
  'custom$',
  'directive$',
  'default$',
  'merge$',
  'upsert$',
])
const MOST_CONDITIONS = 100
const MOST_LEVELS = 6

interface Found {
  readonly conditions: Condition[]
  directives: Record<string, unknown>
}

function combine(key: string, parts: unknown, place: Place, level: number): Condition {
  if (!Array.isArray(parts) || parts.length === 0 || level >= MOST_LEVELS) {
    throw badQuery(place.entity, key, 'operator')
  }
  const each = parts.map((part: unknown) => {
    if (!isPlain(part)) throw badQuery(place.entity, key, 'operator')
    const { conditions, directives } = collect(part, place, level + 1)
    if (conditions.length === 0 || Object.keys(directives).length > 0) {
      throw badQuery(place.entity, key, 'operator')
    }
    return conditions
  })
  const joint = key === 'or$' ? ' OR ' : ' AND '
  const every = each.flat()
  return {
    sql: `(${each.map((some) => `(${some.map(({ sql }) => sql).join(' AND ')})`).join(joint)})`,
    params: every.flatMap(({ params }) => params),
    ranged: true,
  }
}

function collect(query: Record<string, unknown>, place: Place, level = 0): Found {
  const found: Found = { conditions: [], directives: {} }
  for (const [key, asked] of Object.entries(query)) {
    if (key === 'or$' || key === 'and$') {
      found.conditions.push(combine(key, asked, place, level))
    } else if (key.endsWith('$')) {
      if (!IGNORED.has(key)) found.directives[key] = asked
    } else if (asked === undefined) {
      // Leaving it out, as mem-store does, would answer with everybody's rows.
      throw badQuery(place.entity, key, 'value')
    } else {
      found.conditions.push(...conditionsOf(key, asked, place.entity))
    }
    if (found.conditions.length > MOST_CONDITIONS) throw badQuery(place.entity, key, 'size')
  }
  return found
}

function orderOf(sort: unknown, ranged: boolean, entity: string): string {
  // `+id` keeps the planner from walking the whole table by id where an index would find the rows.
  if (sort === undefined || sort === null) return ranged ? ' ORDER BY +id' : ' ORDER BY id'
  if (!isPlain(sort)) throw badQuery(entity, 'sort$', 'value')
  const keys = Object.entries(sort)
  if (keys.length === 0 || keys.length > 8) throw badQuery(entity, 'sort$', 'value')
  let way = ''
  const terms = keys.map(([field, direction]) => {
    way = Number(direction) < 0 ? ' DESC' : ''
    return expression(field, entity) + way
  })
  // The id last: the order is the same each time, and pages neither overlap nor miss a row.
  if (!Object.hasOwn(sort, 'id')) terms.push(`id${way}`)
  return ` ORDER BY ${terms.join(', ')}`
}

/** As mem-store: what is no number above zero is as if not given. */
function bound(value: unknown): number | undefined {
  if (typeof value !== 'number' && typeof value !== 'string') return undefined
  const number = Math.floor(Number(value))
  return number > 0 && Number.isSafeInteger(number) ? number : undefined
}

function fieldsOf(fields: unknown, entity: string): readonly string[] | undefined {
  if (fields === undefined || fields === null) return undefined
  if (!Array.isArray(fields)) throw badQuery(entity, 'fields$', 'value')
  return fields.map((field) => checkField(field, entity))
}

const DIRECTIVES = new Set(['sort$', 'skip$', 'limit$', 'fields$', 'all$', 'load$'])

/**
 * Compile a query. `single` is what load and remove want: one row, whatever `limit$` says (unless `all$`).
 * Throws 'store/bad-query' for whatever it does not know, `native$` included: SQL is never taken from a query.
 */
export function select(query: unknown, place: Place, single: boolean): Selection {
  let asked: Record<string, unknown>
  if (typeof query === 'string' || typeof query === 'number') asked = { id: query }
  else if (Array.isArray(query)) asked = { id: query }
  else if (query === undefined || query === null) asked = {}
  else if (isPlain(query)) asked = query
  else throw badQuery(place.entity, '', 'query')

  const { conditions, directives } = collect(asked, place)
  for (const key of Object.keys(directives)) {
    if (!DIRECTIVES.has(key)) throw badQuery(place.entity, key, 'directive')
  }
  const all = directives['all$'] === true
  const params = conditions.flatMap((condition) => condition.params)
  const where = conditions.map(({ sql }) => sql).join(' AND ')
  const ranged = conditions.some((condition) => condition.ranged)
  const limit = single && !all ? 1 : bound(directives['limit$'])
  const skip = bound(directives['skip$'])
  let tail = where === '' ? '' : ` WHERE ${where}`
  const order = orderOf(directives['sort$'], ranged, place.entity)
  // By its id there is one row or none: SQLite need not be told to sort or to count, which costs it a third.
  const isOne = where === 'id = ?' && skip === undefined
  if (!isOne) tail += order
  if (!isOne && (limit !== undefined || skip !== undefined)) {
    tail += ' LIMIT ? OFFSET ?'
    params.push(limit ?? -1, skip ?? 0)
  }
  return {
    tail,
    params,
    fields: fieldsOf(directives['fields$'], place.entity),
    empty: conditions.length === 0 && Object.keys(directives).length === 0,
    all,
    load: directives['load$'] === true,
  }
}
