import type { Log } from '../../log.js'
import { sealLength } from '../seal.js'
import { keepNews } from './news.js'
import type { Message, Swim } from './swim.js'

/**
 * How messages are put into datagrams. swim drops what does not fit into its one limit, silently;
 * and a limit that fits large advertisements makes fragments of all datagrams.
 *
 * Here there are two: datagrams are filled up to what passes whole everywhere, and one message alone
 * may be larger.
 */
export interface Packer {
  encode(message: Message): Buffer
  /** Send encoded messages, in as few datagrams as they fit into. */
  send(messages: readonly Buffer[], host: string): void
}

/** Ethernet's 1,500 less tunnels' and IP's own headers: sealed, not fragmented (bytes). */
const target = 1_400 - sealLength
/** An advertisement of 64 events, or of some 40 of both, fits (bytes). */
export const largestMessage = 4_096
/** The largest datagram that a member sends: a message of the largest kind beside a ping. */
export const largestDatagram = largestMessage + 64 + sealLength

/** Before a compound's messages: its type and their number; before each: its length. */
const compoundHeader = 3
const lengthHeader = 2

/** Whether a member can say of itself what it has to say. */
export const fits = (node: Swim): boolean =>
  node.codec.encode(node.membership.local.data()).length < largestMessage

/** Make a node pack what it sends in our way. */
export function packTight(node: Swim, log: Log): Packer {
  const { net, codec } = node

  const encode = ({ type, data }: Message): Buffer =>
    Buffer.concat([Buffer.of(type), codec.encode(data)])

  const send = (messages: readonly Buffer[], host: string) => {
    let batch: Buffer[] = []
    let size = compoundHeader
    const flush = () => {
      if (batch.length > 0) net.sendBuffer(net.makeCompoundMessage(batch), host)
      batch = []
      size = compoundHeader
    }
    for (const message of messages) {
      if (message.length > largestMessage) {
        log.error({ bytes: message.length, most: largestMessage }, 'too much to gossip')
        continue
      }
      if (size + lengthHeader + message.length > target) flush()
      batch.push(message)
      size += lengthHeader + message.length
    }
    flush()
  }

  const news = keepNews(node, encode)
  net.sendMessages = (messages, host) => send(messages.map(encode), host)

  net.piggybackAndSend = (message, host) => {
    const room = target - compoundHeader - lengthHeader - message.length
    const small = news(room)
    // Nothing that fits: what is larger has its turn.
    const added = small.length > 0 ? small : news(largestMessage)
    net.sendBuffer(
      added.length === 0 ? message : net.makeCompoundMessage([message, ...added]),
      host,
    )
  }
  return { encode, send }
}
