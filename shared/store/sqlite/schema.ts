/** Tables and indexes: one table per entity, a row is an id and a JSON text. */
import type { EntityDeclaration } from '../declaration.js'
import { parseCanon, type Place } from './canon.js'
import { expression } from './condition.js'
import type { Database } from './database.js'

/**
 * A table with a rowid beside the id: measured with rows of 2 kB it writes and loads twice as fast as
 * WITHOUT ROWID, and with rows of 200 bytes it is no slower. Ids ascend with time, so both are appended to.
 */
export const tableSql = (table: string): string =>
  `CREATE TABLE IF NOT EXISTS "${table}" (id TEXT NOT NULL PRIMARY KEY, doc TEXT NOT NULL)`

interface Index {
  readonly name: string
  readonly sql: string
}

/** Named `day|user,day`, or `day!user,day` if unique: a violation's message tells the name, and so the fields. */
function index(place: Place, fields: readonly string[], unique: boolean): Index {
  const name = `${place.table}${unique ? '!' : '|'}${fields.join(',')}`
  // With the id at its end an index gives rows in the order that queries want them, and need not be sorted.
  const indexed = unique || fields.includes('id') ? fields : [...fields, 'id']
  const terms = indexed.map((field) => expression(field, place.entity)).join(', ')
  return {
    name,
    sql: `CREATE ${unique ? 'UNIQUE ' : ''}INDEX IF NOT EXISTS "${name}" ON "${place.table}" (${terms})`,
  }
}

export class Schema {
  readonly #declared = new Map<string, EntityDeclaration>()
  /** Names known to be there, by base: what was there once does not go away. */
  readonly #found = new Set<string>()

  constructor(declarations: readonly EntityDeclaration[]) {
    for (const declaration of declarations) {
      const { entity } = parseCanon(declaration.canon)
      if (this.#declared.has(entity)) throw new Error(`entity ${entity} is declared twice`)
      this.#declared.set(entity, declaration)
    }
  }

  /** The places of a base's declared entities. */
  places(base: string): Place[] {
    return [...this.#declared.values()]
      .map(({ canon }) => parseCanon(canon))
      .filter((place) => place.base === base)
  }

  /** The bases of the declared entities. */
  bases(): Set<string> {
    return new Set([...this.#declared.values()].map(({ canon }) => parseCanon(canon).base))
  }

  indexes(place: Place): Index[] {
    const { unique = [], indexes = [] } = this.#declared.get(place.entity) ?? {}
    return [
      ...unique.map((fields) => index(place, fields, true)),
      ...indexes.map((fields) => index(place, fields, false)),
    ]
  }

  /** Is everything of this entity there, indexes included? Takes no lock. */
  isWhole(database: Database, place: Place): boolean {
    const names = [place.table, ...this.indexes(place).map(({ name }) => name)]
    return this.#has(database, `whole:${place.table}`, names)
  }

  /** Is its table there? A read makes none. */
  isThere(database: Database, place: Place): boolean {
    return this.#has(database, `table:${place.table}`, [place.table])
  }

  #has(database: Database, what: string, names: readonly string[]): boolean {
    const key = `${database.base}:${what}`
    if (this.#found.has(key)) return true
    const { count } = database
      .statement(
        'SELECT count(*) AS count FROM sqlite_master WHERE name IN (SELECT value FROM json_each(?))',
      )
      .get(JSON.stringify(names)) as { count: number }
    if (count === names.length) this.#found.add(key)
    return count === names.length
  }

  /** Inside a transaction: another process may have been first, which is just as well. */
  makeTable(database: Database, place: Place): void {
    database.sql.exec(tableSql(place.table))
  }

  makeIndexes(database: Database, place: Place): void {
    for (const { sql } of this.indexes(place)) database.sql.exec(sql)
  }

  /** Make sure that an entity can be written. */
  ensure(database: Database, place: Place, patience: number): void {
    // Asked before each write, so it must cost nothing once the answer is yes.
    if (this.#found.has(`${database.base}:whole:${place.table}`)) return
    if (this.isWhole(database, place)) return
    database.immediately(() => {
      this.makeTable(database, place)
      this.makeIndexes(database, place)
    }, patience)
  }
}
