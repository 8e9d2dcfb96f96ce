import type { Call } from '../../shared/message/call.js'
import type { Row } from '../../shared/store/entity.js'
import type { Write } from '../../shared/store/together.js'
import { states } from './entities.js'
import type { OpenQuestion } from './understand/types.js'

export type State = Row<typeof states>

/** An open question is forgotten after half an hour (ms). */
const openFor = 30 * 60_000
/** A mood that was said counts for the tone of the talk this long (ms). */
const moodFor = 18 * 3_600_000
/** How many used sentences are remembered. */
const mostRecent = 200

/** Where the person's conversation stands; `stored` is undefined before the first turn. */
export async function readState(call: Call): Promise<{ state: State; stored: boolean }> {
  const found = await call.mine(states).find({ id: call.user })
  if (found !== null) return { state: found, stored: true }
  const state: State = {
    id: call.user,
    owner: call.user,
    open: null,
    openedAt: 0,
    recent: [],
    misses: 0,
    mood: null,
    moodAt: 0,
    turns: 0,
  }
  return { state, stored: false }
}

/** The question that still stands open. */
export function openQuestion(state: State, now: number): OpenQuestion | undefined {
  if (state.open === null || now - state.openedAt > openFor) return undefined
  return state.open as unknown as OpenQuestion
}

/** The mood that still counts, 1 to 5. */
export const presentMood = (state: State, now: number): number | undefined =>
  state.mood !== null && now - state.moodAt <= moodFor ? state.mood : undefined

/** The new state, for the turn's transaction: two turns at once cannot both follow the same state. */
export function stateWrite(call: Call, before: State, stored: boolean, after: State): Write {
  const next = { ...after, turns: before.turns + 1, recent: after.recent.slice(-mostRecent) }
  if (!stored) return { save: states.canon, data: next, expect: null }
  return call.mine(states).put(next, { turns: before.turns })
}
