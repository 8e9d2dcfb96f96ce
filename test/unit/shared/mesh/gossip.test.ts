import t from 'tap'
import fc from 'fast-check'
import { silentLog, type Log } from '../../../../shared/log.js'
import { Budget } from '../../../../shared/mesh/gossip/budget.js'
import { watchLateness } from '../../../../shared/mesh/gossip/lateness.js'
import { Refusals } from '../../../../shared/mesh/gossip/refusals.js'

t.test('a budget gives no more than it says, whenever it is asked', (t) => {
  fc.assert(
    fc.property(fc.array(fc.nat(500), { minLength: 1, maxLength: 300 }), (waits) => {
      let now = 0
      const budget = new Budget(10, 5, () => now)
      let taken = 0
      for (const wait of waits) {
        now += wait
        if (budget.take()) taken += 1
      }
      t.ok(taken >= Math.min(5, waits.length), 'what may be taken at once')
      t.ok(taken <= 5 + now / 100 + 1e-6, `${taken} in ${now} ms`)
    }),
  )
  t.notOk(new Budget(1, 1).take(2))
  t.end()
})

t.test('refusals are counted each, told of once an address and reason, within bounds', (t) => {
  const told: Record<string, unknown>[] = []
  const warn = (entry: Record<string, unknown>) => void told.push(entry)
  let now = 0
  const refusals = new Refusals({ ...silentLog, warn } as Log, () => now)
  const from = (address: string, port = 1) => ({ address, port })
  for (let port = 1; port <= 500; port += 1) refusals.note('wrong key', from('10.0.0.1', port))
  t.equal(refusals.counts['wrong key'], 500)
  t.equal(told.length, 1, 'a stranger’s port is made up')
  refusals.note('stale', from('10.0.0.1'))
  refusals.note('message', from('10.0.0.1', 1))
  refusals.note('message', from('10.0.0.1', 2))
  t.same(
    told.map(({ reason }) => reason),
    ['wrong key', 'stale', 'message', 'message'],
    'a proven member’s is not',
  )
  for (let host = 0; host < 3_000; host += 1) {
    refusals.note('not ours', from(`10.1.${host >> 8}.${host & 255}`))
  }
  t.ok(told.length <= 1_005, `${told.length} lines for 3,000 addresses`)
  t.equal(refusals.counts['not ours'], 3_000)
  const before = told.length
  now += 3_600_001
  refusals.note('wrong key', from('10.0.0.1'))
  t.equal(told.length, before + 1, 'what still goes on after an hour is said again')
  t.end()
})

t.test('a process knows that it stood still', async (t) => {
  const lateness = watchLateness()
  t.teardown(() => lateness.stop())
  await new Promise((resolve) => setTimeout(resolve, 10))
  const until = performance.now() + 700
  while (performance.now() < until);
  t.ok(lateness.lately() > 500, 'at once, before its timers ran')
  await new Promise((resolve) => setTimeout(resolve, 50))
  t.ok(lateness.lately() > 500, 'and for a while')
})
