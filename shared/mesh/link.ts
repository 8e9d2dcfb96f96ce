import { WebSocket } from 'ws'
import { fail } from '../errors.js'
import type { Context } from '../message/context.js'
import { decode, encode, errorOf, largestFrame, outward, proofPatience } from './frame.js'
import { nonce, prove, sameProof } from './proof.js'

interface Waiting {
  resolve(output: unknown): void
  reject(error: Error): void
  readonly timer: NodeJS.Timeout
}

/** One connection to one member; many messages under way at once. */
export class Link {
  readonly #url: string
  readonly #secret: Buffer
  readonly #waiting = new Map<number, Waiting>()
  #socket: WebSocket | undefined
  #opening: Promise<WebSocket> | undefined
  #next = 1
  #retired = false
  /** When the last attempt to connect failed (ms), to leave a dead member alone for a moment. */
  failedAt = 0

  constructor(host: string, port: number, secret: Buffer) {
    this.#url = `ws://${host.includes(':') ? `[${host}]` : host}:${port}`
    this.#secret = secret
  }

  /** How many messages wait for their reply. */
  get inFlight(): number {
    return this.#waiting.size
  }

  /**
   * Send a message and wait for its reply, no longer than its deadline.
   * @throws `mesh/unreachable` when nothing was sent, `mesh/outcome-unknown` when it was
   */
  async ask(pattern: string, input: unknown, context: Context): Promise<unknown> {
    const socket = await this.#open()
    const id = this.#next
    this.#next += 1
    return new Promise((resolve, reject) => {
      const left = Math.max(1, context.deadline - Date.now())
      const timer = setTimeout(() => {
        this.#waiting.delete(id)
        reject(fail('mesh/too-late'))
      }, left)
      this.#waiting.set(id, { resolve, reject, timer })
      socket.send(encode(['ask', id, pattern, input, outward(context)]))
    })
  }

  /** Tell something; whoever is not there does not hear it. */
  tell(pattern: string, body: unknown, context: Context): void {
    this.#open().then(
      (socket) => socket.send(encode(['event', pattern, body, outward(context)])),
      () => undefined,
    )
  }

  /** Gossip says that the member is gone: what is under way may still end, nothing new is sent. */
  retire(): void {
    this.#retired = true
    if (this.#waiting.size === 0) this.close()
  }

  close(): void {
    this.#socket?.close(1000)
    this.#socket?.terminate()
    this.#lost()
  }

  async #open(): Promise<WebSocket> {
    if (this.#socket?.readyState === WebSocket.OPEN) return this.#socket
    this.#opening ??= this.#connect().finally(() => {
      this.#opening = undefined
    })
    return this.#opening
  }

  #connect(): Promise<WebSocket> {
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(this.#url, {
        maxPayload: largestFrame,
        perMessageDeflate: false,
        handshakeTimeout: proofPatience,
      })
      const mine = nonce()
      let theirs = ''
      let proven = false
      let asked = false
      const patience = setTimeout(() => socket.terminate(), proofPatience)
      socket.on('message', (data: Buffer, binary) => {
        const frame = binary ? undefined : decode(data.toString('utf8'))
        if (proven) return this.#reply(frame)
        if (frame?.[0] === 'hello' && !asked) {
          asked = true
          theirs = String(frame[1])
          socket.send(encode(['proof', mine, prove(this.#secret, 'caller', mine, theirs)]))
          return
        }
        const expected = prove(this.#secret, 'answerer', mine, theirs)
        if (frame?.[0] !== 'welcome' || !asked || !sameProof(frame[1], expected)) {
          socket.terminate()
          return
        }
        proven = true
        clearTimeout(patience)
        this.#socket = socket
        this.failedAt = 0
        resolve(socket)
      })
      socket.on('error', () => undefined)
      socket.on('close', (code) => {
        clearTimeout(patience)
        if (!proven) {
          this.failedAt = Date.now()
          reject(fail(code === 1008 ? 'mesh/refused' : 'mesh/unreachable'))
        } else if (this.#socket === socket) {
          this.#lost()
        }
      })
    })
  }

  #reply(frame: readonly unknown[] | undefined): void {
    const [kind, id, value] = frame ?? []
    const waiting = this.#waiting.get(id as number)
    if (waiting === undefined) return
    this.#waiting.delete(id as number)
    clearTimeout(waiting.timer)
    if (kind === 'ok') waiting.resolve(value)
    else waiting.reject(errorOf(value) ?? fail('internal'))
    if (this.#retired && this.#waiting.size === 0) this.close()
  }

  #lost(): void {
    this.#socket = undefined
    for (const waiting of this.#waiting.values()) {
      clearTimeout(waiting.timer)
      waiting.reject(fail('mesh/outcome-unknown'))
    }
    this.#waiting.clear()
  }
}
