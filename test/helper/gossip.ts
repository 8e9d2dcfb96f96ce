import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { silentLog, type Log } from '../../shared/log.js'
import { type GossipNode, swimOptions, watchGossip } from '../../shared/mesh/gossip.js'
import { loadSwim, type Swim } from '../../shared/mesh/gossip/swim.js'

/** A member of gossip alone, without Seneca: what a simulation of hundreds can afford. */
export interface Bare {
  readonly node: GossipNode
  readonly swim: Swim
  readonly host: string
  /** As a process does that is killed: without a word. */
  kill(): void
}

/** A free UDP port on the loopback address. */
export async function freePort(): Promise<number> {
  const socket = createSocket('udp4')
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  const { port } = socket.address()
  socket.close()
  return port
}

let count = 0

/** What seneca-mesh would gossip of a member with these roles. */
export const advertise = (roles: readonly string[], more: object = {}) => {
  count += 1
  const instance = `member${count}/${Date.now()}/1/3.38.0/simulated`
  return {
    instance,
    config: {
      type: 'ws',
      host: '127.0.0.1',
      port: 1 + (count % 65_535),
      model: 'consume',
      service: 'simulated',
      roles,
      listens: ['role:journal,event:appended'],
      since: Date.now(),
      pin: roles.map((role) => `role:${role}`),
      ...more,
    },
    identifier$: `${instance}~${roles.map((role) => `role:${role}`).join(',')}~${Date.now()}`,
    tag$: 'seneca~mesh',
    v$: 0,
  }
}

export interface BareOptions {
  readonly secret: Buffer
  readonly bases: readonly string[]
  readonly port?: number
  readonly log?: Log
  readonly meta?: { readonly instance: string }
}

/** Start a member of gossip. */
export async function startBare(options: BareOptions): Promise<Bare> {
  const { secret, log = silentLog, meta = advertise(['habit']) } = options
  const host = `127.0.0.1:${options.port ?? (await freePort())}`
  let node: GossipNode | undefined
  watchGossip(meta.instance, { secret, log }, (started) => (node = started))
  const Swim = loadSwim()
  const swim = new Swim({ ...swimOptions(), local: { host, meta, incarnation: Date.now() } })
  await new Promise<void>((resolve, reject) => {
    // Nobody else listens: sneeze would, and try another port.
    const { net } = swim as unknown as { net: NodeJS.EventEmitter }
    net.once('error', reject)
    swim.bootstrap([...options.bases], (error) => {
      if (error === undefined) resolve()
      else reject(error)
    })
  })
  if (node === undefined) throw new Error('nobody watches')
  return {
    node,
    swim,
    host,
    kill() {
      // The healing's timers end by themselves: they do not keep a process, and find nobody.
      Swim.prototype.leave.call(swim)
    },
  }
}
