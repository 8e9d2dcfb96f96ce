import express, { type Express, type Request, type RequestHandler } from 'express'
import { fail } from '../shared/errors.js'
import { millisecondsSince } from '../shared/log.js'
import { checkAccess } from '../shared/message/access.js'
import { declaredMessages } from '../shared/message/declare.js'
import type { Host } from '../shared/message/host.js'
import { type Authenticator, bearer } from './authenticate.js'
import { contextFor, requestIdOf } from './context.js'
import { documentation } from './documentation.js'
import './errors.js'
import { health } from './health.js'
import { inputOf } from './input.js'
import { problemHandler } from './problem.js'
import { isRouted, methodsOf, type RoutedMessage } from './routes.js'
import { mapRoutes } from './web.js'

/** The largest body. */
const largestBody = '100kb'

const withRequestId: RequestHandler = (request, response, next) => {
  response.setHeader('X-Request-Id', requestIdOf(request.headers['x-request-id']))
  next()
}

/** The route that answered, as it is declared: an address may hold what somebody wrote. */
const routeOf = (request: Request): string =>
  (request.route as { path?: string } | undefined)?.path ?? 'no route'

/** One line a request: what, how it ended, how long. */
const logged =
  (host: Host): RequestHandler =>
  (request, response, next) => {
    const started = performance.now()
    response.on('finish', () => {
      const ms = millisecondsSince(started)
      const requestId = response.getHeader('X-Request-Id')
      const { method } = request
      const path = routeOf(request)
      host.log.info({ requestId, method, path, status: response.statusCode, ms }, 'request')
    })
    next()
  }

/** A body that is there must be JSON. */
const onlyJson: RequestHandler = (request, _response, next) => {
  const { 'content-length': length, 'transfer-encoding': coding } = request.headers
  const hasBody = coding !== undefined || (length !== undefined && length !== '0')
  next(hasBody && !request.is('application/json') ? fail('http/unsupported-media-type') : undefined)
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
  app.use(withRequestId, logged(host))
  app.use(health(host))
  app.use(documentation())
  app.use(onlyJson, express.json({ limit: largestBody }))
  await mapRoutes(host, app, messages, prepare(authenticator))
  app.use((request, response) => {
    const methods = methodsOf(messages, request.path)
    if (methods.length === 0) throw fail('http/not-found')
    response.setHeader('Allow', methods.join(', '))
    throw fail('http/method-not-allowed')
  })
  app.use(problemHandler(host.log))
  return app
}
