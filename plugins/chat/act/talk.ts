import type { Turn } from '../turn.js'
import { payloadOf } from '../understand/payload.js'
import type { Intention } from '../understand/types.js'

/** Everyday talk that changes nothing. False where the intent is none of it. */
export function talk(turn: Turn, intention: Intention): boolean {
  const [word] = turn.understanding?.feeling.words ?? []
  switch (intention.intent) {
    case 'greet':
      turn.say(turn.state.turns === 0 ? 'first-hello' : 'greet', {})
      return true
    case 'help':
      turn.say('help', {})
      turn.offer(turn.locale.writing.chips.progress, '/ask_progress')
      return true
    case 'thanks':
    case 'bye':
      turn.say(intention.intent, {})
      return true
    case 'bot_challenge':
      turn.say('bot', {})
      return true
    case 'talk_to_human':
      turn.say('talk-to-human', {})
      return true
    case 'vent':
      if (word === undefined) turn.say('vent', {})
      else turn.say('vent-word', { word })
      return true
    case 'deny':
    case 'maybe':
    case 'stop':
      turn.say('stopped', {})
      return true
    case 'checkin':
      turn.say('ask-mood', {})
      turn.open = { kind: 'mood' }
      return true
    default:
      return false
  }
}

/** Not understood: first two guesses, then what it can do, then it keeps the words and stops asking. */
export function repair(turn: Turn): void {
  turn.misses = turn.state.misses + 1
  const guesses = turn.understanding?.guesses ?? []
  const chips = guesses.flatMap((guess) => {
    const text = payloadOf(guess)
    const id = guess.slots.habit?.candidates[0]?.id
    const label = id === undefined ? undefined : turn.habit(id)?.name
    return text === null || label === undefined ? [] : [{ label, text }]
  })
  if (turn.misses === 1 && chips.length > 0) {
    turn.say('not-understood-1', {})
    for (const chip of chips.slice(0, 2)) turn.offer(chip.label, chip.text)
    return
  }
  if (turn.misses <= 2) {
    turn.say('not-understood-2', {})
    turn.offer(turn.locale.writing.chips.help, '/help')
    turn.offer(turn.locale.writing.chips.progress, '/ask_progress')
    return
  }
  turn.say('not-understood-3', {})
  turn.misses = 0
}
