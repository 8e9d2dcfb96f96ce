import { createRequire } from 'node:module'

/**
 * The one place where seneca-mesh's gossip (sneeze on @voxgig/swim) is worked around. What it lacks:
 *
 * - It joins its bases once, at start, and gives up (and with it the process) when none answers.
 *   Here it starts alone and asks the bases again and again, so that start order does not matter.
 * - It forgets bases that went away for good. Here they are asked whenever none of them is known.
 * - Its socket listens on every interface. Here it listens on the member's own address.
 * - sneeze keeps the node in a closure. `bootstrap` is the first call that it makes on it, so
 *   wrapping that gives us the node, and with it who is there at each moment.
 */
export interface Member {
  /** Gossip address `host:port`. */
  readonly host: string
  /** 0 alive, 1 suspected, 2 gone. */
  readonly state: number
  readonly meta?: {
    readonly instance?: string
    readonly config?: Record<string, unknown>
  }
}

export interface GossipNode {
  readonly opts: { readonly local: Member }
  readonly state: string
  readonly net: { readonly udpSocket: unknown }
  members(withLocal: boolean, withFaulty: boolean): Member[]
  join(hosts: string[], callback: (error?: Error) => void): void
  on(event: 'change' | 'update', listener: (member: Member) => void): void
  once(event: string, listener: () => void): void
  leave(): void
}

interface SwimClass {
  prototype: GossipNode & {
    bootstrap(hosts: string[], callback: (error?: Error) => void): void
    [wrapped]?: true
  }
}

interface NetClass {
  prototype: {
    listen(this: NetInstance, callback: () => void): void
  }
}

interface NetInstance {
  readonly swim: { readonly opts: { readonly local: { readonly host: string } } }
  readonly udp: { readonly port: number }
  readonly udpSocket: {
    on(event: string, listener: unknown): void
    bind(options: { port: number; address: string; exclusive: boolean }, callback: () => void): void
  }
  readonly errorListener: unknown
  readonly listeningListener: unknown
  readonly messageListener: unknown
}

const wrapped = Symbol('wrapped')

/** How often bases that are not known are asked to let us in (ms). */
const rejoinEvery = 500

const watchers = new Map<string, (node: GossipNode) => void>()

/** Get the gossip node of the Seneca instance with this id, as soon as it starts. */
export function watchGossip(instance: string, watcher: (node: GossipNode) => void): void {
  wrap()
  watchers.set(instance, watcher)
}

function wrap(): void {
  const require = createRequire(import.meta.url)
  // The copy that sneeze itself uses.
  const ofSneeze = createRequire(require.resolve('sneeze'))
  const swim = ofSneeze('@voxgig/swim') as SwimClass
  if (swim.prototype[wrapped]) return
  swim.prototype[wrapped] = true

  const net = ofSneeze('@voxgig/swim/lib/net') as NetClass
  net.prototype.listen = function (callback) {
    const { udpSocket } = this
    udpSocket.on('error', this.errorListener)
    udpSocket.on('listening', this.listeningListener)
    udpSocket.on('message', this.messageListener)
    const { host } = this.swim.opts.local
    const address = host.slice(0, host.lastIndexOf(':'))
    // Exclusive: under pm2's cluster mode one socket would be shared by all instances of a service.
    udpSocket.bind({ port: this.udp.port, address, exclusive: true }, callback)
  }

  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with the node as `this`
  const bootstrap = swim.prototype.bootstrap
  swim.prototype.bootstrap = function (hosts, callback) {
    bootstrap.call(this, [], (error) => {
      if (error === undefined) {
        watchers.get(this.opts.local.meta?.instance ?? '')?.(this)
        seekBases(this, hosts)
      }
      callback(error)
    })
  }
}

function seekBases(node: GossipNode, hosts: string[]): void {
  const others = hosts.filter((host) => host !== node.opts.local.host)
  if (others.length === 0) return
  const seek = () => {
    if (node.state !== 'started') {
      clearInterval(timer)
      return
    }
    const known = new Set(node.members(false, false).map((member) => member.host))
    const missing = others.filter((host) => !known.has(host))
    // A callback keeps a join that nobody answers from being thrown as an unheard 'error' event.
    if (missing.length > 0) node.join(missing, () => undefined)
  }
  const timer = setInterval(seek, rejoinEvery)
  timer.unref()
  seek()
}
