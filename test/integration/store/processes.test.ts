/** Several processes on one file: nothing lost, one winner, and what was acknowledged survives a kill. */
import { DatabaseSync } from '@photostructure/sqlite'
import { join } from 'node:path'
import { statSync } from 'node:fs'
import t from 'tap'
import { migrations, raceEntities } from './fixtures.js'
import { storeWith, worker } from './helper.js'

function look<T>(folder: string, sql: string): T[] {
  const database = new DatabaseSync(join(folder, 'race.sqlite'))
  const rows = database.prepare(sql).all() as T[]
  database.close()
  return rows
}

t.test('three processes write a thousand rows each and lose none', async (t) => {
  const folder = t.testdir()
  const workers = ['a', 'b', 'c'].map((who) => worker(t, 'write', folder, who, 1000))
  const acknowledged = (await Promise.all(workers.map(({ ended }) => ended))).flat()
  const store = storeWith(t, { folder, entities: raceEntities })
  const rows = await store.list('race/row')
  t.equal(acknowledged.length, 3000)
  t.same(
    new Set(rows.map(({ id }) => id)),
    new Set(acknowledged),
    'each acknowledged row is there, and no other',
  )
  for (const who of ['a', 'b', 'c']) {
    const seen = rows.filter((row) => row['who'] === who).map(({ n }) => n)
    t.equal(new Set(seen).size, 1000, `all of ${who}`)
  }
})

t.test('three processes count to 450 together', async (t) => {
  const folder = t.testdir()
  const workers = [1, 2, 3].map(() => worker(t, 'count', folder, 150))
  await Promise.all(workers.map(({ ended }) => ended))
  const store = storeWith(t, { folder, entities: raceEntities })
  t.match(await store.load('race/counter', 'one'), { value: 450 })
})

t.test('of what only one can have there is one winner', async (t) => {
  const folder = t.testdir()
  const workers = ['a', 'b', 'c'].map((who) => worker(t, 'unique', folder, who))
  await Promise.all(workers.map((each) => each.line(1)))
  for (const each of workers) each.go()
  const lines = (await Promise.all(workers.map(({ ended }) => ended))).flat()
  for (let round = 0; round < 40; round++) {
    const outcomes = lines.filter((line) => line.startsWith(`${round} `)).sort()
    t.same(outcomes, [
      `${round} store/conflict {"entity":"race/name","fields":["name"]}`,
      `${round} store/conflict {"entity":"race/name","fields":["name"]}`,
      `${round} won`,
    ])
  }
  const rows = look<{ n: number }>(folder, 'SELECT count(*) AS n FROM name')
  t.equal(rows[0]?.n, 40)
})

t.test('what was acknowledged survives kill -9, and pairs stay pairs', async (t) => {
  const folder = t.testdir()
  const acknowledged: string[] = []
  for (let round = 0; round < 6; round++) {
    const workers = [worker(t, 'until', folder), worker(t, 'until', folder)]
    await Promise.all(workers.map((each) => each.line(40 + 25 * round)))
    for (const each of workers) each.process.kill('SIGKILL')
    acknowledged.push(...(await Promise.all(workers.map(({ ended }) => ended))).flat())
    t.same(look(folder, 'PRAGMA integrity_check'), [{ integrity_check: 'ok' }], `round ${round}`)
  }
  const store = storeWith(t, { folder, entities: raceEntities })
  const rows = new Set((await store.list('race/row')).map(({ id }) => id))
  const pairs = new Map<unknown, unknown[]>()
  for (const row of await store.list('race/pair')) {
    pairs.set(row['pair'], [...(pairs.get(row['pair']) ?? []), row['side']])
  }
  // A last line may have been cut off by the kill; none of the whole ones may be missing.
  const said = acknowledged.filter((line) => /^(row .{36}|pair \d+-\d+)$/.test(line))
  const lost = said.filter((line) => {
    const [kind, id] = line.split(' ')
    return kind === 'row' ? !rows.has(id ?? '') : !pairs.has(id)
  })
  t.ok(said.length > 1000, `${said.length} writes acknowledged`)
  t.same(lost, [])
  const halves = [...pairs.values()].filter((sides) => sides.sort().join() !== 'left,right')
  t.same(halves, [], 'together is all or nothing')
})

t.test('processes that start at once migrate once, in order', async (t) => {
  const folder = t.testdir()
  const workers = [1, 2, 3].map(() => worker(t, 'migrate', folder))
  await Promise.all(workers.map((each) => each.line(1)))
  for (const each of workers) each.go()
  const reports = (await Promise.all(workers.map(({ ended }) => ended))).flatMap(
    ([, line]) => JSON.parse(line ?? '') as { ran: number[] }[],
  )
  const ran = reports.map((report) => report.ran).filter((versions) => versions.length > 0)
  t.same(ran, [[1, 2, 3]], 'one of them did it all')
  t.same(
    look<{ step: number }>(folder, 'SELECT step FROM trace ORDER BY rowid').map(({ step }) => step),
    [1, 2, 3],
  )
  const store = storeWith(t, { folder, entities: raceEntities, migrations })
  t.same(store.bases.reports, [], 'nothing to do later on')
})

t.test('nobody else may read the files', async (t) => {
  const folder = join(t.testdir(), 'deep', 'data')
  const store = storeWith(t, { folder, entities: raceEntities })
  await store.save('race/row', { a: 1 })
  const mode = (path: string) => (statSync(path).mode & 0o777).toString(8)
  t.equal(mode(folder), '700')
  for (const end of ['', '-wal', '-shm']) t.equal(mode(join(folder, `race.sqlite${end}`)), '600')
})

t.test('a file that stays locked is unavailable, after a while and not for ever', async (t) => {
  const folder = t.testdir()
  const store = storeWith(t, { folder, entities: raceEntities, patience: 150 })
  await store.save('race/row', { id: 'a', n: 1 })
  const other = new DatabaseSync(join(folder, 'race.sqlite'))
  other.exec('BEGIN IMMEDIATE')
  const ticks: number[] = []
  const clock = setInterval(() => ticks.push(Date.now()), 5)
  await t.rejects(store.save('race/row', { n: 2 }), { code: 'store/unavailable', status: 503 })
  clearInterval(clock)
  t.ok(ticks.length > 5, 'the process went on meanwhile')
  t.match(await store.load('race/row', 'a'), { n: 1 }, 'and reads are answered')
  const later = store.save('race/row', { n: 3 })
  setTimeout(() => other.exec('COMMIT'), 50)
  t.match(await later, { n: 3 }, 'one that is locked for a moment is waited for')
  other.close()
})
