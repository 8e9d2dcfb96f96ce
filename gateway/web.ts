import { createRequire } from 'node:module'
import { type Express, type RequestHandler, Router } from 'express'
import { route } from '../shared/message/ask.js'
import type { Context } from '../shared/message/context.js'
import type { Message } from '../shared/message/declare.js'
import type { Host } from '../shared/message/host.js'
import { senecaReady } from '../shared/seneca.js'
import { type RoutedMessage, routePlan } from './routes.js'

type Done = (error: Error | null, out?: unknown) => void

interface Payload {
  readonly args: { readonly body: unknown; readonly user: Context }
}

type Adapter = (
  this: unknown,
  options: unknown,
  context: unknown,
  auth: unknown,
  routes: unknown,
  done: Done,
) => unknown

type MapRoutes = (message: object, done: Done) => void

/** What the adapter does with an Express application: it adds a route to it. */
type AddRoute = (path: string, ...handlers: RequestHandler[]) => void

const roleOf = (path: string): string => path.split('/', 3)[2] ?? ''

/**
 * One router a role. Express tries the routes of a router one after the other, so a request only
 * meets those of its role; the adapter sees something that takes routes, as an application does.
 */
class RoleRouters {
  readonly #routers = new Map<string, Router>()

  /** In place of the application. */
  readonly context = Object.fromEntries(
    (['get', 'post', 'put', 'patch', 'delete'] as const).map((method) => {
      const add: AddRoute = (path, ...handlers) => {
        const role = roleOf(path)
        const router = this.#routers.get(role) ?? Router()
        this.#routers.set(role, router)
        router[method](path, ...handlers)
      }
      return [method, add]
    }),
  )

  readonly handler: RequestHandler = (request, response, next) => {
    const router = this.#routers.get(roleOf(request.path))
    if (router === undefined) next()
    else router(request, response, next)
  }
}

/**
 * Map the messages' routes with seneca-web. Its Express adapter calls `act` on the instance that it
 * is given; ours takes the message the direct way. `user` is the context that the gate made, and
 * `body` the input; the adapter keeps both beside the pattern, so that neither can steer it.
 */
export async function mapRoutes(
  host: Host,
  app: Express,
  messages: readonly RoutedMessage[],
  middlewareOf: (message: RoutedMessage) => RequestHandler,
): Promise<void> {
  const { seneca } = host
  const require = createRequire(import.meta.url)
  const express = require('seneca-web-adapter-express') as Adapter
  const byPattern = new Map<string, Message>(messages.map((message) => [message.pattern, message]))
  const direct = {
    act(pattern: string, payload: Payload, reply: (error: Error | null, out?: unknown) => void) {
      const message = byPattern.get(pattern) as Message
      const { body, user } = payload.args
      route(host, message, body, user).then(
        (output) => setImmediate(reply, null, output),
        (error: unknown) => setImmediate(reply, error as Error),
      )
    },
  }
  const routers = new RoleRouters()
  const adapter: Adapter = (options, _context, auth, routes, done) =>
    express.call(direct, options, routers.context, auth, routes, done)
  const options = { parseBody: false, includeRequest: false, includeResponse: false }
  seneca.use('web', { context: app, adapter, options })
  await senecaReady(seneca)
  const map = seneca.export<MapRoutes>('web/mapRoutes')
  await new Promise<void>((resolve, reject) => {
    const plan = { routes: routePlan(messages, middlewareOf), adapter, context: app, options }
    map(plan, (error) => {
      if (error === null) resolve()
      else reject(error)
    })
  })
  app.use(routers.handler)
}
