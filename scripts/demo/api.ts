/** A failure to tell a person in one sentence. */
export class DemoError extends Error {}

/** What REST answers. */
export interface Answer<T> {
  readonly status: number
  readonly body: T
}

interface Problem {
  readonly code?: string
  readonly title?: string
  readonly detail?: string
}

/** Away for the moment: the gate says when to try again. */
const passing = new Set([429, 502, 503, 504])
const attempts = 6
const patience = 20_000

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** The public REST API, in somebody's name once `token` is there. */
export class Api {
  readonly url: string
  token: string | undefined

  constructor(url: string) {
    this.url = url.replace(/\/+$/, '')
  }

  /** One request, whatever its answer. */
  async send<T>(method: string, path: string, body?: unknown): Promise<Answer<T>> {
    // What may be repeated without harm is, while the service is away.
    const tries = method === 'GET' || method === 'PUT' ? attempts : 1
    for (let attempt = 1; ; attempt += 1) {
      const response = await this.#fetch(method, path, body)
      const json = (await response.json().catch(() => ({}))) as T
      if (!passing.has(response.status) || attempt >= tries) {
        return { status: response.status, body: json }
      }
      await pause(Number(response.headers.get('retry-after') ?? 0.2) * 1_000)
    }
  }

  /** One request that has to succeed. */
  async must<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await this.send<T & Problem>(method, path, body)
    if (answer.status < 300) return answer.body
    const { code = answer.status, title = 'no reason given', detail = '' } = answer.body
    throw new DemoError(`${method} ${path} failed: ${code}: ${title} ${detail}`)
  }

  async #fetch(method: string, path: string, body: unknown): Promise<Response> {
    const headers: Record<string, string> = {}
    if (body !== undefined) headers['content-type'] = 'application/json'
    if (this.token !== undefined) headers['authorization'] = `Bearer ${this.token}`
    try {
      return await fetch(`${this.url}${path}`, {
        method,
        headers,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(patience),
      })
    } catch (error) {
      const { cause, name } = error as { cause?: { code?: string }; name: string }
      throw new DemoError(
        `Nothing answers at ${this.url} (${cause?.code ?? name}). Start it with \`npm start\`, or say where it is with --url.`,
      )
    }
  }
}

/** Do something for each, so many at the same time. */
export async function inParallel<T>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<unknown>,
): Promise<void> {
  const waiting = items.values()
  const worker = async () => {
    for (const item of waiting) await work(item)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}
