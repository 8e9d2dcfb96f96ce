import type { WebSocket } from 'ws'
import { asCoded, fail } from '../errors.js'
import { readContext, type Context } from '../message/context.js'
import type { Message } from '../message/declare.js'
import type { Deadlines } from './deadlines.js'
import { decodeAll, encode, errorOf, type Frame, inward, largestFrame, outward } from './frame.js'
import type { Proven } from './handshake.js'
import type { Inbox } from './inbox.js'
import { Outgoing } from './outgoing.js'
import { type PeerClock, steadyNow } from './peer-clock.js'
import { Waiting } from './waiting.js'

/** What a member does with what others send it. */
export interface Reception {
  /** Answer a message; nothing of it stands for an action that is not served. */
  ask(pattern: string, input: unknown, context: Context): Promise<unknown>
  event(pattern: string, body: unknown, context: Context): void
  /** Events were dropped on the way to here, for this process read too slowly. */
  missed(): void
  /** How long an answer took (ms); told of some of them while there are many. */
  took(milliseconds: number): void
}

/** While an answer's reader is so slow that this much waits for it (bytes), its connection is cut. */
const tooMuch = 33_554_432

/**
 * A proven connection to one other member. Both ends ask and answer on it, many messages at once:
 * it is the one connection between the two.
 */
export class Channel {
  /** The other end's instance. */
  readonly peer: string
  readonly #socket: WebSocket
  readonly #reception: Reception
  readonly #deadlines: Deadlines
  readonly #outgoing: Outgoing
  readonly #waiting = new Map<number, Waiting>()
  readonly #clock: PeerClock
  readonly #here = (theirs: number): number => this.#clock.here(theirs)
  #next = 1
  /** Messages of the other end that are being answered here. */
  running = 0
  /** When the other end was last heard (ms, `performance.now`). */
  heardAt = performance.now()
  /** When it was last asked whether it is there, since it was heard. */
  #pingedAt: number | undefined
  /** The other end wants nothing new. */
  resting = false
  /** The other end knows that nothing new shall come, and nothing new follows. */
  rested = false
  open = true
  /** Called when it ends, and when `resting` changed. */
  changed: () => void = () => undefined

