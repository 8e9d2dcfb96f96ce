import { fail } from '../errors.js'
import { decode, encode, type Frame } from './frame.js'
import type { Inbox } from './inbox.js'
import { nonce, prove, sameProof } from './proof.js'

/**
 * Before the first message both ends prove that they know the mesh secret and say who they are:
 *
 *     answerer → ["hello", answererNonce]
 *     caller   → ["proof", callerNonce, instance, proof]
 *     answerer → ["welcome", instance, proof]
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

const isInstance = (value: unknown): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= 200

/**
 * The answerer's part.
 * @returns the caller's instance
 * @throws Error with the reason, for the log
 */
export async function welcome(inbox: Inbox, own: Identity): Promise<string> {
  const { socket } = inbox
  const answererNonce = nonce()
  socket.send(encode(['hello', answererNonce]))
  const [kind, callerNonce, instance, proof] = frameOf(await inbox.next()) ?? []
  if (kind !== 'proof' || typeof callerNonce !== 'string' || !isInstance(instance)) {
    throw new Error('no proof')
  }
  const expected = prove(own.secret, 'caller', { callerNonce, answererNonce, instance })
  if (!sameProof(proof, expected)) throw new Error('wrong proof')
  const claim = { callerNonce, answererNonce, instance: own.instance }
  socket.send(encode(['welcome', own.instance, prove(own.secret, 'answerer', claim)]))
  return instance
}

/**
 * The caller's part.
 * @param expected the instance that should be there; another one is not talked to
 * @throws `mesh/refused` when the other end does not accept us or proves nothing, `mesh/unreachable`
 */
export async function introduce(inbox: Inbox, own: Identity, expected: string): Promise<void> {
  const { socket } = inbox
  try {
    const [kind, answererNonce] = frameOf(await inbox.next()) ?? []
    if (kind !== 'hello' || typeof answererNonce !== 'string') throw new Error('refused')
    const callerNonce = nonce()
    const claim = { callerNonce, answererNonce, instance: own.instance }
    socket.send(encode(['proof', callerNonce, own.instance, prove(own.secret, 'caller', claim)]))
    const [welcomed, instance, proof] = frameOf(await inbox.next()) ?? []
    if (welcomed !== 'welcome' || !isInstance(instance)) throw new Error('refused')
    const theirs = prove(own.secret, 'answerer', { callerNonce, answererNonce, instance })
    if (!sameProof(proof, theirs)) throw new Error('refused')
    if (instance !== expected) throw new Error('somebody else')
  } catch (error) {
    socket.terminate()
    throw fail((error as Error).message === 'refused' ? 'mesh/refused' : 'mesh/unreachable')
  }
}
