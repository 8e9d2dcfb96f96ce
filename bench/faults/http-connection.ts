import { connect, type Socket } from 'node:net'

/** What came back for one request. */
export interface HttpAnswer {
  readonly status: number
  readonly retryAfter: boolean
  /** The code of a problem document. */
  readonly code: string | undefined
  readonly milliseconds: number
}

export interface ConnectionEvents {
  /** It can take the next request. */
  free(connection: HttpConnection): void
  answer(answer: HttpAnswer): void
}

const headEnd = '\r\n\r\n'

/**
 * One connection that is kept, with one request at a time. It parses no more than it must: a load
 * generator that is slower than what it loads measures itself.
 */
export class HttpConnection {
  readonly #host: string
  readonly #port: number
  readonly #events: ConnectionEvents
  #socket: Socket | undefined
  #received = ''
  #sentAt = 0
  #asking = false
  #closed = false

  constructor(url: URL, events: ConnectionEvents) {
    this.#host = url.hostname
    this.#port = Number(url.port)
    this.#events = events
    this.#open()
  }

  send(request: string): void {
    this.#asking = true
    this.#sentAt = performance.now()
    this.#socket?.write(request, 'latin1')
  }

  close(): void {
    this.#closed = true
    this.#socket?.destroy()
  }

  #open(): void {
    let wasOpen = false
    this.#received = ''
    const socket = connect(this.#port, this.#host)
    this.#socket = socket
    socket.setNoDelay(true)
    socket.setEncoding('latin1')
    socket.on('connect', () => {
      wasOpen = true
      this.#events.free(this)
    })
    socket.on('data', (text: string) => this.#receive(text))
    socket.on('error', () => undefined)
    socket.on('close', () => {
      if (this.#closed) return
      if (this.#asking) this.#finish({ status: 0, retryAfter: false, code: 'connection lost' })
      setTimeout(() => this.#open(), wasOpen ? 5 : 100)
    })
  }

  #receive(text: string): void {
    this.#received += text
    const end = this.#received.indexOf(headEnd)
    if (end === -1) return
    const head = this.#received.slice(0, end)
    const length = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0)
    if (this.#received.length < end + headEnd.length + length) return
    const status = Number(head.slice(9, 12))
    const body = status < 400 ? '' : this.#received.slice(end + headEnd.length)
    this.#received = ''
    const closes = /\r\nconnection: *close/i.test(head)
    this.#finish({
      status,
      retryAfter: /\r\nretry-after:/i.test(head),
      code: status < 400 ? undefined : (/"code":"([^"]+)"/.exec(body)?.[1] ?? `status ${status}`),
    })
    // Where the other side closes, the connection is free again when there is a new one.
    if (closes) this.#socket?.destroy()
    else this.#events.free(this)
  }

  #finish(answer: Omit<HttpAnswer, 'milliseconds'>): void {
    if (!this.#asking) return
    this.#asking = false
    this.#events.answer({ ...answer, milliseconds: performance.now() - this.#sentAt })
  }
}