  constructor(proven: Proven, inbox: Inbox, reception: Reception, deadlines: Deadlines) {
    this.peer = proven.instance
    this.#clock = proven.clock
    this.#socket = inbox.socket
    this.#reception = reception
    this.#deadlines = deadlines
    this.#outgoing = new Outgoing(inbox.socket)
    this.#socket.on('pong', () => this.#heard())
    this.#socket.on('ping', () => this.#heard())
    this.#socket.on('close', () => this.#ended())
    if (this.#socket.readyState !== this.#socket.OPEN) this.open = false
    inbox.handTo((text) => this.#receive(text))
  }

  /** How many messages wait here for their reply. */
  get inFlight(): number {
    return this.#waiting.size
  }

  /** Whether something new may be asked here. */
  get accepts(): boolean {
    return this.open && !this.resting && !this.#outgoing.isFull
  }

  /**
   * Send a message and wait for its reply, no longer than its deadline.
   * @throws `mesh/outcome-unknown` when the connection breaks, `mesh/too-late`, `mesh/too-large`, and what the other end failed with
   */
  ask(message: Message, input: unknown, context: Context): Promise<unknown> {
    return new Promise((resolve, reject) => this.send(message, input, context, resolve, reject))
  }

  /** The same with callbacks, for whoever has a promise already: each costs as much as the sending. */
  send(
    message: Message,
    input: unknown,
    context: Context,
    resolve: (output: unknown) => void,
    reject: (error: Error) => void,
  ): void {
    if (!this.open) return reject(fail('mesh/unreachable'))
    const id = this.#next
    this.#next += 1
    const frame = encode(['ask', id, message.pattern, input, outward(context)])
    if (frame.length > largestFrame) return reject(fail('mesh/too-large'))
    const waiting = new Waiting(id, message, resolve, reject, this.#waiting)
    waiting.slot = this.#deadlines.add(waiting, context.deadline)
    this.#outgoing.put(frame, this.#waiting.size === 1)
  }

  /** Send an encoded event frame; a reader that is too slow is told that it missed some. */
  tell(frame: string): void {
    if (this.open) this.#outgoing.putEvent(frame)
  }

  /** Ask the other end to send nothing new, or to begin again. */
  rest(wanted: boolean): void {
    this.rested = false
    this.#outgoing.put(encode(['rest', wanted]))
  }

  /**
   * Look after it: called several times a second.
   * @param busyAfter ask for a sign of life when nothing was heard for so long (ms) while answers are due, `idleAfter` otherwise
   * @returns for how long a sign of life is overdue (ms); 0 while it is not
   */
  pulse(now: number, busyAfter: number, idleAfter: number): number {
    this.#outgoing.tellMissed()
    if (!this.open) return Infinity
    if (this.#pingedAt !== undefined) return now - this.#pingedAt
    if (now - this.heardAt > (this.inFlight > 0 ? busyAfter : idleAfter)) {
      this.#pingedAt = now
      this.#socket.ping()
    }
    return 0
  }

  /** This process itself stood still: nobody is to blame for not having been heard. */
  excuse(now: number): void {
    this.heardAt = now
    if (this.#pingedAt !== undefined) this.#pingedAt = now
  }

  /** Give up waiting for what may as well be asked elsewhere; `mesh/silent` sends it there. */
  release(elsewhere: (message: Message) => boolean): void {
    for (const waiting of this.#waiting.values()) {
      if (waiting.message.repeat !== 'safe' || !elsewhere(waiting.message)) continue
      waiting.settle()
      waiting.reject(fail('mesh/silent'))
    }
  }

  close(): void {
    this.#outgoing.flush()
    this.#socket.close(1000)
    // Whoever does not answer the closing handshake is not waited for.
    setTimeout(() => this.#socket.terminate(), 200).unref()
  }

  #heard(): void {
    this.heardAt = performance.now()
    this.#pingedAt = undefined
  }

  #receive(text: string | undefined): void {
    this.#heard()
    const message = text === undefined ? undefined : decodeAll(text)
    if (message === undefined) return this.#socket.close(1008, 'mesh/bad-frame')
    this.#clock.heard(message.sent, steadyNow())
    for (const frame of message.frames) this.#take(frame)
  }

  #take(frame: Frame): void {
    switch (frame[0]) {
      case 'ok':
      case 'error':
        return this.#reply(frame)
      case 'ask':
        return this.#answer(frame)
      case 'event': {
        const context = readContext(inward(frame[3], this.#here))
        if (typeof frame[1] !== 'string' || context === undefined) break
        return this.#reception.event(frame[1], frame[2], context)
      }
      case 'missed':
        return this.#reception.missed()
      case 'rest':
        this.resting = frame[1] === true
        // In order with what was sent before: whoever reads this knows that nothing new follows.
        this.#outgoing.put('["rested"]')
        return this.changed()
      case 'rested':
        this.rested = true
        return this.changed()
    }
    this.#socket.close(1008, 'mesh/bad-frame')
  }

  #reply([kind, id, value]: Frame): void {
    const waiting = this.#waiting.get(id as number)
    if (waiting === undefined) return
    waiting.settle()
    if (kind === 'ok') waiting.resolve(value)
    else waiting.reject(errorOf(value) ?? fail('internal'))
  }

  #answer([, id, pattern, input, raw]: Frame): void {
    const context = readContext(inward(raw, this.#here))
    if (typeof id !== 'number' || typeof pattern !== 'string' || context === undefined) {
      return this.#socket.close(1008, 'mesh/bad-frame')
    }
    this.running += 1
    const started = isSample(id, this.running) ? performance.now() : 0
    this.#reception.ask(pattern, input, context).then(
      (output) => this.#answered(id, 'ok', output, started),
      (error: unknown) => this.#answered(id, 'error', asCoded(error), started),
    )
  }

  #answered(id: number, kind: 'ok' | 'error', value: unknown, started: number): void {
    this.running -= 1
    if (started > 0) this.#reception.took(performance.now() - started)
    if (!this.open) return
    this.#outgoing.put(replyFrame(id, kind, value), this.running === 0)
    if (this.#outgoing.unsent > tooMuch) this.#socket.terminate()
    if (this.running === 0) this.changed()
  }

  #ended(): void {
    if (!this.open) return
    this.open = false
    for (const waiting of this.#waiting.values()) {
      waiting.settle()
      waiting.reject(fail('mesh/outcome-unknown'))
    }
    this.changed()
  }
}

/** Which messages are timed: all while there are few under way, else one of eight. */
export const isSample = (number: number, underWay: number): boolean =>
  underWay < 8 || number % 8 === 0

/** The frame of a reply; what cannot be written as JSON, or is too large, becomes a failure. */
function replyFrame(id: number, kind: 'ok' | 'error', value: unknown): string {
  try {
    const frame = encode([kind, id, value])
    return frame.length > largestFrame ? encode(['error', id, fail('mesh/too-large')]) : frame
  } catch {
    return encode(['error', id, fail('internal')])
  }
}
