/** What queries find, that they use the indexes, and that nothing in them becomes SQL. */
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import t from 'tap'
import type { StoreQuery } from '../../../shared/store/declaration.js'
import { parseCanon } from '../../../shared/store/sqlite/canon.js'
import { select } from '../../../shared/store/sqlite/query.js'
import type { SqliteStore } from '../../../shared/store/sqlite/store.js'
import { storeWith } from './helper.js'

const canon = 'habit/thing'

t.test('what a query finds', async (t) => {
  const store = storeWith(t)
  const rows = [
    { id: 'a', v: 1, s: 'x' },
    { id: 'b', v: true, s: 'y' },
    { id: 'c', v: '1', s: 'z' },
    { id: 'd', v: [1], s: 'x' },
    { id: 'e', v: null, s: 'y' },
    { id: 'f', s: 'z' },
    { id: 'g', v: '[1]', s: 'x' },
    { id: 'h', v: 2.5, s: 'o\'hara "x" é 💧' },
    { id: 'i', v: false },
    { id: 'j', v: 0, at: new Date(5) },
    { id: 'k', v: '{"a":1}' },
    { id: 'l', v: { a: 1 } },
  ]
  for (const row of rows) await store.save(canon, row)
  const finds = async (query: unknown, expected: string) => {
    const found = await store.list(canon, query as StoreQuery)
    t.equal(found.map(({ id }) => id).join(''), expected, JSON.stringify(query))
  }
  await finds({ v: 1 }, 'a')
  await finds({ v: true }, 'b')
  await finds({ v: false }, 'i')
  await finds({ v: 0 }, 'j')
  await finds({ v: '1' }, 'c')
  await finds({ v: '[1]' }, 'g')
  await finds({ v: '{"a":1}' }, 'k')
  await finds({ v: null }, 'ef')
  await finds({ v: [1, true] }, 'ab')
  await finds({ v: [null, 2.5] }, 'efh')
  await finds({ v: [] }, '')
  await finds({ v: { $in: ['1', '[1]'] } }, 'cg')
  await finds({ v: { $ne: 1 } }, 'bcdefghijkl')
  await finds({ v: { $ne: null } }, 'abcdghijkl')
  await finds({ v: { $nin: [1, null] } }, 'bcdghijkl')
  await finds({ v: { $gt: 0 } }, 'ah')
  await finds({ v: { $gte: 0, $lt: 2.5 } }, 'aj')
  await finds({ v: { $lte: '1' } }, 'c')
  await finds({ at: new Date(5) }, 'j')
  await finds({ at: { $gt: new Date(4) } }, 'j')
  await finds({ s: rows[7]?.s }, 'h')
  await finds({ s: 'x', v: { $ne: 1 }, id: { $gt: 'd' } }, 'g')
  await finds('a', 'a')
  await finds(['c', 'a', 'zz'], 'ac')
  await finds({ id: ['c', 'a'], sort$: { id: -1 } }, 'ca')
  await finds({ id: { $ne: 'a', $lte: 'c' } }, 'bc')
  await finds({ s: ['x', 'y'], sort$: { s: -1, id: 1 } }, 'beadg')
  await finds({ sort$: { s: 1 }, skip$: 3, limit$: '2' }, 'lh')
  await finds({ or$: [{ v: 1 }, { and$: [{ s: 'y' }, { v: null }] }] }, 'ae')
  t.same(await store.list(canon, { id: 'a', fields$: ['s', 'none'] }), [{ id: 'a', s: 'x' }])
  t.equal(await store.load(canon, {}), null, 'an empty query loads nothing')
  await store.remove(canon, {})
  t.equal((await store.list(canon)).length, rows.length, 'and removes nothing')
  t.same(await store.list('habit/unknown'), [], 'an entity that nobody has written is empty')
})

