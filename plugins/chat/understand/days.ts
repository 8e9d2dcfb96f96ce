/** Days in a line: which local calendar days the words mean, seen from the person's zone and instant. */
import type { Words } from '../locale/locale.js'
import type { DaySlot, LocalDay } from './types.js'

const DAY = 86_400_000
const formats = new Map<string, Intl.DateTimeFormat>()

/** A civil day as a number: days since 1970-01-01. Adding one is tomorrow, whatever the clocks do. */
export type CivilDay = number

/** The civil day of an instant in a zone. An unknown zone is a defect of the caller and throws. */
export function civilDay(instant: number, zone: string): CivilDay {
  let format = formats.get(zone)
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'gregory',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
    })
    formats.set(zone, format)
  }
  const [month = 0, day = 0, year = 0] = format.format(instant).split('/').map(Number)
  return Math.floor(Date.UTC(year, month - 1, day) / DAY)
}

export const toText = (day: CivilDay): LocalDay => new Date(day * DAY).toISOString().slice(0, 10)
export const fromText = (day: LocalDay): CivilDay => Math.floor(Date.parse(day) / DAY)
const weekdayOf = (day: CivilDay): number => new Date(day * DAY).getUTCDay()

export interface FoundDay {
  readonly at: number
  readonly length: number
  /** Undefined: a time of day, or words that only keep the day open. */
  readonly day?: DaySlot
  /** Points ahead: no log. */
  readonly future?: boolean
}

const one = (from: CivilDay, to: CivilDay = from): DaySlot => ({
  from: toText(from),
  to: toText(to),
  said: true,
})

/** Past forced: the last such weekday before today. Said on that very weekday it can mean either. */
function lastWeekday(
  name: number,
  qualifier: string,
  today: CivilDay,
  words: Words,
): Omit<FoundDay, 'at' | 'length'> {
  const { days } = words
  if (days.ahead.test(qualifier)) return { future: true }
  const back = (weekdayOf(today) - name + 7) % 7
  // "This Friday", said on a Wednesday, has not come.
  if (
    qualifier.includes('this') &&
    !qualifier.includes('past') &&
    (name + 6) % 7 > (weekdayOf(today) + 6) % 7
  )
    return { future: true }
  if (back > 0) return { day: one(today - back) }
  if (days.before.test(qualifier)) return { day: one(today - 7) }
  if (qualifier.includes('this')) return { day: one(today) }
  const options = [toText(today), toText(today - 7)]
  return { day: { ...one(today), unsure: 'weekday', options } }
}

function countBack(
  n: string,
  unit: string,
  now: number,
  zone: string,
  words: Words,
): CivilDay | undefined {
  const { days, numbers } = words
  const count = /^\d+$/.test(n) ? Number(n) : numbers.article.has(n) ? 1 : numbers.ones[n]
  const kind = days.agoUnits[unit]
  if (count === undefined || kind === undefined || count > 5000) return undefined
  if (kind === 'hour') return civilDay(now - count * 3_600_000, zone)
  if (kind === 'minute') return civilDay(now - count * 60_000, zone)
  return civilDay(now, zone) - count * (kind === 'week' ? 7 : 1)
}

/** Dates of the calendar. Both readings of "5/12" are offered where neither is in the future or absurd. */
function calendar(line: string, today: CivilDay, words: Words): FoundDay[] {
  const civil = new Date(today * DAY)
  const parts = {
    year: civil.getUTCFullYear(),
    month: civil.getUTCMonth() + 1,
    day: civil.getUTCDate(),
  }
  return words.days.dates(line, parts).map(({ at, length, year, month, day, yearSaid }) => {
    const last = (m: number, d: number): CivilDay => {
      const there = Math.floor(Date.UTC(year, m - 1, d) / DAY)
      return there > today && !yearSaid ? Math.floor(Date.UTC(year - 1, m - 1, d) / DAY) : there
    }
    const first = last(month, day)
    const slashed = /^\d{1,2}[/.-]\d{1,2}([/.-]\d{2,4})?$/.test(line.slice(at, at + length))
    if (slashed && day <= 12 && day !== month) {
      const options = [first, last(day, month)].filter((d) => d <= today).map(toText)
      return { at, length, day: { ...one(first), unsure: 'numeric' as const, options } }
    }
    return first > today ? { at, length, future: true } : { at, length, day: one(first) }
  })
}

