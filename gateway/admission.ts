import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { fail } from '../shared/errors.js'
import type { Log } from '../shared/log.js'
import { requestIdOf } from './context.js'
import { problemOf, retryAfter } from './problem.js'

/**
 * How much the gate takes on at once. What is beyond it is refused at once and not queued: a queue
 * would only make everybody wait, those whose turn comes included.
 */

/** How long a refusal waits (ms), so that a client which repeats at once does not eat up the gate. */
const refusalPause = 100
/** How many refusals may wait so; more are sent at once, and their connection ends. */
const mostRefusals = 2_000
/** How often it is put on record that there was too much (ms). */
const recordEvery = 1_000

/** Asked whatever the load is: whoever watches over the gate must hear from it. */
const always = new Set(['/healthz', '/readyz'])

export class Admission {
  readonly #most: number
  readonly #log: Log
  #inFlight = 0
  #waiting = 0
  #refused = 0
  #recording: NodeJS.Timeout | undefined

  /** @param most how many requests and WebSocket messages may be under way at once */
  constructor(most: number, log: Log) {
    this.#most = most
    this.#log = log
  }

  get inFlight(): number {
    return this.#inFlight
  }

  /** Whether one more may begin; whoever was let in calls `leave` when it is over. */
  enter(): boolean {
    if (this.#inFlight >= this.#most) {
      this.#record()
      return false
    }
    this.#inFlight += 1
    return true
  }

  leave(): void {
    this.#inFlight -= 1
  }

  /** The listener with this before it: refusing costs next to nothing, before anything is read or parsed. */
  guard(listener: RequestListener): RequestListener {
    return (request, response) => {
      if (always.has(request.url ?? '')) return listener(request, response)
      if (!this.enter()) return this.#refuse(request, response)
      response.once('close', () => this.leave())
      listener(request, response)
    }
  }

  #refuse(request: IncomingMessage, response: ServerResponse): void {
    // What it sends is let through unread, so that the connection stays of use.
    request.resume()
    const requestId = requestIdOf(request.headers['x-request-id'])
    const body = JSON.stringify(problemOf(fail('mesh/busy'), requestId))
    const headers = {
      'Content-Type': 'application/problem+json; charset=utf-8',
      'Content-Length': Buffer.byteLength(body),
      'Retry-After': retryAfter,
      'X-Request-Id': requestId,
    }
    if (this.#waiting >= mostRefusals) {
      response.writeHead(503, { ...headers, Connection: 'close' }).end(body)
      return
    }
    this.#waiting += 1
    setTimeout(() => {
      this.#waiting -= 1
      response.writeHead(503, headers).end(body)
    }, refusalPause)
  }

  #record(): void {
    this.#refused += 1
    if (this.#recording !== undefined) return
    this.#recording = setTimeout(() => {
      this.#log.warn({ refused: this.#refused, most: this.#most }, 'more than can be done: refused')
      this.#refused = 0
      this.#recording = undefined
    }, recordEvery)
    this.#recording.unref()
  }
}
