import t from 'tap'
import type { Outcome } from '../../bench/faults/load.js'
import {
  answeredAgain,
  compareWithDone,
  errorsByCode,
  heldUp,
  longestGap,
  outOfRotation,
  quantile,
  recovered,
  slowestFailure,
} from '../../bench/faults/reading.js'
import { Seen } from '../../bench/faults/seen.js'

/** One call: sent, ended, and how. */
const call = (
  kind: Outcome['kind'],
  sentAt: number,
  endedAt: number,
  how: { by?: string; code?: string; id?: string } = { by: 'a' },
): Outcome => ({ kind, id: `c.${sentAt}`, sentAt, endedAt, ...how })

const failed = (sentAt: number, endedAt: number, code = 'x') =>
  call('safe', sentAt, endedAt, { code })

/** Every 100 ms an answer after 10 ms, but not from `from` to `to`. */
const steady = (from = Infinity, to = Infinity) =>
  Array.from({ length: 100 }, (_, number) => number * 100)
    .filter((at) => at < from || at >= to)
    .map((at) => call('safe', at, at + 10))

t.test('the longest gap: between answers, before the first and after the last', (t) => {
  t.equal(longestGap(steady(), 0, 9_910), 100)
  t.equal(longestGap(steady(3_000, 5_000), 0, 9_910), 2_100)
  t.equal(longestGap(steady(8_000), 0, 9_910), 2_000, 'it lasts until the end')
  t.equal(longestGap([], 0, 500), 500, 'nobody answered')
  t.equal(longestGap([failed(100, 200)], 0, 500), 500, 'a failure is no answer')
  t.end()
})

t.test('recovered: when the last call that was hurt had ended, unless they go on', (t) => {
  t.equal(recovered(steady(), 1_000, 9_910), 0)
  t.equal(recovered([...steady(), failed(1_200, 1_500)], 1_000, 9_910), 500)
  t.equal(recovered([...steady(), call('safe', 1_200, 4_000)], 1_000, 9_910), 3_000, 'held up')
  t.equal(recovered([...steady(), failed(500, 600)], 1_000, 9_910), 0, 'before the fault')
  t.equal(recovered([...steady(), failed(9_500, 9_600)], 1_000, 9_910), null, 'to the end')
  t.end()
})

t.test('out of rotation: when the last call was sent that it hurt', (t) => {
  const hurt = [failed(900, 1_100), failed(1_040, 3_000), call('unsafe', 1_700, 3_000)]
  t.equal(outOfRotation([...steady(), ...hurt], 1_000, 9_000), 700)
  t.equal(outOfRotation([failed(900, 1_100)], 1_000, 9_000), 0, 'sent before the fault')
  t.equal(outOfRotation([failed(8_500, 8_600)], 1_000, 9_000), null, 'never')
  t.end()
})

t.test('who answered again, and from when', (t) => {
  const outcomes = [call('safe', 90, 140, { by: 'b' }), call('safe', 110, 150, { by: 'b' })]
  t.equal(answeredAgain(outcomes, 'b', 100), 50, 'what was sent before does not count')
  t.equal(answeredAgain(outcomes, 'c', 100), null)
  t.end()
})

t.test('errors by code, what was held up, the slowest failure', (t) => {
  const outcomes = [...steady(), failed(100, 150), failed(200, 260, 'y'), failed(300, 310, 'y')]
  t.same(errorsByCode(outcomes, 'safe'), { x: 1, y: 2 })
  t.same(errorsByCode(outcomes, 'unsafe'), {})
  t.equal(slowestFailure(outcomes, 240), 20, 'counted from the fault')
  t.equal(slowestFailure(steady(), 0), 0)
  t.equal(heldUp([call('safe', 0, 501), call('safe', 0, 500), failed(0, 900)]), 1)
  t.equal(quantile([5, 1, 3], 0.99), 5)
  t.equal(quantile([], 0.5), 0)
  t.end()
})

t.test('what was done: twice, not at all, after the caller had been told', (t) => {
  const outcomes = [
    call('unsafe', 0, 20, { id: 'once', by: 'a' }),
    call('unsafe', 0, 20, { id: 'twice', by: 'a' }),
    call('unsafe', 0, 20, { id: 'never', by: 'a' }),
    call('unsafe', 0, 20, { id: 'told', code: 'mesh/too-late' }),
    call('unsafe', 0, 20, { id: 'unknown', code: 'mesh/outcome-unknown' }),
    call('safe', 0, 20, { id: 'safe', by: 'a' }),
  ]
  const done = new Map([
    ['once', [5]],
    ['twice', [5, 9]],
    ['told', [30]],
    ['unknown', [10]],
  ])
  t.same(compareWithDone(outcomes, done), {
    twiceDone: 1,
    acknowledgedNotDone: 1,
    doneAfterGivenUp: 1,
  })
  t.end()
})

t.test('numbers that were seen, in any order', (t) => {
  const seen = new Seen()
  for (const number of [0, 9, 8, 1, 9, 100_000, 100_000, 7]) seen.add(number)
  t.match(seen, { count: 6, twice: 2 })
  for (let number = 0; number < 200_000; number += 1) seen.add(number)
  t.match(seen, { count: 200_000, twice: 8 })
  t.end()
})
