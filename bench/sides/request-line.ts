import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { pino } from 'pino'
import { uuidv7 } from 'uuidv7'
import { route } from '../work.js'

type Middleware = (request: IncomingMessage, response: ServerResponse, next: () => void) => void

/** The line that ours writes for each request, for the peers: pino, into a file, with a request id. */
export function requestLine(dataDir: string): Middleware {
  const file = pino.destination({ dest: join(dataDir, 'requests.log'), sync: false })
  const log = pino({ name: 'gate' }, file)
  return (request, response, next) => {
    const started = performance.now()
    const requestId = uuidv7()
    response.setHeader('X-Request-Id', requestId)
    response.on('finish', () => {
      const ms = Math.round((performance.now() - started) * 100) / 100
      const { method } = request
      log.info({ requestId, method, path: route, status: response.statusCode, ms }, 'request')
    })
    next()
  }
}
