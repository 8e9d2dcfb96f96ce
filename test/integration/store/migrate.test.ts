import { DatabaseSync } from '@photostructure/sqlite'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import type { Migration } from '../../../shared/store/sqlite/sqlite.js'
import { SqliteStore } from '../../../shared/store/sqlite/store.js'
import { migrations, raceEntities as entities } from './fixtures.js'
import { senecaWith, storeWith } from './helper.js'

function dump(folder: string): unknown[] {
  const database = new DatabaseSync(join(folder, 'race.sqlite'))
  const schema: unknown = database
    .prepare('SELECT name, sql FROM sqlite_master ORDER BY name')
    .all()
  const rows: unknown = database.prepare('SELECT id, doc FROM row ORDER BY id').all()
  const version: unknown = database.prepare('PRAGMA user_version').get()
  database.close()
  return [schema, rows, version]
}

const rename: Migration = {
  base: 'race',
  version: 4,
  up(database) {
    database.exec(
      `UPDATE row SET doc = json_set(json_remove(doc, '$.old'), '$.new', doc -> '$.old')`,
    )
  },
}

const broken: Migration = {
  base: 'race',
  version: 5,
  up(database) {
    database.exec('DELETE FROM row')
    throw new Error('no further')
  },
}

async function filled(folder: string): Promise<void> {
  const store = new SqliteStore({ folder, entities, migrations })
  await store.save('race/row', { id: 'a', old: 1 })
  await store.bases.close()
}

t.test('migrations run in the order of their numbers, each once', async (t) => {
  const folder = t.testdir()
  await filled(folder)
  const store = storeWith(t, { folder, entities, migrations: [rename, ...migrations] })
  t.same(store.bases.reports, [{ base: 'race', from: 3, to: 4, ran: [4], rehearsed: false }])
  t.same(await store.load('race/row', 'a'), { id: 'a', new: 1 })
})

t.test('one that fails leaves everything as it was, and the store does not start', async (t) => {
  const folder = t.testdir()
  await filled(folder)
  const before = dump(folder)
  const store = new SqliteStore({ folder, entities, migrations: [broken, rename, ...migrations] })
  t.throws(() => store.bases.start(), {
    name: 'MigrationError',
    message: 'migration 5 of race failed: no further',
    version: 5,
  })
  t.same(dump(folder), before)
})

t.test('one that ends the transaction is caught', async (t) => {
  const up: Migration['up'] = (database) => database.exec('COMMIT')
  const store = new SqliteStore({
    folder: t.testdir(),
    entities,
    migrations: [{ base: 'race', version: 1, up }],
  })
  t.throws(() => store.bases.start(), /ended the transaction/)
})

t.test('a unique index comes after the migration that makes room for it', async (t) => {
  const folder = t.testdir()
  const first = new SqliteStore({ folder, entities: [{ canon: 'race/row' }] })
  await first.save('race/row', { name: 'same' })
  await first.save('race/row', { name: 'same' })
  await first.bases.close()
  const unique = [{ canon: 'race/row', unique: [['name']] }]
  t.throws(() => new SqliteStore({ folder, entities: unique }).bases.start(), {
    code: 'store/conflict',
  })
  const apart: Migration = {
    base: 'race',
    version: 1,
    up: (database) => database.exec(`UPDATE row SET doc = json_set(doc, '$.name', id)`),
  }
  const store = storeWith(t, { folder, entities: unique, migrations: [apart] })
  t.equal((await store.list('race/row')).length, 2)
})

t.test('a rehearsal reports and changes nothing', async (t) => {
  const folder = t.testdir()
  await filled(folder)
  const before = dump(folder)
  const more = [...entities, { canon: 'race/extra', indexes: [['x']] }]
  const all = [rename, ...migrations]
  const seneca = await senecaWith(t, { folder, entities: more, migrations: all, rehearse: true })
  t.same(seneca.export('sqlite-store/migrated')(), [
    { base: 'race', from: 3, to: 4, ran: [4], rehearsed: true },
  ])
  await t.rejects(seneca.export('sqlite-store/direct').load('race/row', 'a'), {
    code: 'store/unavailable',
  })
  const failing = storeWith(t, { folder, entities, migrations: [...all, broken], rehearse: true })
  t.match(failing.bases.reports, [
    { from: 3, to: 3, ran: [], failed: { version: 5, message: /no further/ } },
  ])
  t.same(dump(folder), before)
})

t.test('a rehearsal of a base that has no file makes none', async (t) => {
  const folder = join(t.testdir(), 'none')
  const store = storeWith(t, { folder, entities, migrations, rehearse: true })
  t.match(store.bases.reports, [{ from: 0, to: 3, ran: [1, 2, 3], rehearsed: true }])
  t.notOk(existsSync(folder))
})

t.test('versions are numbers from 1 up, each once', async (t) => {
  const up = () => {}
  const folder = t.testdir()
  for (const versions of [[0], [1.5], [1, 1], [NaN]]) {
    const wrong = versions.map((version) => ({ base: 'race', version, up }))
    t.throws(() => new SqliteStore({ folder, entities, migrations: wrong }), /versions are numbers/)
  }
})
