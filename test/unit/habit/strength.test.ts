import assert from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import { addDays } from '../../../shared/day.js'
import { historyOf } from '../../../plugins/habit/history.js'
import type { DayEntry, HistoryInput, Measured } from '../../../plugins/habit/history.js'
import { decay, strength, strengthSeries } from '../../../plugins/habit/strength.js'
import { anyHistory, daysOf, marks, oracleStrength, startOf } from './oracle.js'

const START = '2026-01-05' // a Monday
const base = { created: START, rule: { every: 'day' }, measured: { kind: 'yesno' } } as const

const of = (text: string, over: Partial<HistoryInput> = {}): number => {
  const length = text.replaceAll(' ', '').length
  const input = { ...base, entries: marks(START, text), today: addDays(START, length - 1), ...over }
  return strength(historyOf(input))
}
const near = (
  t: { ok(value: boolean, name: string): unknown },
  found: number,
  wanted: number,
  name: string,
): unknown => t.ok(Math.abs(found - wanted) < 1e-6, `${name}: ${found}`)

const amounts = (...list: (number | undefined)[]): DayEntry[] =>
  list.flatMap((amount, at) =>
    amount === undefined ? [] : [{ day: addDays(START, at), state: 'yes', amount }],
  )
const limit = (target: number): Measured => ({ kind: 'measurable', target, direction: 'at-most' })
const goal = (target: number): Measured => ({ kind: 'measurable', target, direction: 'at-least' })

t.test('the published figures', async (t) => {
  near(t, of('y'.repeat(20)), 0.655747, 'twenty daily yes')
  near(t, of('y'), 0.051922, 'one')
  near(t, of('.'), 0, 'none')
  near(t, decay({ num: 1, den: 1 }), 0.948078, 'm of a day')
  near(t, of('yy'), 1 - 0.5 ** (2 / 13), 'two')
  near(t, of('yn.'), 0.051922 * 0.948078, 'one, then a miss; today waits')
  near(t, of('yssssy'), of('yy'), 'a skip leaves it as it is')
  t.ok(of('y'.repeat(365)) > 0.999, 'a year')
})

t.test('today counts when it helps and waits when it does not', async (t) => {
  near(t, of('y'.repeat(20) + '.'), 0.655747, 'unknown')
  near(t, of('y'.repeat(20) + 'n'), 0.655747, 'a no, before the day is over')
  t.ok(of('y'.repeat(20) + 'n.') < 0.655747, 'and after')
  t.ok(of('y'.repeat(21)) > 0.655747, 'a yes')
})

t.test('less than daily: both are doubled for the value, not for m', async (t) => {
  const rule = { weekdays: [1, 3, 5] }
  const m = 0.5 ** (Math.sqrt(3 / 7) / 13)
  near(t, of('y', { rule }), (1 - m) / 6, 'one of six')
  near(t, of('yy', { rule }), ((1 - m) / 6) * m + (1 - m) / 6, 'an off-day brings nothing')
  const steady = of('y.y.y..'.repeat(60), { rule })
  t.ok(steady > 0.999 && steady <= 1, `kept for long: ${steady}`)
  near(t, of('y', { rule: { times: 3, per: 'week' } }), (1 - m) / 6, 'three times a week')
})

t.test('measurable', async (t) => {
  const today = addDays(START, 0)
  near(t, of('.', { measured: goal(10), entries: amounts(5), today }), 0.051922 / 2, 'half of it')
  near(t, of('.', { measured: goal(10), entries: amounts(50), today }), 0.051922, 'more is no more')
  const day2 = addDays(START, 1)
  const once = (entries: DayEntry[], target = 10): number =>
    of('.', { measured: limit(target), entries, today: day2 })
  near(t, once(amounts(10)), 1, 'at the limit')
  near(t, once([]), 1, 'silence')
  near(t, once(amounts(15)), 1 - 0.051922 / 2, 'half over')
  near(t, once(amounts(20)), 0.948078, 'twice')
  near(t, once(amounts(500)), 0.948078, 'far over')
  near(t, once(amounts(undefined, 500)), 1, 'today is not over')
  near(t, once(amounts(1), 0), 0.948078, 'none at all is wanted')
  near(t, once([{ day: START, state: 'no' }]), 0.948078, 'a bare no is over the limit')
  // A weekly target: the sum over seven days against it, f = 1/7.
  const m = 0.5 ** (Math.sqrt(1 / 7) / 13)
  const rule = { times: 3, per: 'week' } as const
  const two = of('.', { rule, measured: goal(90), entries: amounts(30, 60), today: day2 })
  near(t, two, ((1 - m) / 3) * m + (1 - m), 'a week')
})

t.test('the series ends in the score, and agrees with the oracle on every day', async () => {
  fc.assert(
    fc.property(anyHistory, (input) => {
      const history = historyOf(input)
      const series = strengthSeries(history)
      assert.equal(series.at(-1)?.score, strength(history))
      return (
        series.map(({ day }) => day).join() === daysOf(startOf(input), input.today).join() &&
        series
          .filter((_, at) => at % 9 === 0 || at === series.length - 1)
          .every(({ day, score }) => Math.abs(score - oracleStrength(input, day)) < 1e-9)
      )
    }),
    { numRuns: 150 },
  )
})

t.test('it stays between 0 and 1', async () => {
  fc.assert(
    fc.property(anyHistory, (input) =>
      strengthSeries(historyOf(input)).every(({ score }) => score >= 0 && score <= 1 + 1e-12),
    ),
  )
})
