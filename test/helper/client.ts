import { once } from 'node:events'
import { WebSocket } from 'ws'

export interface Answer {
  readonly status: number
  readonly headers: Headers
  // A test looks at whatever came; it asserts what it needs.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any
}

export interface Person {
  readonly id: string
  readonly email: string
  readonly password: string
  readonly accessToken: string
  readonly refreshToken: string
  /** A request in this person's name. */
  request(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer>
  /** A WebSocket in this person's name; `seq` is the last that was seen. */
  live(seq?: number): Promise<LiveClient>
}

/** One request to the gateway. `body` is sent as JSON, a string as it is. */
export async function request(
  url: string,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    signal: AbortSignal.timeout(20_000),
  })
  const text = await response.text()
  const isJson = /json/.test(response.headers.get('content-type') ?? '')
  const parsed: unknown = isJson && text !== '' ? JSON.parse(text) : text
  return { status: response.status, headers: response.headers, body: parsed }
}

let people = 0

/** Register somebody new. */
export async function register(
  url: string,
  given: { zone?: string; name?: string } = {},
): Promise<Person> {
  people += 1
  const email = `person${people}.${process.pid}@example.org`
  const password = 'a long walk at dawn'
  const { zone = 'UTC', name = 'Ada' } = given
  const answer = await request(url, 'POST', '/api/user', { email, password, name, zone })
  if (answer.status !== 201) throw new Error(`not registered: ${JSON.stringify(answer.body)}`)
  const { user, accessToken, refreshToken } = answer.body as {
    user: { id: string }
    accessToken: string
    refreshToken: string
  }
  return {
    id: user.id,
    email,
    password,
    accessToken,
    refreshToken,
    request: (method, path, body, headers) =>
      request(url, method, path, body, { authorization: `Bearer ${accessToken}`, ...headers }),
    live: (seq) => LiveClient.open(url, accessToken, seq),
  }
}

type Frame = Record<string, unknown>

/** A WebSocket client that keeps what it is told. */
export class LiveClient {
  readonly socket: WebSocket
  /** What came that answers nothing: events and errors without an id. */
  readonly events: Frame[] = []
  /** The answer to the first frame. */
  hello: Frame = {}
  closed: { code: number; reason: string } | undefined
  readonly #answers = new Map<unknown, (frame: Frame) => void>()
  readonly #watchers = new Set<() => void>()
  #next = 1

  private constructor(url: string) {
    this.socket = new WebSocket(`${url.replace('http', 'ws')}/api/live`)
    this.socket.on('message', (data: Buffer) => this.#receive(JSON.parse(data.toString()) as Frame))
    this.socket.on('close', (code, reason) => {
      this.closed = { code, reason: reason.toString() }
      this.#woken()
    })
    this.socket.on('error', () => undefined)
  }

  /** A connection that has not said who it is. */
  static async bare(url: string): Promise<LiveClient> {
    const client = new LiveClient(url)
    await once(client.socket, 'open')
    return client
  }

  static async open(url: string, accessToken: string, seq?: number): Promise<LiveClient> {
    const client = await LiveClient.bare(url)
    client.raw(JSON.stringify({ auth: accessToken, ...(seq === undefined ? {} : { seq }) }))
    await client.until(() => 'auth' in client.hello || client.closed !== undefined)
    return client
  }

  raw(text: string | Buffer): void {
    this.socket.send(text)
  }

  /** Send a message; gives its answer frame, `ok` or `error`. */
  send(pattern: string, body: unknown = {}): Promise<Frame> {
    const id = this.#next
    this.#next += 1
    const answer = new Promise<Frame>((resolve) => this.#answers.set(id, resolve))
    this.raw(JSON.stringify({ id, send: pattern, body }))
    return answer
  }

  /** Wait until something holds; looks again whenever something came. */
  async until(holds: () => boolean, patience = 10_000): Promise<void> {
    const end = Date.now() + patience
    while (!holds()) {
      if (Date.now() > end) throw new Error('waited in vain')
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 50)
        this.#watchers.add(() => {
          clearTimeout(timer)
          resolve()
        })
      })
    }
  }

  async close(): Promise<void> {
    if (this.socket.readyState === WebSocket.CLOSED) return
    this.socket.close()
    await once(this.socket, 'close')
  }

  #receive(frame: Frame): void {
    const waiting = this.#answers.get(frame['id'])
    if ('auth' in frame) this.hello = frame
    else if (waiting !== undefined) {
      this.#answers.delete(frame['id'])
      waiting(frame)
    } else this.events.push(frame)
    this.#woken()
  }

  #woken(): void {
    for (const wake of this.#watchers) wake()
    this.#watchers.clear()
  }
}
