import assert from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import { addDays, daysBetween } from '../../../shared/day.js'
import { comebacks } from '../../../plugins/habit/comeback.js'
import { historyOf } from '../../../plugins/habit/history.js'
import type { DayEntry, HistoryInput } from '../../../plugins/habit/history.js'
import { kept } from '../../../plugins/habit/kept.js'
import { stats } from '../../../plugins/habit/stats.js'
import { streak } from '../../../plugins/habit/streak.js'
import { strength } from '../../../plugins/habit/strength.js'
import { anyHistory, marks, oraclePeriods } from './oracle.js'

const START = '2026-01-05' // a Monday
const of = (text: string, rule: HistoryInput['rule'] = { every: 'day' }) => {
  const length = text.replaceAll(' ', '').length
  const today = addDays(START, length - 1)
  const measured = { kind: 'yesno' } as const
  return historyOf({ entries: marks(START, text), created: START, today, rule, measured })
}

t.test('comebacks', async (t) => {
  const two = comebacks(of('ynnyynsyyy'))
  t.same(two.list, [
    { missed: '2026-01-06', back: '2026-01-08', days: 2 },
    { missed: '2026-01-10', back: '2026-01-12', days: 2 },
  ])
  t.same(two.last, two.list[1])
  t.equal(two.median, 2)
  t.equal(two.awaySince, undefined)
  t.equal(comebacks(of('nyynnny')).median, 2)
  const away = comebacks(of('yy....'))
  t.same(
    [away.list, away.last, away.median, away.awaySince],
    [[], undefined, undefined, '2026-01-07'],
  )
  t.equal(comebacks(of('y.')).awaySince, undefined, 'today is no miss yet')
  const weeks = comebacks(of('yyy.... y...... ....yyy', { times: 3, per: 'week' }))
  t.same(weeks.list, [{ missed: '2026-01-12', back: '2026-01-19', days: 7 }])
})

t.test('comebacks of any history', async () => {
  fc.assert(
    fc.property(anyHistory, (input) => {
      const all = oraclePeriods(input)
      const wanted: string[] = []
      for (const [at, period] of all.entries()) {
        if (period.verdict !== 'kept') continue
        // Walk back over everything that is not kept; the first miss there is the beginning.
        let first: string | undefined
        for (let i = at - 1; i >= 0 && all[i]?.verdict !== 'kept'; i--) {
          if (all[i]?.verdict === 'missed') first = all[i]?.from
        }
        if (first !== undefined)
          wanted.push(`${first} ${period.from} ${daysBetween(first, period.from)}`)
      }
      const found = comebacks(historyOf(input)).list
      assert.deepEqual(
        found.map((c) => `${c.missed} ${c.back} ${c.days}`),
        wanted,
      )
    }),
  )
})

t.test('stats puts together what the modules say', async () => {
  fc.assert(
    fc.property(anyHistory, (input) => {
      const history = historyOf(input)
      const range = { from: input.created }
      assert.deepEqual(stats(history, range), {
        kept: kept(history, range),
        streak: streak(history),
        strength: strength(history),
        comebacks: comebacks(history),
      })
    }),
  )
})

t.test('thirty years of every day in less than 20 ms', async (t) => {
  const entries: DayEntry[] = []
  for (let at = 0; at < 10_957; at++) {
    const state = at % 11 === 0 ? 'no' : at % 17 === 0 ? 'skip' : 'yes'
    entries.push({ day: addDays('1996-01-01', at), state, amount: at % 13 })
  }
  const rules: HistoryInput['rule'][] = [
    { every: 'day' },
    { weekdays: [1, 3, 5] },
    { times: 3, per: 'week' },
  ]
  const kinds: HistoryInput['measured'][] = [
    { kind: 'yesno' },
    { kind: 'measurable', target: 5, direction: 'at-least' },
  ]
  for (const rule of rules) {
    for (const measured of kinds) {
      const input = { entries, created: '1996-01-01', today: '2025-12-30', rule, measured }
      const times: number[] = []
      for (let run = 0; run < 15; run++) {
        // Time of the processor, not of the wall: other tests run beside this one.
        const began = process.cpuUsage()
        stats(historyOf(input))
        const { user, system } = process.cpuUsage(began)
        times.push((user + system) / 1000)
      }
      const median = times.sort((a, b) => a - b)[7] ?? Infinity
      t.ok(
        median < 20,
        `${JSON.stringify(rule)} ${measured.kind}: median ${median.toFixed(2)} ms of 20`,
      )
    }
  }
})
