import { fail } from '../errors.js'
import { decode, encode, type Frame } from './frame.js'
import type { Inbox } from './inbox.js'
import { PeerClock, steadyNow } from './peer-clock.js'
import { nonce, prove, sameProof } from './proof.js'

/**
 * Before the first message both ends prove that they know the mesh secret and say who they are:
 *
 *     answerer → ["hello", answererNonce, sent]
 *     caller   → ["proof", callerNonce, instance, proof, sent]
 *     answerer → ["welcome", instance, proof, sent]
 *
 * `sent` is the sender's steady time: each knows the other's clock before the first message.
 */

/** The longest frame of a handshake; whoever sends more is no member. */
const longestFrame = 1_024

export interface Identity {
  readonly secret: Buffer
  /** Id of the own Seneca instance. */
  readonly instance: string
}

function frameOf(text: string | undefined): Frame | undefined {
  return text !== undefined && text.length <= longestFrame ? decode(text) : undefined
}

/** Who is at the other end, and what its clock says. */
export interface Proven {
  readonly instance: string
  readonly clock: PeerClock
}

function clockOf(...sent: readonly unknown[]): PeerClock {
  const clock = new PeerClock()
  const now = steadyNow()
  for (const time of sent) if (typeof time === 'number') clock.heard(time, now)
  return clock
}

const isInstance = (value: unknown): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= 200

/**
 * The answerer's part.
 * @throws Error with the reason, for the log
 */
export async function welcome(inbox: Inbox, own: Identity): Promise<Proven> {
  const { socket } = inbox
  const answererNonce = nonce()
  socket.send(encode(['hello', answererNonce, steadyNow()]))
  const [kind, callerNonce, instance, proof, sent] = frameOf(await inbox.next()) ?? []
  if (kind !== 'proof' || typeof callerNonce !== 'string' || !isInstance(instance)) {
    throw new Error('no proof')
  }
  const expected = prove(own.secret, 'caller', { callerNonce, answererNonce, instance })
  if (!sameProof(proof, expected)) throw new Error('wrong proof')
  const claim = { callerNonce, answererNonce, instance: own.instance }
  const proven = prove(own.secret, 'answerer', claim)
  socket.send(encode(['welcome', own.instance, proven, steadyNow()]))
  return { instance, clock: clockOf(sent) }
}

/**
 * The caller's part.
 * @param expected the instance that should be there; another one is not talked to
 * @throws `mesh/refused` when the other end does not accept us or proves nothing, `mesh/unreachable`
 */
export async function introduce(inbox: Inbox, own: Identity, expected: string): Promise<Proven> {
  const { socket } = inbox
  try {
    const [kind, answererNonce] = frameOf(await inbox.next()) ?? []
    if (kind !== 'hello' || typeof answererNonce !== 'string') throw new Error('refused')
    const callerNonce = nonce()
    const claim = { callerNonce, answererNonce, instance: own.instance }
    const proven = prove(own.secret, 'caller', claim)
    socket.send(encode(['proof', callerNonce, own.instance, proven, steadyNow()]))
    const [welcomed, instance, proof, sent] = frameOf(await inbox.next()) ?? []
    if (welcomed !== 'welcome' || !isInstance(instance)) throw new Error('refused')
    const theirs = prove(own.secret, 'answerer', { callerNonce, answererNonce, instance })
    if (!sameProof(proof, theirs)) throw new Error('refused')
    if (instance !== expected) throw new Error('somebody else')
    return { instance, clock: clockOf(sent) }
  } catch (error) {
    socket.terminate()
    throw fail((error as Error).message === 'refused' ? 'mesh/refused' : 'mesh/unreachable')
  }
}
