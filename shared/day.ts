/**
 * Local calendar days. A habit's day is a date on its owner's wall, not an instant, so it is kept as
 * 'YYYY-MM-DD' (years 1900–2199): it sorts as text and is read as it is. Arithmetic goes through day
 * numbers (days since 1970-01-01), where no zone and no hour can get in the way; only `localDay`,
 * which makes a day of an instant, knows of zones.
 */
export type LocalDay = string
/** 'YYYY-MM'. */
export type LocalMonth = string
/** ISO: 1 = Monday … 7 = Sunday. */
export type Weekday = number

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
const SHAPE = /^(?:19|20|21)\d\d-\d\d-\d\d$/
const FIRST = Date.UTC(1900, 0, 1) / DAY_MS
const LAST = Date.UTC(2199, 11, 31) / DAY_MS
const MONTH_LENGTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** Digits by char code: several times cheaper than slicing and parsing. */
const two = (s: string, at: number): number =>
  (s.charCodeAt(at) - 48) * 10 + s.charCodeAt(at + 1) - 48

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)

/** Whether it is a day of the calendar, written 'YYYY-MM-DD', from 1900 to 2199; 2026-02-30 is none. */
export function isLocalDay(value: unknown): value is LocalDay {
  if (typeof value !== 'string' || !SHAPE.test(value)) return false
  const month = two(value, 5)
  const length = MONTH_LENGTH[month - 1]
  if (length === undefined) return false
  const leap = month === 2 && isLeap(two(value, 0) * 100 + two(value, 2)) ? 1 : 0
  const date = two(value, 8)
  return date >= 1 && date <= length + leap
}

/** Days since 1970-01-01 (negative before it). Throws a RangeError for what is no local day. */
export function dayNumber(day: LocalDay): number {
  if (!isLocalDay(day)) throw new RangeError(`not a local day: ${String(day).slice(0, 20)}`)
  return Date.UTC(two(day, 0) * 100 + two(day, 2), two(day, 5) - 1, two(day, 8)) / DAY_MS
}

/** The day with this number; the reverse of `dayNumber`. Throws a RangeError outside 1900–2199. */
export function dayOfNumber(n: number): LocalDay {
  if (!Number.isInteger(n) || n < FIRST || n > LAST) {
    throw new RangeError(`outside the years 1900–2199: day number ${n}`)
  }
  const date = new Date(n * DAY_MS)
  const month = date.getUTCMonth() + 1
  const dom = date.getUTCDate()
  return `${date.getUTCFullYear()}-${month < 10 ? '0' : ''}${month}-${dom < 10 ? '0' : ''}${dom}`
}

/** ISO weekday of a day number. Day 0, 1970-01-01, was a Thursday. */
export const weekdayOfNumber = (n: number): Weekday => ((((n + 3) % 7) + 7) % 7) + 1

/** Number of the first day of the week that `n` belongs to, in weeks that start on `firstWeekday`. */
export const weekStartOfNumber = (n: number, firstWeekday: Weekday = 1): number =>
  n - ((weekdayOfNumber(n) - firstWeekday + 7) % 7)

/** The day `days` later (earlier when negative). Throws a RangeError outside 1900–2199. */
export const addDays = (day: LocalDay, days: number): LocalDay => dayOfNumber(dayNumber(day) + days)

/** Days from `from` to `to`: 1 from a day to the next, negative when `to` is the earlier one. */
export const daysBetween = (from: LocalDay, to: LocalDay): number => dayNumber(to) - dayNumber(from)

/** ISO weekday: 1 = Monday … 7 = Sunday. */
export const weekday = (day: LocalDay): Weekday => weekdayOfNumber(dayNumber(day))

/** First day of the week that `day` belongs to, in weeks that start on `firstWeekday` (ISO). */
export const weekStart = (day: LocalDay, firstWeekday: Weekday = 1): LocalDay =>
  dayOfNumber(weekStartOfNumber(dayNumber(day), firstWeekday))

/** The month that a day belongs to, 'YYYY-MM': the bucket that days are stored by. */
export const monthKey = (day: LocalDay): LocalMonth => day.slice(0, 7)

/** Order for sorting: -1, 0 or 1. */
export const compareDays = (a: LocalDay, b: LocalDay): -1 | 0 | 1 => (a < b ? -1 : a > b ? 1 : 0)

/** Every day from `from` to `to`, both included; none when `to` is the earlier one. */
export function* eachDay(from: LocalDay, to: LocalDay): Generator<LocalDay, void, undefined> {
  const last = dayNumber(to)
  for (let n = dayNumber(from); n <= last; n++) yield dayOfNumber(n)
}

