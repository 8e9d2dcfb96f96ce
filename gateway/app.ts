import { IncomingMessage, ServerResponse } from 'node:http'
import express, { type Express, type Request, type RequestHandler } from 'express'
import { fail } from '../shared/errors.js'
import { millisecondsSince, safe } from '../shared/log.js'
import { checkAccess } from '../shared/message/access.js'
import { declaredMessages } from '../shared/message/declare.js'
import type { Host } from '../shared/message/host.js'
import { type Authenticator, bearer } from './authenticate.js'
import { readBody } from './body.js'
import { contextFor, requestIdOf } from './context.js'
import { documentation } from './documentation.js'
import './errors.js'
import { health } from './health.js'
import { inputOf } from './input.js'
import { problemHandler } from './problem.js'
import { replyAsJson } from './reply.js'
import { isRouted, methodsOf, type RoutedMessage } from './routes.js'
import { mapRoutes } from './web.js'

/** The route that answered, as it is declared: an address may hold what somebody wrote. */
const routeOf = (request: Request): string =>
  (request.route as { path?: string } | undefined)?.path ?? 'no route'

/** The request's id, and one line a request: what, how it ended, how long. */
const onRecord = (host: Host): RequestHandler => {
  const log = safe(host.log)
  return (request, response, next) => {
    const started = performance.now()
    const requestId = requestIdOf(request.headers['x-request-id'])
    response.setHeader('X-Request-Id', requestId)
    response.on('finish', () => {
      const { method } = request
      const { statusCode: status } = response
      const entry = { requestId, method, path: routeOf(request), status }
      log.info({ ...entry, ms: millisecondsSince(started) }, 'request')
    })
    next()
  }
}

/** Make ready what the adapter sends on: who asks, and the input. It is checked before it goes anywhere (`route`). */
const prepare =
  (authenticator: Authenticator) =>
  (message: RoutedMessage): RequestHandler =>
  async (request, response, next) => {
    const token = bearer(request.headers.authorization)
    const who = token === undefined ? undefined : await authenticator.identify(token)
    const requestId = String(response.getHeader('X-Request-Id'))
    const context = contextFor(who, 'rest', requestId)
    checkAccess(message, context)
    Object.assign(request, { user: context })
    request.body = inputOf(message, request)
    response.status(message.status)
    next()
  }

/** The gateway's Express application, with the routes of every declared message. */
export async function makeApp(host: Host, authenticator: Authenticator): Promise<Express> {
  const messages = [...declaredMessages().values()].filter(isRouted)
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.set('query parser', 'simple')
  replyAsJson(app)
  app.use(onRecord(host), readBody)
  await mapRoutes(host, app, messages, prepare(authenticator))
  app.use(health(host), documentation())
  app.use((request, response) => {
    const methods = methodsOf(messages, request.path)
    if (methods.length === 0) throw fail('http/not-found')
    response.setHeader('Allow', methods.join(', '))
    throw fail('http/method-not-allowed')
  })
  app.use(problemHandler(host.log))
  return app
}

type Message = typeof IncomingMessage
type Reply = typeof ServerResponse

/**
 * Classes for the HTTP server whose instances already are what Express makes of them: it sets the
 * prototypes of each request and response to its own, which costs more than the routing when they
 * are others (V8 gives up what it knows of an object's shape).
 */
export function classesOf(app: Express): { IncomingMessage?: Message; ServerResponse?: Reply } {
  const isClass = [IncomingMessage, ServerResponse].some((made) => /^class\b/.test(String(made)))
  // Should Node make classes of them one day, Express does as it always did.
  if (isClass) return {}
  const request = IncomingMessage as unknown as (this: object, socket: unknown) => void
  const response = ServerResponse as unknown as (this: object, ...given: unknown[]) => void
  function Request(this: object, socket: unknown) {
    request.call(this, socket)
  }
  function Response(this: object, asked: unknown, options: unknown) {
    response.call(this, asked, options)
  }
  Request.prototype = app.request
  Response.prototype = app.response
  return {
    IncomingMessage: Request as unknown as Message,
    ServerResponse: Response as unknown as Reply,
  }
}