/** Every day and time in a tidy line, in order, without overlaps. Costs one test where there is none. */
export function findDays(line: string, now: number, zone: string, words: Words): FoundDay[] {
  const { days } = words
  if (!days.gate.test(line)) return []
  const today = civilDay(now, zone)
  const found: FoundDay[] = []
  const free = (at: number, length: number): boolean =>
    found.every((f) => at + length <= f.at || at >= f.at + f.length)
  const add = (match: RegExpMatchArray, what: Omit<FoundDay, 'at' | 'length'>): void => {
    const at = match.index ?? 0
    if (match[0].trim() !== '' && free(at, match[0].length))
      found.push({ at, length: match[0].length, ...what })
  }
  if (days.calendar.test(line)) found.push(...calendar(line, today, words))
  for (const match of line.matchAll(days.ago)) {
    const day = countBack(match[1] ?? '', match[2] ?? '', now, zone, words)
    if (day !== undefined) add(match, { day: one(day) })
  }
  for (const { pattern, back } of days.relative) {
    for (const match of line.matchAll(pattern))
      add(match, back < 0 ? { future: true } : { day: one(today - back) })
  }
  for (const match of line.matchAll(days.vague))
    add(match, { day: { ...one(today), unsure: 'vague' } })
  weekdays(line, today, words, add)
  for (const match of line.matchAll(days.future)) add(match, { future: true })
  for (const match of line.matchAll(days.ordinal)) {
    const day = lastOrdinal(Number(match[1]), today)
    if (day !== undefined) add(match, { day: one(day) })
  }
  for (const match of line.matchAll(days.clock)) add(match, {})
  return found.sort((a, b) => a.at - b.at)
}

type Add = (match: RegExpMatchArray, what: Omit<FoundDay, 'at' | 'length'>) => void

function weekdays(line: string, today: CivilDay, words: Words, add: Add): void {
  const { days } = words
  for (const match of line.matchAll(days.weekdayRange)) {
    const a = days.weekdays[match[1] ?? '']
    const b = days.weekdays[match[2] ?? '']
    if (a === undefined || b === undefined) continue
    const to = today - ((weekdayOf(today) - b + 7) % 7)
    add(match, { day: one(to - ((b - a + 7) % 7), to) })
  }
  for (const match of line.matchAll(days.weekday)) {
    const name =
      days.weekdays[(match[2] ?? '').replace(/(?<=day)s$/, '')] ?? days.weekdays[match[2] ?? '']
    if (name !== undefined) add(match, lastWeekday(name, match[1] ?? '', today, words))
  }
  // Which day of a span, or all of them? "Every day" says so; otherwise it has to be asked.
  const monday = today - ((weekdayOf(today) + 6) % 7)
  const span = (pattern: RegExp, from: CivilDay, to: CivilDay): void => {
    for (const match of line.matchAll(pattern)) {
      add(match, { day: { ...one(from, Math.max(from, Math.min(to, today))), unsure: 'vague' } })
    }
  }
  span(days.thisWeek, monday, today)
  span(days.lastWeek, monday - 7, monday - 1)
  const sunday = today - weekdayOf(today)
  span(
    days.weekend,
    weekdayOf(today) === 6 ? today : sunday - 1,
    weekdayOf(today) === 6 ? today : sunday,
  )
}

/** "On the 12th": the latest 12th that is not ahead. */
function lastOrdinal(day: number, today: CivilDay): CivilDay | undefined {
  for (let back = 0; back <= 62; back++) {
    if (new Date((today - back) * DAY).getUTCDate() === day) return today - back
  }
  return undefined
}

export const todaySlot = (now: number, zone: string): DaySlot => {
  const today = toText(civilDay(now, zone))
  return { from: today, to: today, said: false }
}
