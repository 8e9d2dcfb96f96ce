import fc from 'fast-check'
import t from 'tap'
import { addDays, daysBetween, weekday } from '../../../shared/day.js'
import {
  asksOn,
  frequency,
  isRule,
  sayRule,
  unitOf,
  wantedIn,
  windowOf,
} from '../../../plugins/habit/rule.js'
import type { Rule } from '../../../plugins/habit/rule.js'
import { anyDay, anyRule } from './oracle.js'

const daily: Rule = { every: 'day' }
const mwf: Rule = { weekdays: [1, 3, 5] }
const thrice: Rule = { times: 3, per: 'week' }

t.test('what is a rule', async (t) => {
  for (const rule of [daily, mwf, thrice, { weekdays: [7] }, { times: 7, per: 'week' }]) {
    t.ok(isRule(rule), JSON.stringify(rule))
  }
  const bad: unknown[] = [null, 'day', {}, [], { every: 'week' }, { every: 'day', times: 1 }]
  bad.push({ weekdays: [] }, { weekdays: [3, 1] }, { weekdays: [1, 1] }, { weekdays: [0] })
  bad.push(
    { weekdays: [8] },
    { weekdays: [1.5] },
    { weekdays: '1' },
    { weekdays: [1], per: 'week' },
  )
  bad.push({ times: 0, per: 'week' }, { times: 8, per: 'week' }, { times: 3, per: 'month' })
  bad.push({ times: 2.5, per: 'week' }, { times: 3 }, { times: NaN, per: 'week' })
  for (const value of bad) t.notOk(isRule(value), JSON.stringify(value))
})

t.test('asked, window, wanted, frequency, words', async (t) => {
  // 2026-10-08 is a Thursday.
  t.ok(asksOn(daily, '2026-10-08'))
  t.notOk(asksOn(mwf, '2026-10-08'))
  t.ok(asksOn(mwf, '2026-10-09'))
  t.ok(asksOn(thrice, '2026-10-08'))
  t.same(windowOf(daily, '2026-10-08'), { from: '2026-10-08', to: '2026-10-08' })
  t.same(windowOf(mwf, '2026-10-08'), { from: '2026-10-08', to: '2026-10-08' })
  t.same(windowOf(thrice, '2026-10-08'), { from: '2026-10-05', to: '2026-10-11' })
  t.same(windowOf(thrice, '2026-10-08', 7), { from: '2026-10-04', to: '2026-10-10' })
  t.equal(wantedIn(daily, '2026-10-08'), 1)
  t.equal(wantedIn(mwf, '2026-10-08'), 0)
  t.equal(wantedIn(mwf, '2026-10-09'), 1)
  t.equal(wantedIn(thrice, '2026-10-08'), 3)
  t.same(frequency(daily), { num: 1, den: 1 })
  t.same(frequency(mwf), { num: 3, den: 7 })
  t.same(frequency(thrice), { num: 3, den: 7 })
  t.same(frequency({ times: 7, per: 'week' }), { num: 1, den: 1 })
  t.same(frequency({ weekdays: [1, 2, 3, 4, 5, 6, 7] }), { num: 1, den: 1 })
  t.equal(unitOf(daily), 'day')
  t.equal(unitOf(mwf), 'day')
  t.equal(unitOf(thrice), 'week')
  t.equal(sayRule(daily), 'every day')
  t.equal(sayRule(mwf), 'on Mon, Wed, Fri')
  t.equal(sayRule({ weekdays: [1, 2, 3, 4, 5, 6, 7] }), 'every day')
  t.equal(sayRule(thrice), '3 times a week')
  t.equal(sayRule({ times: 1, per: 'week' }), 'once a week')
  const german = {
    everyDay: 'jeden Tag',
    onDays: (days: readonly number[]) => `an ${days.length} Tagen`,
    timesAWeek: (times: number) => `${times}-mal die Woche`,
  }
  t.equal(sayRule(thrice, german), '3-mal die Woche')
})

t.test('windows tile the calendar', async () => {
  fc.assert(
    fc.property(anyRule, anyDay, fc.integer({ min: 1, max: 7 }), (rule, day, first) => {
      const { from, to } = windowOf(rule, day, first)
      const inside = from <= day && day <= to
      const starts = unitOf(rule) === 'day' || weekday(from) === first
      const next = windowOf(rule, addDays(to, 1), first)
      const length = daysBetween(from, to) + 1 === (unitOf(rule) === 'day' ? 1 : 7)
      return isRule(rule) && inside && starts && length && next.from === addDays(to, 1)
    }),
  )
})
