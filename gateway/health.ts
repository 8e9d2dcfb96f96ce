import { Router } from 'express'
import { route } from '../shared/message/ask.js'
import { serviceContext } from '../shared/message/context.js'
import { declaredMessages, ping } from '../shared/message/declare.js'
import type { Host } from '../shared/message/host.js'

/** How long a role may take to answer (ms). */
const patience = 1_500

/** Every role that some message is declared for; what each process answers of itself is none to be reached. */
export const roles = (): string[] =>
  [...new Set([...declaredMessages().values()].map(({ role }) => role))]
    .filter((role) => role !== 'member')
    .sort()

async function reachable(host: Host, role: string): Promise<boolean> {
  try {
    await route(host, ping(role), {}, serviceContext({ deadline: Date.now() + patience }))
    return true
  } catch {
    return false
  }
}

/** `/healthz`: this process is alive. `/readyz`: every role can be reached, or which can not. */
export function health(host: Host): Router {
  const router = Router()
  router.get('/healthz', (_request, response) => {
    response.json({ status: 'alive' })
  })
  router.get('/readyz', async (_request, response) => {
    const all = roles()
    const answers = await Promise.all(all.map((role) => reachable(host, role)))
    const missing = all.filter((_role, index) => !answers[index])
    const ready = missing.length === 0
    if (!ready) response.setHeader('Retry-After', '1')
    response
      .status(ready ? 200 : 503)
      .json(ready ? { status: 'ready', roles: all } : { status: 'not ready', missing })
  })
  router.get('/api/ping', (_request, response) => {
    response.json({ message: 'pong' })
  })
  return router
}