/**
 * IANA's names without a slash. ICU takes many more ('IST', 'BST' as Dhaka, 'PST'), which are no IANA
 * zones and mean different things to different people: a wrong zone is worse than a question.
 */
const SINGLE = new Set(
  `UTC GMT UCT Zulu Universal Greenwich GMT0 GMT+0 GMT-0 EST MST HST EST5EDT CST6CDT MST7MDT PST8PDT
  WET CET MET EET Cuba Egypt Eire GB GB-Eire Hongkong Iceland Iran Israel Jamaica Japan Kwajalein
  Libya NZ NZ-CHAT Navajo PRC Poland Portugal ROC ROK Singapore Turkey W-SU`.split(/\s+/),
)
const AREA =
  /^(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Brazil|Canada|Chile|Etc|Europe|Indian|Mexico|Pacific|US)(?:\/[A-Z][A-Za-z0-9_+-]*){1,2}$/

/** More than there are zones, so that it only ever fills with spellings nobody uses. */
const FORMATS_KEPT = 640
const formats = new Map<string, Intl.DateTimeFormat>()

/** Making one costs some fifty times as much as using it. */
function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known !== undefined) return known
  if (zone.length > 40 || !(SINGLE.has(zone) || AREA.test(zone))) {
    throw new RangeError(`not an IANA zone: ${zone.slice(0, 40)}`)
  }
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  if (formats.size >= FORMATS_KEPT) {
    const oldest = formats.keys().next()
    if (oldest.done !== true) formats.delete(oldest.value)
  }
  formats.set(zone, made)
  return made
}

/** Whether this process knows the IANA zone, spelt as IANA does; offsets and abbreviations are none. */
export function isZone(name: unknown): name is string {
  if (typeof name !== 'string') return false
  try {
    formatOf(name)
    return true
  } catch {
    return false
  }
}

/** What the clock on the wall shows, in milliseconds as if that wall were in UTC; whole seconds. */
function wall(instantMs: number, format: Intl.DateTimeFormat): number {
  // 'MM/DD/YYYY, HH:MM:SS': one string is a third of the price of parts.
  const s = format.format(instantMs)
  const year = two(s, 6) * 100 + two(s, 8)
  return Date.UTC(year, two(s, 0) - 1, two(s, 3), two(s, 12), two(s, 15), two(s, 18))
}

const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/

/**
 * The local day of an instant (ms since 1970-01-01T00:00Z) in an IANA zone, for a person whose day
 * starts at `dayStartsAt` ('HH:MM' on the wall); before that it is still the day before.
 *
 * With '00:00' it is the date of the calendar. With a later start a day begins once: where the clock
 * is set back over the start, at the first time it is shown; where it jumps over it, at the first
 * instant after. The day before is that of the calendar, which is not always the date less one: Apia
 * had no 2011-12-30. (Set back over midnight and over the start at once, as Casey station was in 2010
 * for one that starts before 02:00, the clock wins.) Throws a RangeError for an unknown zone, a bad time, or outside 1900–2199.
 */
export function localDay(instantMs: number, zone: string, dayStartsAt = '00:00'): LocalDay {
  if (!TIME.test(dayStartsAt))
    throw new RangeError(`not a time of day: ${dayStartsAt.slice(0, 10)}`)
  const format = formatOf(zone)
  // Also keeps NaN out; and `format` would take undefined to be now.
  if (!(instantMs >= FIRST * DAY_MS && instantMs < (LAST + 1) * DAY_MS)) {
    throw new RangeError(`outside the years 1900–2199: instant ${instantMs}`)
  }
  const now = wall(instantMs, format)
  const today = Math.floor(now / DAY_MS)
  const start = (two(dayStartsAt, 0) * 60 + two(dayStartsAt, 3)) * 60_000
  const sinceMidnight = now - today * DAY_MS
  if (sinceMidnight >= start) return dayOfNumber(today)

  // An instant certainly on the calendar's day before, and the offset that held then: twelve hours
  // before midnight is far from both ends of it, whatever was done to the clock in the night.
  const before = instantMs - sinceMidnight - 12 * HOUR_MS
  const shown = wall(before, format)
  const offset = shown - Math.floor(before / 1000) * 1000
  const startsAt = today * DAY_MS + start
  const begun = startsAt - offset <= instantMs && wall(startsAt - offset, format) === startsAt
  return dayOfNumber(begun ? today : Math.floor(shown / DAY_MS))
}
