import { dayOfNumber } from '../../shared/day.js'
import type { LocalDay } from '../../shared/day.js'
import type { History } from './history.js'
import { readPeriods } from './kept.js'
import type { Reader } from './kept.js'

/** One return. Of a weekly rule the days are the first ones of the weeks. */
export interface Comeback {
  /** The first miss of the row of misses that it ended. */
  readonly missed: LocalDay
  readonly back: LocalDay
  /** Calendar days between the two; 1 is the very next day. */
  readonly days: number
}

export interface Comebacks {
  /** In order of time. */
  readonly list: readonly Comeback[]
  readonly last: Comeback | undefined
  /** Of `days`; undefined when there was none yet. */
  readonly median: number | undefined
  /** The first miss that nothing kept has followed yet. */
  readonly awaySince: LocalDay | undefined
}

function medianOf(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b)
  const upper = sorted[sorted.length >> 1]
  if (upper === undefined || sorted.length % 2 === 1) return upper
  return ((sorted[(sorted.length >> 1) - 1] ?? upper) + upper) / 2
}

/**
 * What the product leads with: not that a day was missed, but how soon the person came back. Before
 * the first kept period a miss counts as well: beginning late is coming back, too.
 */
export function comebackReader(): Reader<Comebacks> {
  const list: Comeback[] = []
  let missed: number | undefined
  return {
    read({ from, verdict }) {
      if (verdict === 'missed') missed ??= from
      if (verdict !== 'kept' || missed === undefined) return
      list.push({ missed: dayOfNumber(missed), back: dayOfNumber(from), days: from - missed })
      missed = undefined
    },
    answer: () => ({
      list,
      last: list.at(-1),
      median: medianOf(list.map((comeback) => comeback.days)),
      awaySince: missed === undefined ? undefined : dayOfNumber(missed),
    }),
  }
}

export const comebacks = (history: History): Comebacks => readPeriods(history, comebackReader())
