import { localDay } from '../../shared/day.js'
import { CodedError } from '../../shared/errors.js'
import type { Call } from '../../shared/message/call.js'
import type { Write } from '../../shared/store/together.js'
import { list } from '../habit/messages.js'
import { createHabit } from './act/create.js'
import { logIntention } from './act/log.js'
import { logMood } from './act/mood.js'
import { tellProgress } from './act/progress.js'
import { answerSafety } from './act/safety.js'
import { repair, talk } from './act/talk.js'
import { undoLast } from './act/undo.js'
import { openQuestion, type State } from './state.js'
import { Turn } from './turn.js'
import type { Intention, KnownHabit } from './understand/types.js'
import { understand } from './understand/understand.js'

/** The person's habits, or undefined while the service is away: then it still listens. */
async function habitsOf(call: Call): Promise<KnownHabit[] | undefined> {
  try {
    const habits: KnownHabit[] = []
    for (let cursor: string | undefined, more = true; more;) {
      const page = await call.ask(list, { limit: 200, ...(cursor === undefined ? {} : { cursor }) })
      for (const { id, name, kind, unit } of page.items) {
        habits.push({ id, name, kind, ...(unit === undefined ? {} : { unit }) })
      }
      cursor = page.next
      more = cursor !== undefined
    }
    return habits
  } catch (error) {
    if (error instanceof CodedError && error.status >= 500) return undefined
    throw error
  }
}

const needsHabits = new Set([
  'log_done',
  'log_amount',
  'log_missed',
  'skip',
  'ask_progress',
  'create',
])

/** Do what one intention says. Gives what is to be kept with the turn. */
async function actOn(turn: Turn, intention: Intention): Promise<Write[]> {
  const { intent } = intention
  if (turn.habits === undefined && needsHabits.has(intent)) {
    turn.say('unavailable', {})
    return []
  }
  switch (intent) {
    case 'log_done':
    case 'log_amount':
    case 'log_missed':
    case 'skip':
      await logIntention(turn, intention)
      return []
    case 'create':
      await createHabit(turn, intention)
      return []
    case 'mood_log':
      await logMood(turn, intention)
      return []
    case 'ask_progress':
      await tellProgress(turn, intention)
      return []
    case 'undo':
      return undoLast(turn)
    default:
      if (!talk(turn, intention)) repair(turn)
      return []
  }
}

/** One turn of the conversation: safety first, then what the person said, each thing in its order. */
export async function converse(
  call: Call,
  state: State,
  given: { id: string; text: string; messageId: string | undefined },
): Promise<{ turn: Turn; writes: Write[] }> {
  const now = call.now()
  const habits = await habitsOf(call)
  const today = localDay(now, call.zone)
  const turn = new Turn({ call, ...given, today, now, state, habits })
  const open = openQuestion(state, now)
  const understanding = understand({
    text: given.text,
    now,
    zone: call.zone,
    habits: habits ?? [],
    ...(open === undefined ? {} : { open }),
  })
  turn.understanding = understanding
  const { tier } = understanding.safety
  if (tier !== 'none') answerSafety(turn, understanding.safety)
  // An interruption comes back to the open question; an answer closes it, and so does a quick reply.
  const chosen = given.text.startsWith('/') && understanding.intents.length === 1
  if (!understanding.answered && !chosen) turn.open = open
  if (tier === 'explicit' || tier === 'imminent') return { turn, writes: [] }

  const writes: Write[] = []
  for (const intention of understanding.intents) {
    try {
      writes.push(...(await actOn(turn, intention)))
    } catch (error) {
      if (!(error instanceof CodedError)) throw error
      call.log.warn({ code: error.code, requestId: call.context.requestId }, 'a turn could not act')
      turn.say('unavailable', {})
    }
  }
  if (turn.says.length === 0) repair(turn)
  return { turn, writes }
}
