import { createSocket, type RemoteInfo } from 'node:dgram'
import type { Log } from '../../log.js'
import type { Seal } from '../seal.js'
import { passes } from './cut.js'
import { largestMessage } from './pack.js'
import type { Reason, Refusals } from './refusals.js'
import { faultOf } from './shape.js'
import { isSlim, type Slim, whole } from './slim.js'
import { type Known, State, type Swim } from './swim.js'

/** What passed, in UDP payloads. */
export interface Counters {
  datagramsIn: number
  datagramsOut: number
  bytesIn: number
  bytesOut: number
  /** Datagrams that this machine could not send. */
  unsent: number
  /** What was not taken, by reason. */
  readonly refused: Readonly<Record<Reason, number>>
}

export interface WireOptions {
  readonly seal: Seal
  readonly refusals: Refusals
  readonly log: Log
  /** A member spoke: what it said was taken, and this is where it is. */
  readonly heard: (kind: string, data: unknown, from: string) => void
  /** There is news of a member that is not known. */
  readonly unknown: (news: Slim) => void
}

export interface Wire {
  readonly counters: Counters
  /** From now on nothing is said and nothing heard. */
  readonly hush: () => void
}

/** When many join at once, what they all say must wait somewhere (bytes; the system may cap it). */
const receiveBuffer = 1_048_576

const checked = new Set(['ping', 'pingreq', 'sync', 'ack', 'update', 'unknown'])

/** Addresses are IPv4 when they come here. Synchronous, so that a goodbye leaves before we do. */
const noLookup = (
  host: string,
  _options: unknown,
  callback: (error: null, address: string, family: number) => void,
): void => callback(null, host, 4)

/**
 * Put our wire between a node and the network: sealed going out, opened and checked coming in, on
 * the node's own address only. To be called before the node listens.
 */
export function secureWire(node: Swim, options: WireOptions): Wire {
  const { seal, refusals, log, heard, unknown } = options
  const { net, codec } = node
  const own = () => node.opts.local.host
  const counters = {
    datagramsIn: 0,
    datagramsOut: 0,
    bytesIn: 0,
    bytesOut: 0,
    unsent: 0,
    refused: refusals.counts,
  }
  let silent = false
  /** Who sent what is being read: swim reads a datagram in one go. */
  let sender: RemoteInfo | undefined

  const refuse = (reason: Reason) => {
    if (sender !== undefined) refusals.note(reason, sender)
  }

  // What throws here is ignored by swim; that it was refused is counted.
  const decode = codec.decode.bind(codec)
  codec.decode = (buffer) => {
    try {
      if (buffer.length > largestMessage) throw new Error('too large')
      return decode(buffer)
    } catch (error) {
      refuse('message')
      throw error
    }
  }

  const emit = net.emit.bind(net)
  net.emit = (kind, ...rest) => {
    if (!checked.has(kind)) return emit(kind, ...rest)
    const [given, from] = rest as [unknown, string]
    // Most news is no news: what changes nothing need not be looked at closely.
    if (silent || (kind === 'update' && isKnown(node, given))) return false
    const fault = faultOf(kind, given, from)
    if (fault !== undefined) {
      refuse(fault)
      return false
    }
    const data = isSlim(given) ? whole(node, given) : given
    if (data === undefined) unknown(given as Slim)
    else if (kind !== 'update' || !isPast(node, data as Known)) emit(kind, data, from)
    if (data !== undefined) heard(kind, data, from)
    return true
  }

  const receive = (datagram: Buffer, from: RemoteInfo) => {
    if (silent || node.state !== 'started') return
    counters.datagramsIn += 1
    counters.bytesIn += datagram.length
    const opened = seal.open(datagram, own())
    if ('refused' in opened) {
      refusals.note(opened.refused, from)
      return
    }
    sender = from
    try {
      net.onNetMessage(opened.plain, from)
    } finally {
      sender = undefined
    }
  }

  // The one that swim made is not bound yet.
  net.udpSocket.close()
  const socket = createSocket({
    type: 'udp4',
    lookup: noLookup,
    recvBufferSize: receiveBuffer,
  })
  net.udpSocket = socket

  net.listen = (callback) => {
    let bound = false
    socket.on('error', (error: NodeJS.ErrnoException) => {
      // Before: sneeze tries another port. After: it would hand the next one on to nobody, which
      // ends a process.
      if (!bound && net.listenerCount('error') > 0) emit('error', error)
      else log.warn({ code: error.code }, 'the socket of gossip')
    })
    socket.on('message', receive)
    const address = own().slice(0, own().lastIndexOf(':'))
    socket.bind({ port: net.udp.port, address, exclusive: true }, () => {
      bound = true
      callback()
    })
  }

  net.sendBuffer = (buffer, host) => {
    if (silent || node.state !== 'started') return
    const datagram = seal.seal(buffer, host)
    counters.datagramsOut += 1
    counters.bytesOut += datagram.length
    if (!passes(own(), host)) return
    const [address = '', port] = host.split(':')
    socket.send(datagram, Number(port), address, (error) => {
      if (error) counters.unsent += 1
    })
  }

  return {
    counters,
    hush() {
      silent = true
    },
  }
}

/** Whether this is what is known already, word for word as far as swim looks. */
function isKnown({ membership }: Swim, data: unknown): boolean {
  const { host, state, incarnation } = (data ?? {}) as Partial<Known>
  const member = typeof host === 'string' ? membership.hostToMember[host] : undefined
  return member !== undefined && state === State.alive && member.incarnation === incarnation
}

/** An accusation that was contradicted: swim would tell everybody anew. */
const isPast = ({ membership: { local } }: Swim, { host, incarnation }: Known): boolean =>
  host === local.host && incarnation < local.incarnation
