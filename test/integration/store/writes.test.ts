/** Together, group commit, and what a save does to a row. */
import t from 'tap'
import type { TogetherInput, Write } from '../../../shared/store/together.js'
import { senecaWith, storeWith } from './helper.js'

const entities = [
  { canon: 'habit/day', unique: [['habit', 'day']] },
  { canon: 'habit/note', unique: [['a'], ['b']] },
]

t.test('together', async (t) => {
  const store = storeWith(t, { entities })
  const { together } = store

  await t.test('saves, replaces and removes', async (t) => {
    const { saved } = await together({
      base: 'habit',
      writes: [
        { save: 'habit/day', data: { id: 'a', habit: 1, day: 1, more: { x: [1] } }, expect: null },
        { save: 'habit/note', data: { text: 'hello', at: new Date(0), gone: undefined, $x: 1 } },
        { save: 'habit/day', data: { id: 'b', habit: 1, day: 2 } },
      ],
    })
    const made = saved[1]?.id ?? ''
    t.match(made, /^[0-9a-f]{8}-[0-9a-f]{4}-7/)
    t.same(saved, [
      { id: 'a', habit: 1, day: 1, more: { x: [1] } },
      { id: made, text: 'hello', at: '1970-01-01T00:00:00.000Z' },
      { id: 'b', habit: 1, day: 2 },
    ])
    const second = await together({
      base: 'habit',
      writes: [
        { save: 'habit/day', data: { id: 'a', habit: 1, day: 3 }, expect: { more: { x: [1] } } },
        { remove: 'habit/day', id: 'b', expect: { day: 2, absent: null } },
        { remove: 'habit/day', id: 'never was' },
      ],
    })
    t.same(second.saved, [{ id: 'a', habit: 1, day: 3 }, null, null])
    t.same(await store.list('habit/day'), [{ id: 'a', habit: 1, day: 3 }], 'replaced, not merged')
  })

  await t.test('does all or nothing', async (t) => {
    const before = await store.list('habit/day')
    const first = { save: 'habit/day', data: { id: 'new', habit: 7, day: 7 } }
    const stale = { code: 'store/stale', status: 409 }
    const refused: [Write, { code: string; status?: number; details?: object }][] = [
      [
        { save: 'habit/day', data: { id: 'a', x: 1 }, expect: null },
        { ...stale, details: { entity: 'habit/day', id: 'a' } },
      ],
      [{ save: 'habit/day', data: { id: 'a' }, expect: { day: 4 } }, stale],
      [{ save: 'habit/day', data: { id: 'a' }, expect: { absent: 1 } }, stale],
      [{ save: 'habit/day', data: { id: 'no' }, expect: {} }, stale],
      [{ remove: 'habit/day', id: 'no', expect: { day: 3 } }, stale],
      [{ remove: 'habit/day', id: 'a', expect: { day: undefined } }, stale],
      [
        { save: 'habit/day', data: { habit: 1, day: 3 } },
        { code: 'store/conflict', details: { fields: ['habit', 'day'] } },
      ],
      [{ save: 'mood/entry', data: {} }, { code: 'store/bad-query' }],
      [{ save: 'habit/day', data: {}, expect: { day: 1 } }, { code: 'store/bad-query' }],
    ]
    for (const [write, error] of refused) {
      await t.rejects(together({ base: 'habit', writes: [first, write] }), error)
    }
    t.same(await store.list('habit/day'), before)
  })

  await t.test('refuses what it does not know', async (t) => {
    const hostile = [
      undefined,
      { base: 'habit' },
      { base: '../habit', writes: [] },
      { base: 'habit', writes: [null] },
      { base: 'habit', writes: [{}] },
      { base: 'habit', writes: [{ save: 'habit/day', remove: 'habit/day', data: {}, id: 'a' }] },
      { base: 'habit', writes: [{ save: 'habit/day', data: 'text' }] },
      { base: 'habit', writes: [{ save: 'habit/day"; DROP TABLE day; --', data: {} }] },
      { base: 'habit', writes: [{ remove: 'habit/day' }] },
      { base: 'habit', writes: [{ remove: 'habit/day', id: { $ne: 1 } }] },
      { base: 'habit', writes: [{ remove: 'habit/day', id: 'a', expect: 'x' }] },
    ]
    for (const input of hostile) {
      await t.rejects(together(input as TogetherInput), { code: 'store/bad-query' })
    }
  })
})

