import { addDays, weekday } from '../../shared/day.js'
import { type DemoHabit, demoHabits } from './habits.js'
import { pick, type Random, randomOf } from './random.js'
import { skippedFor, storyLength, strengthOn } from './story.js'

/** What is recorded for one habit on one day. */
export interface Recording {
  /** Which of the habits, from 0. */
  readonly habit: number
  readonly day: string
  readonly body: {
    readonly state: 'yes' | 'no' | 'skip'
    readonly amount?: number
    readonly note?: string
  }
}

/** One good day in so many has a note; a bad one more seldom still. */
const notedGood = 0.12
const notedBad = 0.25

const noted = (note: string | undefined) => (note === undefined ? {} : { note })

function bodyOf(
  habit: DemoHabit,
  at: { readonly number: number; readonly weekday: number },
  random: Random,
): Recording['body'] | undefined {
  // Always the same count of numbers a day, so that one day does not shift those after it.
  const [done, howMuch, told, noting] = [random(), random(), random(), random()]
  const strength = strengthOn(at.number)
  const likely = habit.likely(strength, at.weekday)
  if (likely === 0) return undefined
  const skipped = skippedFor(at.number)
  if (skipped !== undefined) return { state: 'skip', note: skipped }
  if (done < likely) {
    const note = noting < notedGood ? pick(random, habit.notes) : undefined
    const amount = habit.amount?.(strength, howMuch)
    return { state: 'yes', ...(amount === undefined ? {} : { amount }), ...noted(note) }
  }
  if (told >= habit.tellsNo) return undefined
  return { state: 'no', ...noted(noting < notedBad ? pick(random, habit.noes) : undefined) }
}

/** Ninety days that end yesterday: the same for the same seed and day. */
export function daysBefore(today: string, seed: number): Recording[] {
  return demoHabits.flatMap((kind, habit) =>
    Array.from({ length: storyLength }, (_none, number) => {
      const day = addDays(today, number - storyLength)
      const random = randomOf(seed * 1_000_003 + habit * 1009 + number * 31)
      const body = bodyOf(kind, { number, weekday: weekday(day) }, random)
      return body === undefined ? [] : [{ habit, day, body }]
    }).flat(),
  )
}
