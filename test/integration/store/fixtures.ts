import type { EntityDeclaration } from '../../../shared/store/declaration.js'
import type { Migration } from '../../../shared/store/sqlite/sqlite.js'

export const raceEntities: EntityDeclaration[] = [
  { canon: 'race/row' },
  { canon: 'race/counter' },
  { canon: 'race/pair', indexes: [['pair']] },
  { canon: 'race/name', unique: [['name']] },
]

const touch =
  (version: number): Migration['up'] =>
  (database) => {
    database.exec('CREATE TABLE IF NOT EXISTS trace (step INTEGER)')
    database.prepare('INSERT INTO trace (step) VALUES (?)').run(version)
  }

/** Each leaves a row behind, so that one run twice, or out of order, is seen. */
export const migrations: Migration[] = [3, 1, 2].map((version) => ({
  base: 'race',
  version,
  up: touch(version),
}))
