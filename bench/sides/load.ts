import { once } from 'node:events'
import { WebSocket } from 'ws'
import { type CallsOptions, measureCalls } from '../measure.js'
import type { Parts } from '../part.js'
import { requirePeer } from '../peer.js'
import type { Sample } from '../statistics.js'
import { inputsInTurn } from '../work.js'

/** Load on a gate, from a process of its own. */
export interface HttpRequest {
  readonly method: string
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

export interface HttpLoad {
  readonly url: string
  readonly connections: number
  readonly seconds: number
  /** They are dealt out to the connections, each of which sends its own in turn. */
  readonly requests: readonly HttpRequest[]
}

interface Result {
  readonly '2xx': number
  readonly duration: number
  readonly latency: { readonly p50: number; readonly p99: number }
  readonly non2xx: number
  readonly errors: number
}

type Autocannon = (options: object) => Promise<Result>

export type Measured = Sample & { readonly done: number }

export const parts: Parts = {
  async http() {
    const autocannon = requirePeer<Autocannon>('autocannon')
    const load = async ({ url, connections, seconds, requests }: HttpLoad): Promise<Measured> => {
      let client = 0
      const result = await autocannon({
        url,
        connections,
        duration: seconds,
        requests: [requests[0]],
        setupClient(made: { setRequests(own: readonly HttpRequest[]): void }) {
          const turn = client % connections
          client += 1
          made.setRequests(requests.filter((_, index) => index % connections === turn))
        },
      })
      const { non2xx, errors, latency, duration, '2xx': done } = result
      if (non2xx + errors > 0) throw new Error(`${url}: ${non2xx} refused, ${errors} failed`)
      return { done, perSecond: done / duration, p50: latency.p50, p99: latency.p99 }
    }
    return { load }
  },

  /** Signed-in WebSockets, each with one message under way at a time. */
  async live() {
    const input = inputsInTurn()
    const free: WebSocket[] = []
    const open = async ({ url, token, count }: { url: string; token: string; count: number }) => {
      for (let number = 0; number < count; number += 1) {
        const socket = new WebSocket(`${url.replace('http', 'ws')}/api/live`)
        await once(socket, 'open')
        socket.send(JSON.stringify({ auth: token }))
        await once(socket, 'message')
        free.push(socket)
      }
    }
    let next = 0
    const say = () =>
      new Promise<void>((resolve, reject) => {
        const socket = free.pop()
        if (socket === undefined) return reject(new Error('more at a time than sockets'))
        next += 1
        socket.once('message', (data: Buffer) => {
          free.push(socket)
          const answer = JSON.parse(data.toString('utf8')) as { ok?: unknown }
          if (answer.ok === undefined) reject(new Error(data.toString('utf8')))
          else resolve()
        })
        socket.send(JSON.stringify({ id: next, send: 'role:bench,cmd:log', body: input() }))
      })
    return { open, calls: (options: CallsOptions) => measureCalls(say, options) }
  },
}
