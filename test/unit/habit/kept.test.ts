import assert from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import { addDays, dayOfNumber } from '../../../shared/day.js'
import { historyOf } from '../../../plugins/habit/history.js'
import type { DayEntry, HistoryInput, Measured } from '../../../plugins/habit/history.js'
import { kept, periods } from '../../../plugins/habit/kept.js'
import type { Range } from '../../../plugins/habit/kept.js'
import { streak } from '../../../plugins/habit/streak.js'
import { anyHistory, marks, oraclePeriods } from './oracle.js'

const START = '2026-01-05' // a Monday
const base = { created: START, rule: { every: 'day' }, measured: { kind: 'yesno' } } as const
const of = (text: string, over: Partial<HistoryInput> = {}) => {
  const length = text.replaceAll(' ', '').length
  return historyOf({
    ...base,
    entries: marks(START, text),
    today: addDays(START, length - 1),
    ...over,
  })
}
const says = (text: string, over: Partial<HistoryInput> = {}, range: Range = {}): string => {
  const history = of(text, over)
  const count = kept(history, range)
  const run = streak(history)
  return `${count.kept} of ${count.asked}, ${run.current}/${run.best} ${run.unit}`
}
const thrice = { times: 3, per: 'week' } as const
const mwf = { weekdays: [1, 3, 5] }

const table: [text: string, rule: HistoryInput['rule'], expected: string][] = [
  ['yyyyyyy yyyyynn yyyyyy.', base.rule, '18 of 20, 6/12 day'],
  ['yyyyyyy yyyyynn nyyyyyy', base.rule, '18 of 21, 6/12 day'],
  ['.', base.rule, '0 of 0, 0/0 day'],
  ['n', base.rule, '0 of 0, 0/0 day'],
  ['y', base.rule, '1 of 1, 1/1 day'],
  ['yy.', base.rule, '2 of 2, 2/2 day'],
  ['yy..', base.rule, '2 of 3, 0/2 day'],
  ['yysssy', base.rule, '3 of 3, 3/3 day'],
  ['yynss.', base.rule, '2 of 3, 0/2 day'],
  // Chosen weekdays: the others neither count nor break, whatever was done on them.
  ['y.y.y.. y.y', mwf, '5 of 5, 5/5 day'],
  ['yyyyyyy .y.', mwf, '3 of 4, 0/3 day'],
  ['ynynynn s.y', mwf, '4 of 4, 4/4 day'],
  // Times a week: weeks are counted, this one waits.
  ['y.y.y.. y.y.... .', thrice, '1 of 2, 0/1 week'],
  ['y.y.y.. y.y...', thrice, '1 of 1, 1/1 week'],
  ['y.y.y.. yyy', thrice, '2 of 2, 2/2 week'],
  ['yyyyyyy', thrice, '1 of 1, 1/1 week'],
  // Five days skipped: the two that are left are all that is wanted.
  ['yyy.... yyssss s .', thrice, '2 of 2, 2/2 week'],
  ['yyy.... y.sssss .', thrice, '1 of 2, 0/1 week'],
  ['yyy.... sssssss yyy', thrice, '2 of 2, 2/2 week'],
  ['yyy.... y.ssyy. .', thrice, '2 of 2, 2/2 week'],
]

t.test('kept and streak', async (t) => {
  for (const [text, rule, expected] of table) t.equal(says(text, { rule }), expected, text)
})

t.test('a first week that began late wants no more than it has days', async (t) => {
  const over = { rule: thrice, created: '2026-01-10' }
  t.equal(says('.....yy .', over), '1 of 1, 1/1 week')
  t.equal(says('.....y. .', over), '0 of 1, 0/0 week')
  t.equal(says('.....yy .', { ...over, firstWeekday: 7 }), '1 of 1, 1/1 week', 'weeks from Sunday')
})

t.test('backfill moves the start; days to come are not read', async (t) => {
  t.equal(says('y.y', { created: '2026-01-07' }), '2 of 3, 1/1 day')
  t.equal(says('yyyyy', { today: '2026-01-06' }), '2 of 2, 2/2 day')
  t.equal(says('.', { created: '2026-02-01' }), '0 of 0, 0/0 day')
})

t.test('a range', async (t) => {
  const text = 'yyynyyyyyn.'
  t.equal(says(text, {}, { from: '2026-01-08' }), '5 of 7, 0/5 day')
  t.equal(says(text, {}, { to: '2026-01-08' }), '3 of 4, 0/5 day')
  t.equal(says(text, {}, { from: '2026-01-09', to: '2026-01-10' }), '2 of 2, 0/5 day')
  // A week is in the range that its first day is in, whole.
  const weeks = 'yyy.... .....yy yyy....'
  t.equal(says(weeks, { rule: thrice }, { from: '2026-01-06' }), '1 of 2, 1/1 week')
  t.equal(says(weeks, { rule: thrice }, { to: '2026-01-12' }), '1 of 2, 1/1 week')
})

