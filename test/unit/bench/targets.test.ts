import t from 'tap'
import { shown } from '../../../bench/page.js'
import type { Series } from '../../../bench/rounds.js'
import { judge, type Target, targets } from '../../../bench/targets.js'

const series = (key: string, ...values: number[]): Series => ({
  key,
  label: key,
  samples: values.map((value) => ({ perSecond: value, lost: value, cpu: 100 / value })),
})

const target: Target = {
  work: 'work',
  section: 'calls',
  ours: 'ours',
  against: { key: 'theirs', name: 'Them' },
  metric: 'perSecond',
  atLeast: 2,
}

t.test('a target is judged by the median of the ratios', async (t) => {
  const met = judge(target, [series('ours', 20, 30, 1), series('theirs', 10, 10, 10)])
  t.strictSame(met, { measured: { median: 2, min: 0.1, max: 3 }, met: true, byCost: 2 })
  const missed = judge(target, [series('ours', 19, 30, 1), series('theirs', 10, 10, 10)])
  t.equal(missed.met, false)
})

t.test('what was not measured is neither met nor missed', async (t) => {
  t.strictSame(judge(target, undefined), {
    measured: undefined,
    met: undefined,
    byCost: undefined,
  })
  t.equal(judge(target, [series('ours', 1)]).met, undefined)
})

t.test('one lost event in one round is a miss', async (t) => {
  const { against: _, atLeast: __, ...alone } = target
  const lost: Target = { ...alone, metric: 'lost', atMost: 0 }
  t.equal(judge(lost, [series('ours', 0, 0, 0)]).met, true)
  t.equal(judge(lost, [series('ours', 0, 1, 0)]).met, false)
})

t.test('every target belongs to a section of the page and has a bound', async (t) => {
  for (const { work, section, atLeast, atMost } of targets) {
    t.ok(section in shown, `${work}: ${section}`)
    t.ok(atLeast !== undefined || atMost !== undefined, work)
  }
})
