import { dayOfNumber } from '../../shared/day.js'
import type { LocalDay } from '../../shared/day.js'
import type { History } from './history.js'
import type { Frequency } from './rule.js'

/**
 * How strong a habit has become, 0 to 1: the exponential model published for Loop Habit Tracker,
 * re-implemented from its description, no code taken. With f = num/den times a day,
 *
 *   m = 0.5^(√f / 13)      score = previous · m + value · (1 − m)
 *
 * once for every day from the habit's start; a skipped day leaves the score as it is.
 *
 * - Yes/no: value = min(1, yes in the last den days / num). Where f < 1 both are doubled first, so
 *   that one late week does not show. f itself, and so m, stays.
 * - Measurable: `num` is how many *targets* fall due in den days, since a target is for the rule's
 *   window: 1 in 1 of a daily habit, 1 in 7 of a weekly one (however many times a week), 3 in 7 of
 *   one for Mon, Wed, Fri. m follows from that f; the sum over den days is held against num targets.
 *   Nothing is doubled. At most starts from 1, and a day without an entry is a day within the limit.
 * - Days that the rule does not ask on bring nothing to the sums, but are days of the model: their
 *   share is in f.
 *
 * Today is not over. What is done today counts at once, but today never lowers the score: the
 * greater of the two is taken. Of "at most" nothing is sure before midnight: today waits.
 */
interface Model {
  readonly m: number
  /** Days that are summed, the present one included. */
  readonly den: number
  readonly first: number
  readonly value: (sum: number) => number
}

export interface DayStrength {
  readonly day: LocalDay
  readonly score: number
}

const clamp = (x: number): number => Math.min(1, Math.max(0, x))

/** The weight of yesterday's score. */
export const decay = ({ num, den }: Frequency): number => Math.pow(0.5, Math.sqrt(num / den) / 13)

function modelOf({ shape, measured }: History): Model {
  if (measured.kind === 'yesno') {
    const { num, den } = shape.frequency
    const factor = num < den ? 2 : 1
    const wanted = num * factor
    const value = (sum: number): number => Math.min(1, sum / wanted)
    return { m: decay(shape.frequency), den: den * factor, first: 0, value }
  }
  const due = shape.unit === 'week' ? { num: 1, den: 7 } : shape.frequency
  const target = measured.target * due.num
  const atLeast = (sum: number): number => (target > 0 ? clamp(sum / target) : 1)
  const atMost = (sum: number): number =>
    target > 0 ? clamp(1 - (sum - target) / target) : sum > 0 ? 0 : 1
  return measured.direction === 'at-least'
    ? { m: decay(due), den: due.den, first: 0, value: atLeast }
    : { m: decay(due), den: due.den, first: 1, value: atMost }
}

/** Calls `each` with the score of every day from the start to today, and gives the last. */
function walk(history: History, each?: (n: number, score: number) => void): number {
  const { m, den, first, value } = modelOf(history)
  const { start, today, measured } = history
  const waits = measured.kind === 'measurable' && measured.direction === 'at-most'
  // The last den credits, day n in cell n mod den; summed anew each day, for a running sum drifts.
  const ring = new Float64Array(den)
  let score = first
  for (let n = start; n <= today; n++) {
    ring[(n - start) % den] = history.credit(n)
    if (!history.skipped(n) && !(waits && n === today)) {
      let sum = 0
      for (const credit of ring) sum += credit
      const next = score * m + value(sum) * (1 - m)
      score = n === today ? Math.max(score, next) : next
    }
    each?.(n, score)
  }
  return score
}

/** The score today, 0 to 1. */
export const strength = (history: History): number => walk(history)

/** The score of every day from the habit's start to today. */
export function strengthSeries(history: History): DayStrength[] {
  const series: DayStrength[] = []
  walk(history, (n, score) => series.push({ day: dayOfNumber(n), score }))
  return series
}