t.test('indexes are used, and rows come from them in order', async (t) => {
  const entities = [
    { canon, unique: [['owner', 'name']], indexes: [['owner', 'id'], ['owner', 'day'], ['s']] },
  ]
  const store = storeWith(t, { entities })
  await store.save(canon, { owner: 'o', day: 1 })
  const { sql } = store.bases.get('habit').database
  const plan = (query: object, single = false): string => {
    const { tail, params } = select(query, parseCanon(canon), single)
    const steps = sql
      .prepare(`EXPLAIN QUERY PLAN SELECT id, doc FROM "thing"${tail}`)
      .all(...params)
    return (steps as { detail: string }[]).map(({ detail }) => detail).join('; ')
  }
  const searches = (query: object, index: string, sorted = false) => {
    const steps = plan(query)
    t.match(steps, `SEARCH thing USING INDEX ${index} (`, JSON.stringify(query))
    t.equal(steps.includes('TEMP B-TREE FOR ORDER BY'), sorted, steps)
  }
  searches({ owner: 'o', name: 'n' }, 'thing!owner,name')
  searches({ owner: 'o', day: '2026-01-01' }, 'thing|owner,day')
  searches({ owner: 'o', day: { $gte: 'a', $lt: 'b' } }, 'thing|owner,day', true)
  searches({ owner: 'o', day: { $gte: 'a' }, sort$: { day: 1 }, limit$: 5 }, 'thing|owner,day')
  searches({ owner: 'o', sort$: { day: -1 }, limit$: 5 }, 'thing|owner,day')
  searches({ owner: 'o', id: { $gt: 'x' }, sort$: { id: 1 }, limit$: 5 }, 'thing|owner,id')
  searches({ owner: 'o', id: { $lt: 'x' }, sort$: { id: -1 }, limit$: 5 }, 'thing|owner,id')
  searches({ s: ['a', 'b'] }, 'thing|s', true)
  searches({ s: { $in: ['a', 'b'] } }, 'thing|s', true)
  searches({ s: true }, 'thing|s')
  searches({ s: null }, 'thing|s')
  t.match(plan({ id: 'x' }, true), /SEARCH thing USING INDEX sqlite_autoindex_thing_1/)
  t.match(plan({ owner: 'o', id: 'x' }, true), /SEARCH thing USING INDEX/)
})

const hostileNames = [
  `x'); DROP TABLE thing; --`,
  'a"b',
  `a' OR '1'='1`,
  '__proto__',
  'a.b',
  'a b',
  '',
  '$where',
  '$or',
  'x'.repeat(65),
  'é',
  'a\0b',
  ')',
]

t.test('nothing in a query becomes SQL', async (t) => {
  const store = storeWith(t)
  await store.save(canon, { id: 'a', x: 1 })
  const refused = async (query: unknown) => {
    const bad = { code: 'store/bad-query', status: 400 }
    await t.rejects(store.list(canon, query as StoreQuery), bad, JSON.stringify(query))
    await t.rejects(store.load(canon, query as StoreQuery), bad)
    await t.rejects(store.remove(canon, query as StoreQuery), bad)
  }
  for (const name of hostileNames) {
    // By way of JSON, where __proto__ is a key like any other.
    const named: unknown = JSON.parse(`{${JSON.stringify(name)}:1}`)
    await refused(named)
    await refused({ fields$: [name] })
    await refused({ x: named })
    await refused({ sort$: named })
    await refused({ or$: [named] })
  }
  for (const value of [
    {},
    { a: 1 },
    { $gt: { $gt: 1 } },
    { $in: 'x' },
    { $in: [{}] },
    { $regex: 'x' },
    { $where: '1' },
    { constructor$: 1 },
    { toString: 1 },
    NaN,
    'a\0b',
    [[1]],
    () => 1,
    Symbol('x'),
    new Date(NaN),
    undefined,
  ]) {
    await refused({ x: value })
  }
  await refused({ native$: 'DELETE FROM thing' })
  await refused({ sort$: 'x; DROP TABLE thing' })
  await refused({ fields$: 'x' })
  await refused({ or$: [] })
  await refused({ or$: [{}] })
  await refused({ or$: [{ sort$: { x: 1 } }] })
  await refused(Object.fromEntries(Array.from({ length: 101 }, (_, n) => [`f${n}`, 1])))
  await refused({ id: true })
  await refused({ id: { $gt: {} } })
  for (const wrong of ['habit/thing"', 'a/b/c/d', '../x/thing', '', 'habit/sqlite_master', '-']) {
    await t.rejects(store.list(wrong), { code: 'store/bad-query' }, wrong)
    await t.rejects(store.save(wrong, {}), { code: 'store/bad-query' }, wrong)
  }
  t.same(await store.list(canon), [{ id: 'a', x: 1 }])
})

