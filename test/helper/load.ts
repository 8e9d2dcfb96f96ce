import { Agent, request } from 'node:http'
import type { Person } from './client.js'

/** What came of the requests of a load. */
export interface LoadFigures {
  readonly requests: number
  /** What was not answered as it should be: a status of 400 or more, or the error of a connection. */
  readonly failed: readonly string[]
  readonly longestMs: number
  /** How many requests went over a connection that had carried one before. */
  readonly reused: number
  /** How many connections were opened. */
  readonly connections: number
}

export interface Acknowledged {
  readonly person: Person
  /** The notes of the check-ins that were answered with 201. */
  readonly moods: string[]
  /** Of each habit's days, the amount that was last answered with 200. */
  readonly days: Map<string, Map<string, number>>
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

const firstDay = Date.UTC(2024, 0, 1)
const dayOf = (count: number): string =>
  new Date(firstDay + (count % 360) * 86_400_000).toISOString().slice(0, 10)

/**
 * Several clients of one person each, over one held connection each, without a second try of anything:
 * each in turn puts a day, reads, and checks in, with a pause between.
 */
export class SteadyLoad {
  readonly acknowledged: Acknowledged[] = []
  readonly #url: URL
  readonly #failed: string[] = []
  readonly #running: Promise<void>[] = []
  #requests = 0
  #reused = 0
  #longest = 0
  #stopping = false

  constructor(url: string) {
    this.#url = new URL(url)
  }

  /** Begin one client; `every` is the pause between its requests (ms). */
  begin(person: Person, habitId: string, every: number): void {
    let kept = this.acknowledged.find((one) => one.person === person)
    if (kept === undefined) {
      kept = { person, moods: [], days: new Map() }
      this.acknowledged.push(kept)
    }
    this.#running.push(this.#run(kept, habitId, every))
  }

  async stop(): Promise<LoadFigures> {
    this.#stopping = true
    await Promise.all(this.#running)
    const requests = this.#requests
    return {
      requests,
      failed: this.#failed,
      longestMs: Math.round(this.#longest),
      reused: this.#reused,
      connections: requests - this.#reused,
    }
  }

  async #run({ person, moods, days }: Acknowledged, habitId: string, every: number) {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    const put = new Map<string, number>()
    days.set(habitId, put)
    for (let count = 0; !this.#stopping; count += 1) {
      const day = dayOf(count)
      const path = `/api/habit/${habitId}/day/${day}`
      if (await this.#send(agent, person, 'PUT', path, { amount: count })) put.set(day, count)
      await pause(every)
      await this.#send(agent, person, 'GET', '/api/habit')
      await pause(every)
      const note = `${habitId} ${count}`
      if (await this.#send(agent, person, 'POST', '/api/mood', { level: 3, note })) moods.push(note)
      await pause(every)
    }
    agent.destroy()
  }

  /** One request; whether it was answered well. */
  #send(agent: Agent, person: Person, method: string, path: string, body?: object) {
    const started = performance.now()
    this.#requests += 1
    return new Promise<boolean>((resolve) => {
      const text = body === undefined ? undefined : JSON.stringify(body)
      const done = (problem: string | undefined) => {
        const ms = performance.now() - started
        this.#longest = Math.max(this.#longest, ms)
        const [, role] = /^\/api\/(\w+)/.exec(path) ?? []
        if (problem !== undefined) {
          this.#failed.push(`${method} ${role} after ${Math.round(ms)} ms: ${problem}`)
        }
        resolve(problem === undefined)
      }
      const sent = request(
        {
          agent,
          method,
          path,
          host: this.#url.hostname,
          port: this.#url.port,
          timeout: 20_000,
          headers: {
            authorization: `Bearer ${person.accessToken}`,
            ...(text === undefined
              ? {}
              : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
          },
        },
        (answer) => {
          if (sent.reusedSocket) this.#reused += 1
          let said = ''
          answer.on('data', (data: Buffer) => (said += data.toString()))
          answer.on('error', (error) => done(error.message))
          answer.on('end', () => {
            const { statusCode = 0 } = answer
            done(statusCode < 400 ? undefined : `${statusCode} ${said.slice(0, 200)}`)
          })
        },
      )
      sent.on('error', (error: NodeJS.ErrnoException) =>
        done(`${error.code ?? error.message}${sent.reusedSocket ? ' (held connection)' : ''}`),
      )
      sent.on('timeout', () => sent.destroy(new Error('no answer within 20 s')))
      sent.end(text)
    })
  }
}
