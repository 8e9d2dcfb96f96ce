import { stats } from '../../habit/messages.js'
import type { Turn } from '../turn.js'
import { clearMatch } from '../understand/habits.js'
import type { Intention, KnownHabit } from '../understand/types.js'

/** More would be a list and no answer. */
const mostHabits = 5

async function tell(turn: Turn, habit: KnownHabit): Promise<void> {
  const { kept, comeback } = await turn.call.ask(stats, { habitId: habit.id })
  if (kept.asked === 0) return turn.say('progress-none', { habit: habit.name })
  turn.say('progress', { habit: habit.name, kept: kept.kept, asked: kept.asked })
  // It leads with coming back and never with a chain that broke.
  if (comeback.times > 0 && kept.kept < kept.asked) {
    turn.say('progress-comeback', { habit: habit.name })
  }
}

/** How it is going, for one habit or for all. */
export async function tellProgress(turn: Turn, intention: Intention): Promise<void> {
  const habits = turn.habits ?? []
  if (habits.length === 0) return turn.say('no-habits-yet', {})
  const id = clearMatch(intention.slots.habit)
  const one = id === null ? undefined : turn.habit(id)
  for (const habit of one === undefined ? habits.slice(0, mostHabits) : [one]) {
    await tell(turn, habit)
  }
}