t.test('a failing write harms none of its group', async (t) => {
  const store = storeWith(t, { entities })
  const outcomes = await Promise.allSettled([
    store.save('habit/day', { habit: 1, day: 1 }),
    store.save('habit/day', { habit: 1, day: 1 }),
    store.together({
      base: 'habit',
      writes: [
        { save: 'habit/day', data: { habit: 2, day: 1 } },
        { save: 'habit/day', data: { habit: 1, day: 1 } },
      ],
    }),
    store.save('habit/day', { habit: 2, day: 1 }),
    store.together({ base: 'habit', writes: [{ save: 'habit/day', data: { habit: 3, day: 1 } }] }),
    store.save('habit/note', { b: 1 }, { id$: 'n' }),
    store.save('habit/note', { b: 2 }, { id$: 'n' }),
    store.save('habit/note', { b: 1 }),
  ])
  t.same(
    outcomes.map(({ status }) => status === 'fulfilled'),
    [true, false, false, true, true, true, false, false],
  )
  t.same(
    (await store.list('habit/day')).map(({ habit }) => habit),
    [1, 2, 3],
  )
  t.match(outcomes[6], { reason: { code: 'store/conflict', details: { fields: ['id'] } } })
  t.match(outcomes[7], {
    reason: { code: 'store/conflict', details: { entity: 'habit/note', fields: ['b'] } },
  })
})

t.test('a read sees what is acknowledged, and nothing that waits', async (t) => {
  const store = storeWith(t, { entities })
  const saving = store.save('habit/note', { id: 'a', n: 1 })
  t.equal(await store.load('habit/note', 'a'), null)
  await saving
  t.same(await store.load('habit/note', 'a'), { id: 'a', n: 1 })
})

t.test('what is queued is a copy, and in the order of its calls', async (t) => {
  const store = storeWith(t, { entities })
  const data = { id: 'a', list: [1] }
  const saving = store.save('habit/note', data)
  data.list.push(2)
  const then = store.save('habit/note', { id: 'a', more: 1 })
  const gone = store.remove('habit/note', { id: 'a', load$: true })
  t.same(await saving, { id: 'a', list: [1] })
  t.same(await then, { id: 'a', list: [1], more: 1 })
  t.same(await gone, { id: 'a', list: [1], more: 1 })
  t.equal(await store.load('habit/note', 'a'), null)
})

t.test('ids ascend with time', async (t) => {
  let now = 1_700_000_000_000
  const store = storeWith(t, { now: () => now++ })
  const rows = await Promise.all(Array.from({ length: 300 }, (_, n) => store.save('row', { n })))
  const ids = rows.map(({ id }) => id)
  t.same([...ids].sort(), ids)
  t.equal(parseInt((ids[0] ?? '').replace('-', '').slice(0, 12), 16), 1_700_000_000_000)
  t.same(
    (await store.list('row')).map(({ n }) => n),
    [...Array(300).keys()],
  )
})

t.test('as Seneca plugin', async (t) => {
  const seneca = await senecaWith(t, { entities })
  const payload = {
    base: 'habit',
    writes: [{ save: 'habit/day', data: { id: 'a', habit: 1, day: 1 }, expect: null }],
  }
  const reply = await seneca.post('sys:store,cmd:together', payload)
  t.same(reply, { saved: [{ id: 'a', habit: 1, day: 1 }] })
  await t.rejects(seneca.post('sys:store,cmd:together', payload), {
    name: 'CodedError',
    code: 'store/stale',
    details: { entity: 'habit/day', id: 'a' },
  })
  const day = await seneca.entity('habit/day').load$('a')
  t.match(day, { habit: 1, day: 1 })
  await t.rejects(seneca.entity('habit/day').data$({ habit: 1, day: 1 }).save$(), {
    code: 'store/conflict',
    details: { entity: 'habit/day', fields: ['habit', 'day'] },
  })
  const direct = seneca.export('sqlite-store/direct')
  t.same(await direct.list('habit/day', { day: { $gte: 1 } }), [{ id: 'a', habit: 1, day: 1 }])
  const { base, database } = await seneca.entity('habit/day').native$()
  t.equal(base, 'habit')
  t.ok('prepare' in database)

  // Seneca sends the init of a plugin that has none to whatever else answers `role:seneca`.
  seneca.use(function later() {})
  await seneca.ready()
  t.ok(await direct.load('habit/day', 'a'), 'a plugin that comes later does not close the store')

  const last = direct.save('habit/day', { habit: 2, day: 2 })
  await seneca.close()
  t.match(await last, { habit: 2 }, 'what waits is written before the close')
  await t.rejects(direct.load('habit/day', 'a'), { code: 'store/unavailable' })
  await t.rejects(direct.save('habit/day', { a: 1 }), { code: 'store/unavailable' })
})
