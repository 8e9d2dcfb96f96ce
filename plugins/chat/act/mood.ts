import { log, remove } from '../../mood/messages.js'
import type { Turn } from '../turn.js'
import type { Intention } from '../understand/types.js'

const sleepWords = { bad: 'badly', ok: 'so-so', good: 'well' } as const

/** How the person says they feel: kept as a check-in, and their own word is said back first. */
export async function logMood(turn: Turn, intention: Intention): Promise<void> {
  const { level, feelings = [], sleep } = intention.slots
  if (level === undefined) {
    if (sleep?.quality !== undefined) turn.say('sleep-noted', {})
    turn.say('ask-mood', {})
    turn.open = { kind: 'mood' }
    return
  }
  const logged = await turn.call.ask(log, {
    level,
    // A turn that is made again after a crash checks in once.
    ...(turn.messageId === undefined ? {} : { once: `${turn.messageId}-${turn.did.length}` }),
    ...(feelings.length === 0 ? {} : { feelings: feelings.slice(0, 20) }),
    ...(sleep?.quality === undefined ? {} : { sleep: sleepWords[sleep.quality] }),
  })
  turn.did.push({
    what: log.pattern,
    undo: { send: remove.pattern, body: { moodId: logged.id } },
  })
  // From here on the talk has the tone of this mood.
  turn.mood = level
  turn.moodSaid = true
  const [word] = turn.understanding?.feeling.words ?? []
  if (word === undefined) turn.say('mood-logged-plain', {})
  else turn.say('mood-logged', { word })
  if (sleep?.quality === 'bad') turn.say('sleep-noted', {})
  turn.offer(turn.locale.writing.chips.undo, '/undo')
}
