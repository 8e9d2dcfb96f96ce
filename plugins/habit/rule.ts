import { dayNumber, dayOfNumber, weekdayOfNumber, weekStartOfNumber } from '../../shared/day.js'
import type { LocalDay, Weekday } from '../../shared/day.js'

/** When a habit asks to be done. `weekdays` is ISO (1 = Monday … 7), sorted, unique, not empty. */
export type Rule =
  | { readonly every: 'day' }
  | { readonly weekdays: readonly Weekday[] }
  | { readonly times: number; readonly per: 'week' }

/** What statistics count in: a daily habit is kept on days, one of "3 times a week" in weeks. */
export type Unit = 'day' | 'week'

/** `num` times in `den` days. */
export interface Frequency {
  readonly num: number
  readonly den: number
}

/** First and last day, both included. */
export interface Window {
  readonly from: LocalDay
  readonly to: LocalDay
}

/** The words that `sayRule` needs; a locale file gives them, English is here. */
export interface RuleWords {
  readonly everyDay: string
  onDays(weekdays: readonly Weekday[]): string
  timesAWeek(times: number): string
}

const NAMES = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

export const englishRuleWords: RuleWords = {
  everyDay: 'every day',
  onDays: (weekdays) => `on ${weekdays.map((w) => NAMES[w - 1] ?? '?').join(', ')}`,
  timesAWeek: (times) => (times === 1 ? 'once a week' : `${times} times a week`),
}

/**
 * Everything that a kind of rule has to answer, in day numbers. A new kind is one more `Shape` and
 * one more line in `shapeOf`; nothing else in the habit plugin asks what kind a rule is.
 */
export interface Shape {
  readonly unit: Unit
  readonly frequency: Frequency
  /** Days wanted in a window, when all of its days can be used. */
  readonly wanted: number
  /** Whether a day can count for the rule at all. Other days are off-days, neutral everywhere. */
  asks(n: number): boolean
  /** First day of the window that a day belongs to. */
  from(n: number, firstWeekday: Weekday): number
  /** Last day of the window that starts on `from`. */
  to(from: number): number
  say(words: RuleWords): string
}

/** 7 of 7 is the same wish as 1 of 1, and must grow alike. */
const reduced = (num: number, den: number): Frequency =>
  num === den ? { num: 1, den: 1 } : { num, den }

const oneDay = {
  unit: 'day',
  wanted: 1,
  from: (n: number) => n,
  to: (from: number) => from,
} as const

const daily: Shape = {
  ...oneDay,
  frequency: { num: 1, den: 1 },
  asks: () => true,
  say: (words) => words.everyDay,
}

const onWeekdays = (weekdays: readonly Weekday[]): Shape => ({
  ...oneDay,
  frequency: reduced(weekdays.length, 7),
  asks: (n) => weekdays.includes(weekdayOfNumber(n)),
  say: (words) => (weekdays.length === 7 ? words.everyDay : words.onDays(weekdays)),
})

const timesAWeek = (times: number): Shape => ({
  unit: 'week',
  frequency: reduced(times, 7),
  wanted: times,
  asks: () => true,
  from: weekStartOfNumber,
  to: (from) => from + 6,
  say: (words) => words.timesAWeek(times),
})

export function shapeOf(rule: Rule): Shape {
  if ('weekdays' in rule) return onWeekdays(rule.weekdays)
  if ('times' in rule) return timesAWeek(rule.times)
  return daily
}

const isWhole = (value: unknown, from: number, to: number): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= from && value <= to

/** Whether it is a rule, whole and with nothing beside it (weekdays sorted and unique). */
export function isRule(value: unknown): value is Rule {
  if (typeof value !== 'object' || value === null) return false
  const rule = value as Record<string, unknown>
  const keys = Object.keys(rule).sort().join()
  if (keys === 'every') return rule.every === 'day'
  if (keys === 'per,times') return rule.per === 'week' && isWhole(rule.times, 1, 7)
  if (keys !== 'weekdays' || !Array.isArray(rule.weekdays) || rule.weekdays.length === 0)
    return false
  let last = 0
  for (const day of rule.weekdays as unknown[]) {
    if (!isWhole(day, last + 1, 7)) return false
    last = day
  }
  return true
}

/** Whether the rule asks on this day; under "3 times a week" every day is one on which it may be done. */
export const asksOn = (rule: Rule, day: LocalDay): boolean => shapeOf(rule).asks(dayNumber(day))

/** The period that a day is judged in: itself, or its calendar week. */
export function windowOf(rule: Rule, day: LocalDay, firstWeekday: Weekday = 1): Window {
  const shape = shapeOf(rule)
  const from = shape.from(dayNumber(day), firstWeekday)
  return { from: dayOfNumber(from), to: dayOfNumber(shape.to(from)) }
}

/** How many days are wanted in the period that a day belongs to; 0 on an off-day. */
export function wantedIn(rule: Rule, day: LocalDay): number {
  const shape = shapeOf(rule)
  return shape.asks(dayNumber(day)) ? shape.wanted : 0
}

/** `num` times in `den` days; 7 in 7 is given as 1 in 1. */
export const frequency = (rule: Rule): Frequency => shapeOf(rule).frequency

export const unitOf = (rule: Rule): Unit => shapeOf(rule).unit

/** A few words for it: "every day", "on Mon, Wed, Fri", "3 times a week". */
export const sayRule = (rule: Rule, words: RuleWords = englishRuleWords): string =>
  shapeOf(rule).say(words)
