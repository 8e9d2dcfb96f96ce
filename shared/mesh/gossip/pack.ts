import type { Log } from '../../log.js'
import { sealLength } from '../seal.js'
import { Kind, type Known, type Message, type Swim } from './swim.js'

/**
 * How messages are put into datagrams. swim drops what does not fit into its one limit, silently;
 * and a limit that fits large advertisements makes fragments of all datagrams.
 *
 * Here there are two: datagrams are filled up to what passes whole everywhere, and one message alone
 * may be larger.
 */

/** Ethernet's 1,500 less tunnels' and IP's own headers: sealed, not fragmented (bytes). */
const target = 1_400 - sealLength
/** An advertisement of 64 roles and events fits (bytes). */
const largestMessage = 4_096

/** Before a compound's messages: its type and their number; before each: its length. */
const compoundHeader = 3
const lengthHeader = 2

function install(node: Swim, log: Log): void {
  const { net, codec, disseminator } = node

  const encoded = ({ type, data }: Message): Buffer =>
    Buffer.concat([Buffer.of(type), codec.encode(data)])

  net.sendMessages = (messages, host) => {
    let batch: Buffer[] = []
    let size = compoundHeader
    const flush = () => {
      if (batch.length > 0) net.sendBuffer(net.makeCompoundMessage(batch), host)
      batch = []
      size = compoundHeader
    }
    for (const message of messages) {
      const buffer = encoded(message)
      if (buffer.length > largestMessage) {
        log.error({ bytes: buffer.length, most: largestMessage }, 'too much to advertise')
        continue
      }
      if (size + lengthHeader + buffer.length > target) flush()
      batch.push(buffer)
      size += lengthHeader + buffer.length
    }
    flush()
  }

  net.piggybackAndSend = (message, host) => {
    const room = target - compoundHeader - lengthHeader - message.length
    const small = disseminator.getUpdatesUpTo(room)
    // Nothing that fits: what is larger has its turn.
    const news = small.length > 0 ? small : disseminator.getUpdatesUpTo(largestMessage)
    const buffer = news.length === 0 ? message : net.makeCompoundMessage([message, ...news])
    net.sendBuffer(buffer, host)
  }

  // The same news goes out a dozen times, and is looked at for each datagram that it may fit into.
  const kept = new WeakMap<Known, Buffer>()
  disseminator.serializeUpdate = (update) => {
    const known = kept.get(update)
    if (known !== undefined) return known
    const { meta, host, state, incarnation } = update
    const made = encoded({ type: Kind.update, data: { meta, host, state, incarnation } })
    kept.set(update, made)
    return made
  }
}

/** What a datagram has beside one message of the largest kind: a ping, and headers (bytes). */
const targetSlack = 64

/** Whether a member can say this of itself in one message. */
const fits = (node: Swim): boolean =>
  node.codec.encode(node.membership.local.data()).length < largestMessage

export const pack = { install, fits, largestMessage, targetSlack }
