import { CodedError } from '../../../shared/errors.js'
import type { Write } from '../../../shared/store/together.js'
import { remove as removeHabit, undo as undoHabit } from '../../habit/messages.js'
import { remove as removeMood } from '../../mood/messages.js'
import { type Deed, turns } from '../entities.js'
import { dayText } from '../reply/format.js'
import type { Turn } from '../turn.js'

const unfinished = (error: unknown): boolean =>
  !(error instanceof CodedError) || error.status >= 500

/** Undo one deed. What was changed again since, or taken back already, stays as it is now. */
async function undoDeed(turn: Turn, deed: Deed): Promise<boolean> {
  try {
    if (deed.undo?.send === undoHabit.pattern) {
      await turn.call.ask(undoHabit, { changeId: String(deed.undo.body['changeId']) })
      return true
    }
    if (deed.undo?.send === removeMood.pattern) {
      await turn.call.ask(removeMood, { moodId: String(deed.undo.body['moodId']) })
      turn.mood = undefined
      turn.moodSaid = true
      return true
    }
    if (deed.undo?.send === removeHabit.pattern) {
      // What was begun by mistake goes to the archive: by now something may be recorded in it.
      await turn.call.ask(removeHabit, { habitId: String(deed.undo.body['habitId']) })
      return true
    }
  } catch (error) {
    if (unfinished(error)) throw error
  }
  return false
}

function nameOf(turn: Turn, deed: Deed): string {
  const habit = deed.habitId === undefined ? undefined : turn.habit(deed.habitId)
  const { day } = deed
  if (habit === undefined) return turn.locale.writing.yourMood
  if (day === undefined) return habit.name
  return `${habit.name}, ${dayText({ from: day, to: day }, turn.today, turn.locale)}`
}

/** Take back what the last turn did that was not taken back yet. Gives what to keep of it. */
export async function undoLast(turn: Turn): Promise<Write[]> {
  const table = turn.call.mine(turns)
  const [last] = await table.list({ undoable: true, sort$: { id: -1 }, limit$: 1 })
  if (last === undefined) {
    turn.say('nothing-to-undo', {})
    return []
  }
  const undone: Deed[] = []
  for (const deed of [...last.did].reverse()) if (await undoDeed(turn, deed)) undone.push(deed)
  if (undone.length === 0) turn.say('nothing-to-undo', {})
  else
    turn.say('undone', { what: [...new Set(undone.map((deed) => nameOf(turn, deed)))].join('; ') })
  for (const deed of undone) {
    const { what: _what, undo: _undo, ...where } = deed
    turn.did.push({ what: deed.undo?.send ?? '', ...where })
  }
  return [table.put({ ...last, undone: true, undoable: false })]
}
