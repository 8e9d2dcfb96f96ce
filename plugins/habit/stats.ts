import { comebackReader } from './comeback.js'
import type { Comebacks } from './comeback.js'
import type { History } from './history.js'
import { keptReader, periods } from './kept.js'
import type { Kept, Range } from './kept.js'
import { streakReader } from './streak.js'
import type { Streak } from './streak.js'
import { strength } from './strength.js'

export interface Stats {
  readonly kept: Kept
  readonly streak: Streak
  /** 0 to 1. */
  readonly strength: number
  readonly comebacks: Comebacks
}

/**
 * All figures of a habit: every period is judged once, every day weighed once, so the cost grows with
 * the days and with nothing else. `range` is for `kept` alone; the others are about the whole life.
 */
export function stats(history: History, range: Range = {}): Stats {
  const kept = keptReader(range)
  const streak = streakReader(history.shape.unit)
  const comebacks = comebackReader()
  for (const period of periods(history)) {
    kept.read(period)
    streak.read(period)
    comebacks.read(period)
  }
  return {
    kept: kept.answer(),
    streak: streak.answer(),
    strength: strength(history),
    comebacks: comebacks.answer(),
  }
}
