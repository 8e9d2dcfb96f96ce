import type { RawData, WebSocket } from 'ws'

/** How long an unproven connection may take to prove itself (ms). */
export const proofPatience = 2_000
/** How many messages may lie here before somebody takes them. */
const most = 64

/** Text of a WebSocket message, whichever form `ws` gives it in; undefined for a binary one. */
function textOf(data: RawData, binary: boolean): string | undefined {
  if (binary) return undefined
  if (Buffer.isBuffer(data)) return data.toString('utf8')
  return (Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data)).toString('utf8')
}

type Taker = (text: string | undefined) => void

/**
 * What arrives on a socket. First it is taken one by one (the handshake), then handed over for good;
 * what comes in between, in the same packet, is kept and not lost.
 */
export class Inbox {
  readonly socket: WebSocket
  readonly #kept: (string | undefined)[] = []
  #taker: Taker | undefined
  #waiting: { resolve: Taker; reject: (error: Error) => void } | undefined

  constructor(socket: WebSocket) {
    this.socket = socket
    socket.on('message', (data, binary) => this.#arrive(textOf(data, binary)))
    socket.on('close', (code) => {
      this.#waiting?.reject(new Error(code === 1008 ? 'refused' : 'closed'))
    })
  }

  /** The next message's text. @throws when the socket closes, or after `proofPatience` */
  async next(): Promise<string | undefined> {
    if (this.#kept.length > 0) return this.#kept.shift()
    if (this.socket.readyState > this.socket.OPEN) throw new Error('closed')
    const { promise, resolve, reject } = withResolvers()
    const patience = setTimeout(() => reject(new Error('no proof in time')), proofPatience)
    this.#waiting = { resolve, reject }
    try {
      return await promise
    } finally {
      clearTimeout(patience)
      this.#waiting = undefined
    }
  }

  /** From now on everything goes to this taker, what was kept first. */
  handTo(taker: Taker): void {
    this.#taker = taker
    for (const text of this.#kept.splice(0)) taker(text)
  }

  #arrive(text: string | undefined): void {
    if (this.#taker !== undefined) return this.#taker(text)
    if (this.#waiting !== undefined) {
      const { resolve } = this.#waiting
      this.#waiting = undefined
      resolve(text)
      return
    }
    this.#kept.push(text)
    if (this.#kept.length > most) this.socket.terminate()
  }
}

function withResolvers() {
  let resolve: Taker = () => undefined
  let reject: (error: Error) => void = () => undefined
  const promise = new Promise<string | undefined>((accept, refuse) => {
    resolve = accept
    reject = refuse
  })
  return { promise, resolve, reject }
}
