import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { appended } from '../shared/journal/messages.js'
import type { BodyOf } from '../shared/message/declare.js'
import { hostOf } from '../shared/message/host.js'
import type { Seneca } from '../shared/seneca.js'
import type { Service } from '../shared/service.js'
import { changed } from '../plugins/user/messages.js'
import '../plugins/messages.js'
import { Admission } from './admission.js'
import { classesOf, makeApp } from './app.js'
import { Authenticator } from './authenticate.js'
import { drainable } from './drain.js'
import { type Live, openLive } from './live.js'

/** How many requests and WebSocket messages are under way at once, unless the configuration says otherwise. */
const mostInFlight = 64

interface Doors {
  live?: Live
  authenticator?: Authenticator
}

const doors = new WeakMap<Seneca, Doors>()

/**
 * The gateway's part among the plugins: it listens to what it has to pass on. It is used before the
 * mesh is joined, so that the other services know of it; `openGateway` opens the doors afterwards.
 */
export function gateway(this: Seneca): { name: string } {
  const host = hostOf(this)
  const open: Doors = {}
  doors.set(this.root, open)
  const listen = (pattern: string, listener: (body: never) => void) => {
    host.listeners.set(pattern, new Set([(body: unknown) => listener(body as never)]))
  }
  listen(appended.pattern, ({ user, entries }: BodyOf<typeof appended>) => {
    open.live?.deliver(user, entries)
  })
  listen(changed.pattern, ({ user, ...settings }: BodyOf<typeof changed>) => {
    open.authenticator?.settingsChanged(user, settings)
  })
  host.missed.add(() => open.live?.catchUp())
  return { name: 'gateway' }
}

export interface OpenGateway {
  readonly port: number
  readonly url: string
  close(): Promise<void>
}

/** Open the public doors: REST and WebSocket on one port (0: any free one). */
export async function openGateway(
  service: Service,
  options: { readonly host: string; readonly port: number; readonly inFlight?: number },
): Promise<OpenGateway> {
  const open = doors.get(service.seneca.root)
  if (open === undefined) throw new Error('the service does not use the gateway plugin')
  const { host } = service
  const authenticator = new Authenticator(host.dataDir, host.clock)
  const app = await makeApp(host, authenticator)
  const admission = new Admission(options.inFlight ?? mostInFlight, host.log)
  const server = createServer(classesOf(app), admission.guard(app))
  server.headersTimeout = 10_000
  server.requestTimeout = 30_000
  const drain = drainable(server)
  const live = openLive(server, host, authenticator, admission)
  Object.assign(open, { live, authenticator })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, options.host, resolve)
  })
  const { port } = server.address() as AddressInfo
  const name = options.host.includes(':') ? `[${options.host}]` : options.host
  return {
    port,
    url: `http://${name}:${port}`,
    async close() {
      // In this order: who is told to come back must not come back to here.
      const drained = drain()
      await live.close()
      await drained
    },
  }
}
