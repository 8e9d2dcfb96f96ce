import type { WebSocket } from 'ws'
import type { CodedError } from '../shared/errors.js'
import { asCoded, fail } from '../shared/errors.js'
import { type Entry, since } from '../shared/journal/messages.js'
import { type Log, millisecondsSince } from '../shared/log.js'
import { askAs, route } from '../shared/message/ask.js'
import { check } from '../shared/message/check.js'
import { declaredMessages } from '../shared/message/declare.js'
import type { Host } from '../shared/message/host.js'
import type { Verified } from '../shared/tokens.js'
import type { Admission } from './admission.js'
import type { Authenticator } from './authenticate.js'
import { contextFor, requestIdOf } from './context.js'
import { Follower, page } from './follower.js'
import { AuthFrame, knownPattern, parseFrame, SendFrame } from './frames.js'
import { problemOf } from './problem.js'

/** How long a connection may take to say who it is (ms). */
const authPatience = 10_000
/** How many messages of one connection may be under way. */
const mostInFlight = 64
/** A client that does not read is cut off when this much waits for it (bytes). */
const mostBuffered = 1_048_576
/** What a connection needs of the gate. */
export interface Gate {
  readonly host: Host
  readonly authenticator: Authenticator
  readonly admission: Admission
  /** For entries of what is safe by itself. */
  readonly log: Log
}

export interface Presence {
  joined(user: string): void
  left(user: string): void
}

/** One connection: first it says who it is, then it sends messages and is told events in order. */
export class LiveSession {
  readonly #socket: WebSocket
  readonly #host: Host
  readonly #authenticator: Authenticator
  readonly #admission: Admission
  readonly #presence: Presence
  readonly #log: Log
  #who: Verified | undefined
  #expiry: NodeJS.Timeout | undefined
  #inFlight = 0
  readonly #follower: Follower
  #alive = true

  constructor(socket: WebSocket, gate: Gate, presence: Presence) {
    this.#socket = socket
    this.#host = gate.host
    this.#authenticator = gate.authenticator
    this.#admission = gate.admission
    this.#presence = presence
    this.#log = gate.log
    const send = (frame: object) => this.#send(frame)
    this.#follower = new Follower(socket, (seq) => this.#since(seq), send, gate.host.log)
    const patience = setTimeout(() => this.#end(fail('auth/required')), authPatience)
    socket.on('message', (data, binary) => {
      const frame = binary ? undefined : parseFrame(data)
      if (this.#who === undefined && frame !== undefined && 'auth' in frame) clearTimeout(patience)
      this.#receive(frame)
    })
    socket.on('pong', () => {
      this.#alive = true
    })
    socket.on('error', () => undefined)
    socket.on('close', () => {
      clearTimeout(patience)
      clearTimeout(this.#expiry)
      if (this.#who !== undefined) presence.left(this.#who.user)
    })
  }

  /** How many messages were read that are not answered yet. */
  get inFlight(): number {
    return this.#inFlight
  }

  /** Entries that were just put into the person's journal. */
  deliver(entries: readonly Entry[]): void {
    this.#follower.deliver(entries)
  }

  /** Something may have been missed. */
  lookAgain(): void {
    this.#follower.lookAgain()
  }

  /** Is the client still there, does it read, and did it get everything? */
  beat(): void {
    if (!this.#alive) return this.#socket.terminate()
    if (this.#follower.beat()) return this.#end(fail('live/too-slow'))
    this.#alive = false
    this.#socket.ping()
    this.lookAgain()
  }

  #receive(frame: Record<string, unknown> | undefined): void {
    if (frame !== undefined && 'auth' in frame) {
      this.#authenticate(frame).catch((error: unknown) => this.#end(asCoded(error)))
      return
    }
    if (this.#who === undefined) return this.#end(fail('auth/required'))
    const id = frame?.['id']
    const named = typeof id === 'number' || typeof id === 'string' ? id : undefined
    this.#answer(frame, named, this.#who)
  }

  async #authenticate(frame: Record<string, unknown>): Promise<void> {
    check(AuthFrame, frame)
    const { auth, seq } = frame as { auth: string; seq?: number }
    const who = await this.#authenticator.identify(auth)
    if (this.#who !== undefined && this.#who.user !== who.user) throw fail('auth/token-invalid')
    const first = this.#who === undefined
    this.#who = who
    clearTimeout(this.#expiry)
    const left = who.expiresAt * 1000 - this.#host.clock.now()
    this.#expiry = setTimeout(
      () => this.#end(fail('auth/token-expired')),
      Math.min(left, 2 ** 31 - 1),
    )
    if (!first) return this.#send({ auth: 'ok', user: who.user, seq: this.#follower.seq })
    if (this.#socket.readyState !== this.#socket.OPEN) return
    this.#presence.joined(who.user)
    const { latest } = await this.#since(Number.MAX_SAFE_INTEGER)
    this.#send({ auth: 'ok', user: who.user, seq: latest })
    this.#follower.begin(Math.min(seq ?? latest, latest), latest)
  }

  #since(seq: number) {
    const context = contextFor(this.#who, 'live', requestIdOf(undefined))
    return askAs(this.#host, context)(since, { seq, limit: page })
  }

  #answer(frame: unknown, id: string | number | undefined, who: Verified): void {
    const requestId = requestIdOf(undefined)
    const started = performance.now()
    this.#inFlight += 1
    this.#ask(frame, requestId, who)
      .then(
        (output) => {
          this.#send({ id, ok: output })
          return 'ok'
        },
        (error: unknown) => {
          const coded = asCoded(error)
          this.#send({ ...(id === undefined ? {} : { id }), error: problemOf(coded, requestId) })
          return coded.code
        },
      )
      .then((outcome) => {
        this.#inFlight -= 1
        const ms = millisecondsSince(started)
        const pattern = knownPattern(frame)
        this.#log.info({ requestId, via: 'live', pattern, outcome, ms }, 'request')
      })
      .catch(() => undefined)
  }

  async #ask(frame: unknown, requestId: string, who: Verified): Promise<unknown> {
    if (this.#inFlight > mostInFlight) throw fail('live/busy')
    if (frame === undefined) throw fail('live/bad-frame')
    check(SendFrame, frame)
    const { send, body = {} } = frame as { send: string; body?: Record<string, unknown> }
    const message = declaredMessages().get(send)
    if (message?.live !== true) throw fail('live/unknown-message')
    if (!this.#admission.enter()) throw fail('mesh/busy')
    try {
      return await route(this.#host, message, body, contextFor(who, 'live', requestId))
    } finally {
      this.#admission.leave()
    }
  }

  #send(frame: object): void {
    const { bufferedAmount, readyState, OPEN } = this.#socket
    if (readyState !== OPEN) return
    if (bufferedAmount > mostBuffered) return this.#socket.terminate()
    this.#socket.send(JSON.stringify(frame), () => this.#follower.written())
  }

  #end(error: CodedError): void {
    this.#send({ error: problemOf(error, requestIdOf(undefined)) })
    // 1013: nothing is wrong with the client, it may come again in a moment.
    this.#socket.close(error.status >= 500 ? 1013 : 1008, error.code)
  }
}
