import t from 'tap'
import { compare } from '../../../bench/rounds.js'
import { median, percentile, ratio, type Sample, spread } from '../../../bench/statistics.js'

t.test('the median is the middle value, or the mean of the two', async (t) => {
  t.equal(median([9, 1, 5]), 5)
  t.equal(median([4, 1, 3, 2]), 2.5)
  t.equal(median([7]), 7)
  t.ok(Number.isNaN(median([])))
})

t.test('a percentile is a value that occurred', async (t) => {
  const sorted = Array.from({ length: 100 }, (_, index) => index + 1)
  t.equal(percentile(sorted, 0.5), 50)
  t.equal(percentile(sorted, 0.99), 99)
  t.equal(percentile(sorted, 1), 100)
  t.equal(percentile([3], 0.01), 3)
  t.ok(Number.isNaN(percentile([], 0.5)))
})

t.test('a spread tells the worst and the best round', async (t) => {
  t.strictSame(spread([3, 1, 2]), { median: 2, min: 1, max: 3 })
})

const rates = (...values: number[]): Sample[] => values.map((perSecond) => ({ perSecond }))

t.test('sides are compared round by round', async (t) => {
  // The machine was ten times slower in the second round, for both.
  t.strictSame(ratio(rates(200, 20, 200), rates(100, 10, 50), 'perSecond'), {
    median: 2,
    min: 2,
    max: 4,
  })
  t.strictSame(ratio(rates(6, 8), rates(2), 'perSecond')?.max, 3, 'only rounds that both have')
  t.equal(ratio(rates(1), [], 'perSecond'), undefined)
  t.equal(ratio(rates(1), rates(1), 'cpu'), undefined)
})

t.test('each round begins with another side, and the warm-up counts for nothing', async (t) => {
  const order: string[] = []
  const side = (key: string) => ({
    key,
    label: key,
    measure: async () => ({ perSecond: order.push(key) }),
  })
  const series = await compare([side('a'), side('b'), side('c')], 3)
  t.equal(order.join(''), 'abc' + 'abc' + 'bca' + 'cab')
  t.strictSame(series.find(({ key }) => key === 'b')?.samples, rates(5, 7, 12))
})
