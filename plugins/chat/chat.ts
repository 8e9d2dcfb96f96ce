import { uuidv7 } from 'uuidv7'
import { failedWith } from '../../shared/errors.js'
import { announce, type Call } from '../../shared/message/call.js'
import type { OutputOf } from '../../shared/message/declare.js'
import { plugin } from '../../shared/message/plugin.js'
import type { Row } from '../../shared/store/entity.js'
import { Turns } from '../../shared/turns.js'
import { converse } from './dialogue.js'
import { turns } from './entities.js'
import { history, say, turn as turnEvent, understand } from './messages.js'
import { readState, type State, stateWrite } from './state.js'
import type { Turn } from './turn.js'
import type { UnderstandInput } from './understand/types.js'
import { understand as understandText } from './understand/understand.js'

type TurnRow = Row<typeof turns>

const shown = ({ owner: _owner, undone: _undone, undoable: _undoable, ...turn }: TurnRow) => turn

/** How often a turn is kept anew when another of the same person came in between. */
const attempts = 5

const after = (state: State, turn: Turn): State => ({
  ...state,
  open: turn.open === undefined ? null : turn.open,
  openedAt: turn.open === undefined ? 0 : turn.now,
  recent: turn.recent,
  misses: turn.misses,
  ...(turn.moodSaid ? { mood: turn.mood ?? null, moodAt: turn.now } : {}),
})

/** The same message again is the same turn: what it did stands already. */
async function knownTurn(call: Call, messageId: string | undefined) {
  if (messageId === undefined) return undefined
  const known = await call.mine(turns).find({ messageId })
  return known === null ? undefined : shown(known)
}

/** Make the turn and keep it, with what it changed of the conversation and the news of it, as one. */
async function makeTurn(call: Call, text: string, messageId: string | undefined) {
  const known = await knownTurn(call, messageId)
  if (known !== undefined) return known
  let { state, stored } = await readState(call)
  const id = uuidv7()
  const { turn, writes } = await converse(call, state, { id, text, messageId })
  const { row, write } = call.mine(turns).add({
    id,
    ...(messageId === undefined ? {} : { messageId }),
    text,
    say: turn.says,
    chips: turn.chips,
    did: turn.did,
    at: turn.now,
    undone: false,
    undoable: turn.did.some((deed) => deed.undo !== undefined),
  })
  for (let attempt = 1; ; attempt += 1) {
    const kept = [write, stateWrite(call, state, stored, after(state, turn)), ...writes]
    try {
      await call.commit(kept, [announce(turnEvent, shown(row))])
      return shown(row)
    } catch (error) {
      // Another instance made a turn of this person meanwhile: this very message, or another one.
      const twin = failedWith(error, 'store/conflict') && (await knownTurn(call, messageId))
      if (twin) return twin
      if (!failedWith(error, 'store/stale') || attempt === attempts) throw error
      const again = await readState(call)
      state = again.state
      stored = again.stored
    }
  }
}

export default plugin('chat', ({ answer }) => {
  // A person's turns follow each other: the second answers what the first asked.
  const turnsOf = new Turns()

  answer(say, ({ text, messageId }, call) =>
    turnsOf.run(call.user, () => makeTurn(call, text, messageId)),
  )

  answer(history, async ({ before, limit }, call) => {
    const page = await call.mine(turns).page({ cursor: before, limit, order: -1 })
    return { ...page, items: page.items.map(shown) }
  })

  // The schemas mirror types.ts, whose lists cannot be changed; the message's can.
  answer(
    understand,
    (input) => understandText(input as UnderstandInput) as OutputOf<typeof understand>,
  )
})
