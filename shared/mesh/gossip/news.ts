import { slim } from './slim.js'
import { Kind, type Message, State, type Swim, type Update } from './swim.js'

/**
 * What goes along with pings and their answers. As swim does it, the least told first, each a number
 * of times; but encoded once and not each time that it might fit, and slim once a member has been
 * introduced.
 */
type News = (room: number) => Buffer[]

/** How often a member passes a new one's advertisement on; then everybody near has it, or asks. */
const introductions = 3
const mostIntroduced = 5_000
/** Before each message: its length. */
const lengthHeader = 2
/** Less than any news takes: then there is no need to look for more. */
const tooLittle = 60

export function keepNews(node: Swim, encode: (message: Message) => Buffer): News {
  const { disseminator } = node
  const kept = new WeakMap<Update, { full?: Buffer; slim?: Buffer }>()
  const introduced = new Map<string, string | undefined>()

  const encoded = (update: Update): Buffer => {
    const { meta, host, state, incarnation, attempts } = update
    const made = kept.get(update) ?? {}
    kept.set(update, made)
    const name = meta?.identifier$
    if (state === State.alive && introduced.get(host) !== name && attempts < introductions) {
      return (made.full ??= encode({ type: Kind.update, data: { meta, host, state, incarnation } }))
    }
    if (introduced.size > mostIntroduced) introduced.clear()
    introduced.set(host, name)
    return (made.slim ??= encode({ type: Kind.update, data: slim(update) }))
  }

  // swim copies what is a copy already.
  disseminator.updateListener = (data) => {
    const update = { ...data, attempts: 0 }
    disseminator.removeUpdate(update)
    disseminator.addUpdate(update)
  }

  return (room) => {
    const taken: Update[] = []
    const buffers: Buffer[] = []
    let left = room
    for (let times = 0; times < disseminator.disseminationLimit && left > tooLittle; times += 1) {
      const level = disseminator.attemptsToUpdates[times]
      for (const host in level) {
        const update = level[host]
        if (update === undefined) continue
        const buffer = encoded(update)
        if (buffer.length + lengthHeader > left) continue
        left -= buffer.length + lengthHeader
        buffers.push(buffer)
        taken.push(update)
        if (left <= tooLittle) break
      }
    }
    for (const update of taken) {
      disseminator.removeUpdate(update)
      update.attempts += 1
      disseminator.addUpdate(update)
    }
    return buffers
  }
}
