import { createRequire } from 'node:module'
import type { Express, RequestHandler } from 'express'
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
  const adapter: Adapter = (options, context, auth, routes, done) =>
    express.call(direct, options, context, auth, routes, done)
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
}