t.test('measurable: the window is held against the target', async (t) => {
  const goal = (target: number): Measured => ({ kind: 'measurable', target, direction: 'at-least' })
  const limit = (target: number): Measured => ({ kind: 'measurable', target, direction: 'at-most' })
  const list = (...amounts: (number | undefined)[]): DayEntry[] =>
    amounts.flatMap((amount, at) =>
      amount === undefined ? [] : [{ day: addDays(START, at), state: 'yes', amount }],
    )
  const day4 = { today: '2026-01-08' }
  t.equal(
    says('.', { ...day4, measured: goal(10), entries: list(10, 9, 12, 3) }),
    '2 of 3, 1/1 day',
  )
  t.equal(
    says('.', { ...day4, measured: goal(10), entries: list(10, 9, 12, 10) }),
    '3 of 4, 2/2 day',
  )
  t.equal(says('.', { ...day4, measured: limit(2), entries: list(0, 2, 3, 0) }), '2 of 3, 0/2 day')
  t.equal(
    says('.', { ...day4, measured: limit(2), entries: list(0, undefined, 1) }),
    '2 of 3, 1/1 day',
  )
  t.equal(says('yyn.', { measured: limit(2) }), '2 of 3, 0/2 day', 'bare answers')
  t.equal(says('yyn.', { measured: goal(2) }), '2 of 3, 0/2 day', 'bare answers')
  const weekly = { rule: thrice, measured: goal(1) }
  t.equal(
    says('.', { ...weekly, ...day4, entries: list(0.6, 0.3, 0.1) }),
    '1 of 1, 1/1 week',
    'tenths',
  )
  const skips: DayEntry[] = [...list(2), ...marks('2026-01-06', 'ssssss')]
  const late = { today: '2026-01-12', rule: thrice, entries: skips }
  t.equal(says('.', { ...late, measured: goal(14) }), '1 of 1, 1/1 week', 'a seventh is left')
  t.equal(says('.', { ...late, measured: goal(15) }), '0 of 1, 0/0 week')
  t.equal(says('.', { ...late, measured: limit(2) }), '1 of 1, 1/1 week', 'a limit stays whole')
  t.equal(
    says('.', { ...late, measured: limit(2), today: '2026-01-11' }),
    '0 of 0, 0/0 week',
    'open',
  )
})

t.test('any rule and history: as the oracle says', async () => {
  fc.assert(
    fc.property(anyHistory, (input) => {
      const history = historyOf(input)
      const found = [...periods(history)].map((p) => `${dayOfNumber(p.from)} ${p.verdict}`)
      const wanted = oraclePeriods(input)
      assert.deepEqual(
        found,
        wanted.map((p) => `${p.from} ${p.verdict}`),
      )
      const good = wanted.filter((p) => p.verdict === 'kept').length
      const bad = wanted.filter((p) => p.verdict === 'missed').length
      assert.deepEqual(kept(history), { kept: good, asked: good + bad })
      const runs = wanted.map((p) => ({ kept: 'y', missed: 'n', excused: '', open: '' })[p.verdict])
      const lengths = runs
        .join('')
        .split('n')
        .map((run) => run.length)
      assert.deepEqual(streak(history), {
        unit: history.shape.unit,
        current: lengths.at(-1),
        best: Math.max(...lengths),
      })
    }),
    { numRuns: 300 },
  )
})

t.test('a skip in the place of what was not done never costs the streak', async () => {
  fc.assert(
    fc.property(anyHistory, fc.nat(80), (input, at) => {
      const before = streak(historyOf(input))
      const day = addDays(input.created, at)
      const entries = [...input.entries]
      if (entries.some((entry) => entry.day === day && entry.state === 'yes')) return true
      const after = streak(historyOf({ ...input, entries: [...entries, { day, state: 'skip' }] }))
      return after.current >= before.current && after.best >= before.best
    }),
    { numRuns: 300 },
  )
})

t.test('ranges that follow each other add up', async () => {
  fc.assert(
    fc.property(anyHistory, fc.integer({ min: -20, max: 80 }), (input, at) => {
      const history = historyOf(input)
      const cut = addDays(input.created, at)
      const [left, right] = [kept(history, { to: cut }), kept(history, { from: addDays(cut, 1) })]
      const all = kept(history)
      return left.kept + right.kept === all.kept && left.asked + right.asked === all.asked
    }),
  )
})
