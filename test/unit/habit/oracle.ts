/**
 * The slow and obvious way to every figure, for the property tests: dates by Temporal, every day
 * recomputed from the definitions, nothing shared with the code under test but its types.
 */
import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import type { DayEntry, HistoryInput, Measured } from '../../../plugins/habit/history.js'
import type { Rule } from '../../../plugins/habit/rule.js'

const plus = (day: string, days: number): string =>
  Temporal.PlainDate.from(day).add({ days }).toString()
const dow = (day: string): number => Temporal.PlainDate.from(day).dayOfWeek

export function daysOf(from: string, to: string): string[] {
  const days: string[] = []
  for (let day = from; day <= to; day = plus(day, 1)) days.push(day)
  return days
}

const isAsked = (rule: Rule, day: string): boolean =>
  'weekdays' in rule ? rule.weekdays.includes(dow(day)) : true

const known = (input: HistoryInput): DayEntry[] =>
  [...input.entries].filter((entry) => entry.day <= input.today)
export const startOf = (input: HistoryInput): string =>
  [input.created, input.today, ...known(input).map((entry) => entry.day)].sort()[0] ?? ''

const entryOn = (input: HistoryInput, day: string): DayEntry | undefined =>
  known(input).find((entry) => entry.day === day)

function amount(input: HistoryInput, day: string): number {
  const entry = entryOn(input, day)
  if (!entry || entry.state === 'skip' || !isAsked(input.rule, day)) return 0
  const { measured, rule } = input
  if (measured.kind === 'yesno') return entry.state === 'yes' ? 1 : 0
  if (entry.amount !== undefined) return entry.amount
  if (measured.direction === 'at-least') {
    const share = 'times' in rule ? measured.target / rule.times : measured.target
    return entry.state === 'yes' ? share : 0
  }
  return entry.state === 'yes' ? 0 : Math.max(1, measured.target * 2)
}

export interface OraclePeriod {
  from: string
  verdict: 'kept' | 'missed' | 'excused' | 'open'
}

export function oraclePeriods(input: HistoryInput): OraclePeriod[] {
  const { rule, measured, today } = input
  const start = startOf(input)
  const windows = new Map<string, string[]>()
  for (const day of daysOf(start, today)) {
    if (!isAsked(rule, day)) continue
    let first = day
    if ('times' in rule) while (dow(first) !== (input.firstWeekday ?? 1)) first = plus(first, -1)
    windows.set(first, 'times' in rule ? daysOf(first, plus(first, 6)) : [day])
  }
  return [...windows.values()].map((all): OraclePeriod => {
    const days = all.filter((day) => day >= start)
    const from = days[0] ?? ''
    const usable = days.filter((day) => entryOn(input, day)?.state !== 'skip')
    if (usable.length === 0) return { from, verdict: 'excused' }
    const over = days.every((day) => day < today)
    const sum = usable.map((day) => amount(input, day)).reduce((a, b) => a + b, 0)
    const recorded = usable.some((day) => entryOn(input, day))
    let good: boolean
    if (measured.kind === 'yesno') {
      good = sum >= Math.min('times' in rule ? rule.times : 1, usable.length)
    } else if (measured.direction === 'at-least') {
      good = recorded && sum >= (measured.target * usable.length) / all.length - 1e-7
    } else {
      good = over && recorded && sum <= measured.target + 1e-7
    }
    return { from, verdict: good ? 'kept' : over ? 'missed' : 'open' }
  })
}

function model(rule: Rule, measured: Measured): { num: number; den: number; f: number } {
  let [num, den] = [1, 1]
  if ('weekdays' in rule) [num, den] = [rule.weekdays.length, 7]
  if ('times' in rule) [num, den] = [measured.kind === 'yesno' ? rule.times : 1, 7]
  if (num === 7) [num, den] = [1, 1]
  const f = num / den
  return f < 1 && measured.kind === 'yesno' ? { num: num * 2, den: den * 2, f } : { num, den, f }
}

/** The score at the end of `day`, all the way from the start each time. */
export function oracleStrength(input: HistoryInput, until = input.today): number {
  const { rule, measured } = input
  const { num, den, f } = model(rule, measured)
  const m = 0.5 ** (Math.sqrt(f) / 13)
  const atMost = measured.kind === 'measurable' && measured.direction === 'at-most'
  let score = atMost ? 1 : 0
  const start = startOf(input)
  for (const day of daysOf(start, until)) {
    if (entryOn(input, day)?.state === 'skip') continue
    const last = daysOf(plus(day, 1 - den), day).filter((each) => each >= start)
    const sum = last.map((each) => amount(input, each)).reduce((a, b) => a + b, 0)
    let value = Math.min(1, sum / num)
    if (measured.kind === 'measurable') {
      const target = measured.target * num
      value = atMost ? 1 - (sum - target) / target : sum / target
      value = value < 0 ? 0 : value > 1 ? 1 : value
    }
    const next = score * m + value * (1 - m)
    if (day < input.today) score = next
    else if (!atMost && next > score) score = next
  }
  return score
}

export const anyRule: fc.Arbitrary<Rule> = fc.oneof(
  fc.constant<Rule>({ every: 'day' }),
  fc
    .uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 })
    .map((days): Rule => ({ weekdays: days.sort() })),
  fc.integer({ min: 1, max: 7 }).map((times): Rule => ({ times, per: 'week' })),
)

export const anyDay = fc.integer({ min: 0, max: 40_000 }).map((n) => plus('1950-01-01', n))

const anyMeasured: fc.Arbitrary<Measured> = fc.oneof(
  fc.constant<Measured>({ kind: 'yesno' }),
  fc.record({
    kind: fc.constant('measurable' as const),
    target: fc.constantFrom(1, 2, 0.3, 10, 30),
    direction: fc.constantFrom('at-least' as const, 'at-most' as const),
  }),
)

/** Any rule, kind and history of up to some months, with gaps, skips, backfill and days to come. */
export const anyHistory: fc.Arbitrary<HistoryInput> = fc
  .record({
    created: anyDay,
    length: fc.integer({ min: 0, max: 70 }),
    states: fc.array(
      fc.tuple(
        fc.constantFrom('yes', 'yes', 'yes', 'no', 'skip', 'gap'),
        fc.option(fc.constantFrom(0, 0.1, 0.2, 1, 2, 3, 10, 50), { nil: undefined }),
      ),
      { maxLength: 90 },
    ),
    backfill: fc.integer({ min: 0, max: 20 }),
    rule: anyRule,
    measured: anyMeasured,
    firstWeekday: fc.integer({ min: 1, max: 7 }),
  })
  .map(({ created, length, states, backfill, ...rest }) => {
    const entries: DayEntry[] = []
    for (const [at, [state, amount]] of states.entries()) {
      if (state === 'gap') continue
      const entry = { day: plus(created, at - backfill), state }
      entries.push(amount === undefined || state !== 'yes' ? entry : { ...entry, amount })
    }
    return { ...rest, created, entries, today: plus(created, length) }
  })

/** Entries of days that follow each other: y yes, n no, s skip, `.` unknown; blanks are for the eye. */
export function marks(first: string, text: string): DayEntry[] {
  const states = { y: 'yes', n: 'no', s: 'skip' } as const
  return [...text.replaceAll(' ', '')].flatMap((mark, at) =>
    mark in states ? [{ day: plus(first, at), state: states[mark as keyof typeof states] }] : [],
  )
}