t.test('nothing in a row becomes SQL either', async (t) => {
  const store = storeWith(t)
  const names = hostileNames.filter((name) => name !== '__proto__' && !name.includes('$'))
  const data = Object.fromEntries(names.map((name) => [name, `'); DROP TABLE thing; --${name}`]))
  const saved = await store.save(canon, { ...data, id: `'; --` })
  t.same(await store.load(canon, `'; --`), saved)
  t.same(saved, { ...data, id: `'; --` })
  const polluting: unknown[] = [
    JSON.parse('{"__proto__":{"admin":true}}'),
    JSON.parse('{"a":[{"__proto__":{"admin":true}}]}'),
  ]
  for (const bad of [...polluting, null, [], 'x', { a: 1n }, { id: 'a\0b' }, { id: {} }]) {
    await t.rejects(store.save(canon, bad as Record<string, unknown>), { code: 'store/bad-query' })
  }
  await store.save(canon, { id: 'q', text: '"__proto__":', constructor: 1, toString: 'x' })
  t.match(await store.load(canon, { toString: 'x' }), { text: '"__proto__":', constructor: 1 })
  t.equal(({} as Record<string, unknown>)['admin'], undefined)
  for (const name of [`x'`, 'a"b', ')']) {
    const upsert = store.save(canon, { [name]: 1 }, { upsert$: [name] })
    await t.rejects(upsert, { code: 'store/bad-query' })
  }
})

t.test('rows come back as JSON has them', async (t) => {
  const store = storeWith(t)
  const key = fc.string({ minLength: 1 }).filter((name) => name !== '__proto__' && name !== 'id')
  const rows = fc.dictionary(
    key.filter((name) => !name.includes('$')),
    fc.jsonValue(),
  )
  await fc.assert(
    fc.asyncProperty(rows, async (row) => {
      if (JSON.stringify(row).includes('"__proto__":')) return
      const saved = await store.save(canon, row)
      const expected = JSON.parse(JSON.stringify({ ...row, id: saved.id })) as object
      // Not t.strictSame, which takes a key named "constructor" for the constructor.
      if (!isDeepStrictEqual(await store.load(canon, saved.id), expected)) {
        throw new Error('a row came back as another')
      }
    }),
    { numRuns: 60 },
  )
})

t.test('a scalar finds exactly the rows that hold it', async (t) => {
  const store = storeWith(t)
  const scalar = fc.oneof(
    fc.boolean(),
    fc.integer({ min: -2, max: 2 }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constantFrom('', '0', '1', 'true', '[1]', '{}', 'a', "'", '"', 'null'),
    fc.string().filter((text) => !text.includes('\0')),
  )
  const agrees = async (values: unknown[], fresh: SqliteStore) => {
    const rows = await Promise.all(values.map((v) => fresh.save('fresh', { v })))
    for (const wanted of values) {
      const same = rows.filter(({ v }) => v === JSON.parse(JSON.stringify(wanted)))
      const others = rows.filter((row) => !same.includes(row))
      t.same(await fresh.list('fresh', { v: wanted }), same)
      t.same(await fresh.list('fresh', { v: [wanted] }), same)
      t.same(await fresh.list('fresh', { v: { $ne: wanted } }), others)
      t.same(await fresh.list('fresh', { v: { $nin: [wanted] } }), others)
    }
    await fresh.remove('fresh', { all$: true })
  }
  await fc.assert(
    fc.asyncProperty(fc.array(scalar, { maxLength: 6 }), (values) => agrees(values, store)),
    { numRuns: 40 },
  )
})

t.test('the cache of statements is bounded', async (t) => {
  const store = storeWith(t)
  await store.save(canon, { a: 1 })
  for (let n = 0; n < 600; n++) await store.list(canon, { [`f${n}`]: n })
  t.ok(store.bases.get('habit').database.cached <= 256)
})
