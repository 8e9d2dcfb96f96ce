import type { History } from './history.js'
import { readPeriods } from './kept.js'
import type { Reader } from './kept.js'
import type { Unit } from './rule.js'

/** Counted in `unit`: asked days, or weeks. */
export interface Streak {
  readonly current: number
  readonly best: number
  readonly unit: Unit
}

/** Only a miss breaks: excused periods bridge, and the open one waits until it is over. */
export function streakReader(unit: Unit): Reader<Streak> {
  let current = 0
  let best = 0
  return {
    read({ verdict }) {
      if (verdict === 'kept') current++
      else if (verdict === 'missed') current = 0
      if (current > best) best = current
    },
    answer: () => ({ current, best, unit }),
  }
}

/** Kept periods one after another: those that lead up to today, and the most that there ever were. */
export const streak = (history: History): Streak =>
  readPeriods(history, streakReader(history.shape.unit))
