import { once } from 'node:events'
import { WebSocket } from 'ws'
import type { Person } from './client.js'

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** The code with which the gateway sends its clients away when it restarts. */
const restart = 1012

/** How many messages may be without an answer. */
const mostWaiting = 4

interface Frame {
  readonly auth?: string
  readonly id?: string
  readonly seq?: number
  readonly event?: string
  readonly ok?: unknown
  readonly error?: { readonly code?: string }
}

/**
 * A device as a good client is: it listens, it sends, and when its connection ends it comes back and
 * says the last seq that it saw. After a 1012 it sends again what had no answer: that was not done.
 */
export class Device {
  readonly person: Person
  /** The seq that it began after. */
  first = -1
  readonly seqs: number[] = []
  /** With which codes its connections ended. */
  readonly closes: number[] = []
  /** The notes of the check-ins that were answered well. */
  readonly acknowledged: string[] = []
  readonly failed: string[] = []
  /** The longest time between two connections (ms). */
  longestAwayMs = 0
  readonly #url: string
  readonly #name: string
  readonly #waiting = new Map<string, string>()
  #seq: number | undefined
  #stopping = false
  #listening = true
  #socket: WebSocket | undefined
  #sent = 0
  #running: Promise<void> | undefined

  constructor(url: string, person: Person, name: string) {
    this.#url = `${url.replace('http', 'ws')}/api/live`
    this.person = person
    this.#name = name
  }

  /** Connect, and go on until it is stopped; `every` is the pause between what it sends (ms). */
  async begin(every: number): Promise<void> {
    this.#running = this.#run(every)
    while (this.first < 0) await pause(20)
  }

  /** Send no more, but go on listening until everything up to this seq came. */
  async finish(latest: () => Promise<number>, patience = 20_000): Promise<void> {
    this.#stopping = true
    const until = Date.now() + patience
    while (this.#waiting.size > 0 && Date.now() < until) await pause(20)
    for (const note of this.#waiting.values()) this.failed.push(`${note}: no answer`)
    const last = await latest()
    while ((this.#seq ?? 0) < last && Date.now() < until) await pause(20)
  }

  async close(): Promise<void> {
    this.#stopping = true
    this.#listening = false
    this.#socket?.close(1000)
    await this.#running
  }

  async #run(every: number): Promise<void> {
    let since = performance.now()
    while (this.#listening) {
      const socket = new WebSocket(this.#url)
      this.#socket = socket
      socket.on('error', (error) => this.failed.push(error.message))
      socket.on('open', () => {
        const seq = this.#seq === undefined ? {} : { seq: this.#seq }
        socket.send(JSON.stringify({ auth: this.person.accessToken, ...seq }))
      })
      socket.on('message', (data: Buffer) => {
        const frame = JSON.parse(data.toString()) as Frame
        if (frame.auth !== undefined) {
          this.longestAwayMs = Math.max(this.longestAwayMs, performance.now() - since)
          this.#welcome(socket, frame.seq ?? 0, every)
        } else this.#receive(frame)
      })
      const [code] = (await once(socket, 'close')) as [number]
      since = performance.now()
      if (this.#listening) this.closes.push(code)
      if (code !== restart) this.#waiting.clear()
    }
  }

  #welcome(socket: WebSocket, seq: number, every: number): void {
    if (this.#seq === undefined) {
      this.first = seq
      this.#seq = seq
    }
    for (const [id, note] of this.#waiting) this.#say(socket, id, note)
    const timer = setInterval(() => {
      if (this.#stopping || this.#waiting.size >= mostWaiting) return
      this.#sent += 1
      const note = `${this.#name} ${this.#sent}`
      this.#waiting.set(String(this.#sent), note)
      this.#say(socket, String(this.#sent), note)
    }, every)
    socket.once('close', () => clearInterval(timer))
  }

  #say(socket: WebSocket, id: string, note: string): void {
    if (socket.readyState !== WebSocket.OPEN) return
    socket.send(JSON.stringify({ id, send: 'role:mood,cmd:log', body: { level: 4, note } }))
  }

  #receive({ id, ok, error, event, seq }: Frame): void {
    if (event !== undefined && seq !== undefined) {
      this.seqs.push(seq)
      this.#seq = seq
      return
    }
    const note = this.#waiting.get(id ?? '')
    this.#waiting.delete(id ?? '')
    if (ok !== undefined && note !== undefined) this.acknowledged.push(note)
    else this.failed.push(`${note ?? 'unasked'}: ${error?.code ?? 'no code'}`)
  }
}
