import fc from 'fast-check'
import t from 'tap'
import { Breaker } from '../../../../shared/mesh/breaker.js'
import { Deadlines } from '../../../../shared/mesh/deadlines.js'
import { pauseBefore, pinMatches, policies, policyOf } from '../../../../shared/mesh/policy.js'

t.test('a longer pin counts more; what nobody says is the default', (t) => {
  const table = {
    'role:a': { attempts: 7, inFlight: 5 },
    'role:a,cmd:b': { attempts: 2 },
    'role:ab': { attempts: 9 },
  }
  t.match(policyOf('role:a,cmd:b', table), {
    policy: { attempts: 2, inFlight: 5, deadline: 10_000 },
    from: ['role:a', 'role:a,cmd:b'],
  })
  t.match(policyOf('role:a,cmd:c', table), { policy: { attempts: 7 }, from: ['role:a'] })
  t.same(policyOf('role:x,cmd:y', table).from, [])
  t.ok(pinMatches('', 'role:a,cmd:b'))
  t.notOk(pinMatches('role:a', 'role:ab,cmd:c'), 'the name has to be whole')
  for (const pin of Object.keys(policies)) t.match(pin, /^role:[a-z]+(,cmd:[a-z-]+)?$/)
  t.end()
})

t.test('pauses grow, vary and are bounded', (t) => {
  const { policy } = policyOf('role:x,cmd:y')
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 40 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (attempt, chance) => {
        const pause = pauseBefore(attempt, policy, () => chance)
        return pause >= 0 && pause <= policy.backoff.most
      },
    ),
  )
  t.equal(
    pauseBefore(3, policy, () => 1),
    policy.backoff.first * 4,
  )
  t.end()
})

t.test('a breaker opens after failures in a row, lets one try, and learns from it', (t) => {
  let now = 0
  const breaker = new Breaker(() => now)
  const limit = { failures: 3, rest: 1_000 }
  breaker.failed(limit)
  breaker.failed(limit)
  breaker.succeeded()
  breaker.failed(limit)
  breaker.failed(limit)
  t.equal(breaker.state, 'closed', 'only in a row')
  breaker.failed(limit)
  t.equal(breaker.state, 'open')
  t.notOk(breaker.allows)
  now = 1_000
  t.equal(breaker.state, 'half-open')
  t.ok(breaker.allows)
  breaker.began()
  t.notOk(breaker.allows, 'one tries, the others wait for how it ends')
  breaker.failed(limit)
  now = 2_500
  t.equal(breaker.state, 'open', 'the second rest is longer')
  now = 3_000
  breaker.began()
  breaker.succeeded()
  t.equal(breaker.state, 'closed')
  t.end()
})

t.test(
  'deadlines: each expires once, not before its time, and not when it was taken out',
  async (t) => {
    const deadlines = new Deadlines()
    t.teardown(() => deadlines.close())
    const expired = new Map<number, number>()
    const began = Date.now()
    const due = [0, 15, 40, 40, 90, -500]
    const slots = due.map((wait, at) =>
      deadlines.add({ expire: () => expired.set(at, Date.now()) }, began + wait),
    )
    const taken = { expire: () => expired.set(99, 0) }
    deadlines.add(taken, began + 30).delete(taken)
    while (expired.size < due.length) await new Promise((resolve) => setTimeout(resolve, 5))
    for (const [at, when] of expired) t.ok(when >= began + (due[at] ?? 0), `deadline ${at}`)
    t.notOk(expired.has(99))
    t.equal(slots.length, due.length)
    while (deadlines.size > 0) await new Promise((resolve) => setTimeout(resolve, 5))
    // And it wakes up again.
    let again = false
    const wake = () => {
      again = true
    }
    deadlines.add({ expire: wake }, Date.now() + 20)
    // The timer of the deadlines keeps no process alive: wait with one that does.
    while (!again) await new Promise((resolve) => setTimeout(resolve, 5))
  },
)
