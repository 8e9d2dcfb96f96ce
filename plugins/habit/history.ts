import { dayNumber } from '../../shared/day.js'
import type { LocalDay, Weekday } from '../../shared/day.js'
import { shapeOf } from './rule.js'
import type { Rule, Shape } from './rule.js'

/** What is known of one day. Several amounts of a day are added up before they come here. */
export interface DayEntry {
  readonly day: LocalDay
  readonly state: 'yes' | 'no' | 'skip'
  /** In the habit's unit. */
  readonly amount?: number
}

/** What is counted. `target` (in the habit's unit) is for the rule's window: a day, or a week. */
export type Measured =
  | { readonly kind: 'yesno' }
  | {
      readonly kind: 'measurable'
      readonly target: number
      readonly direction: 'at-least' | 'at-most'
    }

export interface HistoryInput {
  readonly entries: Iterable<DayEntry>
  /** The local day on which the habit was made. */
  readonly created: LocalDay
  /** The owner's present local day; it is open, and entries after it are not read. */
  readonly today: LocalDay
  readonly rule: Rule
  readonly measured: Measured
  /** ISO, default Monday. */
  readonly firstWeekday?: Weekday
}

/** What statistics read. Days are day numbers (shared/day.ts), so that a walk is plain counting. */
export interface History {
  readonly shape: Shape
  readonly measured: Measured
  readonly firstWeekday: Weekday
  /** The day of creation, or the first entry where that is earlier (backfill, import). */
  readonly start: number
  readonly today: number
  entry(n: number): DayEntry | undefined
  /** Whether the day is taken out by a skip. */
  skipped(n: number): boolean
  /** Whether there is a yes or a no. */
  recorded(n: number): boolean
  /** What the day brings its window: 1 for yes; of a measurable habit the amount. Else 0. */
  credit(n: number): number
}

/**
 * The amount that a measurable entry stands for. A bare yes or no (a chat's "did it", "not today")
 * says whether the day did its share without saying how much, so it gets an amount that means just
 * that: yes is the share of the target, or nothing used of a limit; no is nothing done, or a limit
 * so far exceeded that the day is worth 0 (for the model of strength.ts: twice the target).
 */
function amountOf(entry: DayEntry, shape: Shape, target: number, atLeast: boolean): number {
  if (entry.amount !== undefined) return entry.amount
  if (entry.state === 'yes') return atLeast ? target / shape.wanted : 0
  return atLeast ? 0 : Math.max(2 * target, 1)
}

function creditOf(entry: DayEntry, shape: Shape, measured: Measured): number {
  if (entry.state === 'skip') return 0
  if (measured.kind === 'yesno') return entry.state === 'yes' ? 1 : 0
  return amountOf(entry, shape, measured.target, measured.direction === 'at-least')
}

const RECORDED = 1
const SKIPPED = 2

/** Of two entries for one day the later one in order stands. */
export function historyOf(input: HistoryInput): History {
  const { measured, firstWeekday = 1 } = input
  const shape = shapeOf(input.rule)
  const today = dayNumber(input.today)
  let start = Math.min(dayNumber(input.created), today)
  const days = new Map<number, DayEntry>()
  for (const entry of input.entries) {
    const n = dayNumber(entry.day)
    // A journey west can make yesterday's entry tomorrow's: it waits until its day comes.
    if (n > today) continue
    if (n < start) start = n
    days.set(n, entry)
  }
  // Spread out once, nine bytes a day: the statistics pass by every day several times.
  const credits = new Float64Array(today - start + 1)
  const marks = new Uint8Array(today - start + 1)
  for (const [n, entry] of days) {
    marks[n - start] = entry.state === 'skip' ? SKIPPED : RECORDED
    if (shape.asks(n)) credits[n - start] = creditOf(entry, shape, measured)
  }
  return {
    shape,
    measured,
    firstWeekday,
    start,
    today,
    entry: (n) => days.get(n),
    skipped: (n) => marks[n - start] === SKIPPED,
    recorded: (n) => marks[n - start] === RECORDED,
    credit: (n) => credits[n - start] ?? 0,
  }
}
