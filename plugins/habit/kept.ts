import { dayNumber } from '../../shared/day.js'
import type { LocalDay } from '../../shared/day.js'
import type { History } from './history.js'

/** `excused`: all skipped, leaves every count. `open`: not over and not kept yet, counts as nothing. */
export type Verdict = 'kept' | 'missed' | 'excused' | 'open'

/** One asked day, or one week of a weekly rule; first and last as day numbers, both included. */
export interface Period {
  /** Never before the habit's start: a first week may be short. */
  readonly from: number
  readonly to: number
  readonly verdict: Verdict
}

export interface Kept {
  readonly kept: number
  readonly asked: number
}

/** 0.6 + 0.3 + 0.1 must reach 1. */
const slack = (target: number): number => 1e-9 * Math.max(1, Math.abs(target))

/**
 * Judge one window.
 *
 * Days that can not be used – skipped, or before the habit began – lower what is wanted, so that a
 * skip never costs anything: of N times a week at most as many are wanted as there are days left; a
 * weekly amount to reach shrinks in proportion. A limit stays whole: less time makes it no harder.
 *
 * What is already reached counts at once. A limit can be passed until the last minute, so a window
 * with one is open until it is over; and it is kept only if something was recorded in it, since
 * silence is "unknown", and unknown is not done.
 */
function judge(history: History, from: number, to: number): Verdict {
  const { shape, measured, start, today } = history
  let usable = 0
  let sum = 0
  let recorded = false
  for (let n = Math.max(from, start); n <= to; n++) {
    if (!shape.asks(n) || history.skipped(n)) continue
    usable++
    sum += history.credit(n)
    recorded ||= history.recorded(n)
  }
  if (usable === 0) return 'excused'
  const over = to < today
  if (measured.kind === 'yesno') {
    if (sum >= Math.min(shape.wanted, usable)) return 'kept'
  } else if (measured.direction === 'at-least') {
    const target = (measured.target * usable) / (to - from + 1)
    if (recorded && sum >= target - slack(target)) return 'kept'
  } else if (over && recorded && sum <= measured.target + slack(measured.target)) {
    return 'kept'
  }
  return over ? 'missed' : 'open'
}

/** The periods that the rule asked for, from the habit's start to the one that is open today. */
export function* periods(history: History): Generator<Period, void, undefined> {
  const { shape, firstWeekday, start, today } = history
  let from = shape.from(start, firstWeekday)
  while (from <= today) {
    const to = shape.to(from)
    // Only windows of one day can be off-days.
    if (to > from || shape.asks(from)) {
      yield { from: Math.max(from, start), to, verdict: judge(history, from, to) }
    }
    from = to + 1
  }
}

/** Something that looks at every period once, in order, and then has an answer. */
export interface Reader<Answer> {
  read(period: Period): void
  answer(): Answer
}

export function readPeriods<Answer>(history: History, reader: Reader<Answer>): Answer {
  for (const period of periods(history)) reader.read(period)
  return reader.answer()
}

/** Both ends are included and optional. */
export interface Range {
  readonly from?: LocalDay
  readonly to?: LocalDay
}

/**
 * "Kept 18 of 21". A period belongs to the range that its first day is in, and is judged whole: so
 * ranges that follow each other add up, and none sees half a week.
 */
export function keptReader(range: Range = {}): Reader<Kept> {
  const from = range.from === undefined ? -Infinity : dayNumber(range.from)
  const to = range.to === undefined ? Infinity : dayNumber(range.to)
  let kept = 0
  let missed = 0
  return {
    read(period) {
      if (period.from < from || period.from > to) return
      if (period.verdict === 'kept') kept++
      else if (period.verdict === 'missed') missed++
    },
    answer: () => ({ kept, asked: kept + missed }),
  }
}

/** Days or periods that the rule asked for, and how many of them were kept. */
export const kept = (history: History, range: Range = {}): Kept =>
  readPeriods(history, keptReader(range))
