/**
 * One field and what is asked of it, as SQL. The text that comes from a caller is a field's name that has
 * passed `expression`; every value is bound.
 *
 * Where SQLite and JavaScript disagree the JavaScript way wins: true is not 1, and "[1]" is not [1].
 * json_extract says the same for both, so a value that could be taken for another one is compared with
 * the JSON text too. Kinds are not compared with one another: $gt with a number finds only numbers.
 * null stands for absent as well: an index can not tell them apart, and the Mongo store can not either.
 */
import { fail } from '../../errors.js'
import { checkId, isPlain } from './document.js'
import type { SqlValue } from './database.js'

export interface Condition {
  readonly sql: string
  readonly params: readonly SqlValue[]
  /** A range or a list of values of a field: see `orderOf` in query.ts. Those of ids are in order of ids anyway. */
  readonly ranged: boolean
}

type Scalar = string | number | boolean | null

const FIELD = /^[A-Za-z_][\w-]{0,63}$/
const RANGES: Readonly<Record<string, string>> = { gt: '>', gte: '>=', lt: '<', lte: '<=' }
const KINDS = {
  number: `IN ('integer', 'real')`,
  string: `= 'text'`,
  boolean: `IN ('true', 'false')`,
}

export function badQuery(entity: string, field: string, reason: string): Error {
  return fail('store/bad-query', { entity, field: field.slice(0, 80), reason })
}

/** Throws unless the name may stand in SQL. */
export function checkField(field: unknown, entity: string): string {
  if (typeof field !== 'string' || !FIELD.test(field) || field === '__proto__') {
    throw badQuery(entity, String(field), 'field')
  }
  return field
}

const path = (field: string): string => `'$."${field}"'`

/** The expression that stands for a field in queries and in indexes alike: only then the planner knows it. */
export function expression(field: string, entity: string): string {
  checkField(field, entity)
  return field === 'id' ? 'id' : `json_extract(doc, ${path(field)})`
}

function scalar(value: unknown, field: string, entity: string): Scalar {
  if (field === 'id' && value !== null) return checkId(value, entity)
  if (value === null || typeof value === 'boolean') return value
  if (typeof value === 'string' && !value.includes('\0')) return value
  if (typeof value === 'number' && Number.isFinite(value)) return value
  if (value instanceof Date && !Number.isNaN(value.getTime())) return value.toISOString()
  throw badQuery(entity, field, 'value')
}

interface Bound {
  readonly mark: string
  readonly value: SqlValue
}

/**
 * A fraction is bound as its text and read by SQLite, as the one in the row is: SQLite reads some of them
 * (4e-323) as a neighbour of what JavaScript means, and then means the same by both.
 */
function bind(value: string | number | boolean): Bound {
  if (typeof value === 'boolean') return { mark: '?', value: Number(value) }
  if (typeof value === 'string' || Number.isSafeInteger(value)) return { mark: '?', value }
  return { mark: `json_extract(?, '$')`, value: JSON.stringify(value) }
}

/** Could json_extract give the same for a value of another kind? */
function doubtful(value: Scalar): boolean {
  if (typeof value === 'string') return value.startsWith('[') || value.startsWith('{')
  return typeof value === 'boolean' || value === 0 || value === 1
}

function equals(field: string, value: Scalar, entity: string): Condition {
  const left = expression(field, entity)
  if (value === null) return { sql: `${left} IS NULL`, params: [], ranged: false }
  const bound = bind(value)
  if (field === 'id' || !doubtful(value)) {
    return { sql: `${left} = ${bound.mark}`, params: [bound.value], ranged: false }
  }
  return {
    sql: `(${left} = ? AND doc -> ${path(field)} = ?)`,
    params: [bound.value, JSON.stringify(value)],
    ranged: false,
  }
}

/** One bound list, however long: the statement stays the same, and so does its plan. */
function among(field: string, values: unknown, entity: string): Condition {
  if (!Array.isArray(values)) throw badQuery(entity, field, 'list')
  const all = values.map((value) => scalar(value, field, entity))
  const some = all.filter((value) => value !== null)
  const left = expression(field, entity)
  let sql = `${left} IN (SELECT value FROM json_each(?))`
  const params: SqlValue[] = [JSON.stringify(some)]
  if (field !== 'id' && some.some(doubtful)) {
    sql = `(${sql} AND doc -> ${path(field)} IN (SELECT value FROM json_each(?)))`
    params.push(JSON.stringify(some.map((value) => JSON.stringify(value))))
  }
  if (some.length < all.length) sql = `(${left} IS NULL OR ${sql})`
  return { sql, params, ranged: field !== 'id' }
}

/** Whatever does not match, rows without the field included. */
function not(condition: Condition): Condition {
  return { sql: `NOT coalesce(${condition.sql}, 0)`, params: condition.params, ranged: false }
}

function range(field: string, sign: string, operand: unknown, entity: string): Condition {
  const value = scalar(operand, field, entity)
  if (value === null) throw badQuery(entity, field, 'value')
  const bound = bind(value)
  const sql = `${expression(field, entity)} ${sign} ${bound.mark}`
  if (field === 'id') return { sql, params: [bound.value], ranged: false }
  const kind = KINDS[typeof value as keyof typeof KINDS]
  return {
    sql: `${sql} AND json_type(doc, ${path(field)}) ${kind}`,
    params: [bound.value],
    ranged: true,
  }
}

function operation(field: string, name: string, operand: unknown, entity: string): Condition {
  const sign = RANGES[name]
  if (sign !== undefined && Object.hasOwn(RANGES, name)) return range(field, sign, operand, entity)
  if (name === 'eq') return equals(field, scalar(operand, field, entity), entity)
  if (name === 'ne') return not(equals(field, scalar(operand, field, entity), entity))
  if (name === 'in') return among(field, operand, entity)
  if (name === 'nin') return not(among(field, operand, entity))
  throw badQuery(entity, field, 'operator')
}

/** What a query asks of one field: a value, a list of values, or operators (`$gt`, or `gt$`). */
export function conditionsOf(field: string, asked: unknown, entity: string): Condition[] {
  checkField(field, entity)
  if (Array.isArray(asked)) return [among(field, asked, entity)]
  if (!isPlain(asked)) return [equals(field, scalar(asked, field, entity), entity)]
  const operators = Object.entries(asked)
  if (operators.length === 0) throw badQuery(entity, field, 'operator')
  return operators.map(([operator, operand]) => {
    const name = /^(?:\$([a-z]+)|([a-z]+)\$)$/.exec(operator)
    if (name === null) throw badQuery(entity, field, 'operator')
    return operation(field, name[1] ?? name[2] ?? '', operand, entity)
  })
}

/** Agreement as upsert means it: null only with null, anything that is no scalar with nothing. */
export function sameValue(field: string, value: unknown, entity: string): Condition {
  checkField(field, entity)
  if (typeof value === 'object' && value !== null) return { sql: '0', params: [], ranged: false }
  if (value !== null || field === 'id') return equals(field, scalar(value, field, entity), entity)
  return { sql: `json_type(doc, ${path(field)}) = 'null'`, params: [], ranged: false }
}
