import { CodedError, fail } from '../errors.js'
import { declaredEvents, declaredMessages, type Message } from '../message/declare.js'
import { readContext, serviceContext, type Context } from '../message/context.js'
import { deliver } from '../message/emit.js'
import type { Host, Remote } from '../message/host.js'
import { route } from '../message/ask.js'
import { type SenecaMessage, senecaReady, type SenecaReply } from '../seneca.js'
import { arrival } from './arrival.js'
import { Departure } from './departure.js'
import { Directory, type Peer } from './directory.js'
import { type GossipNode, watchGossip } from './gossip.js'
import { Link } from './link.js'
import { type Listening, listen } from './listener.js'

/** A member's place in the mesh. */
export interface MeshOptions {
  readonly service: string
  readonly host: string
  /** Gossip addresses of the bases, `host:port`. */
  readonly bases: readonly string[]
  /** This member is the base at this gossip port. */
  readonly basePort?: number
  readonly secret: Buffer
  /** The roles that it answers for others. */
  readonly roles: readonly string[]
  /** The patterns of the events that it listens to. */
  readonly listens: readonly string[]
}

export interface Mesh extends Remote {
  readonly directory: Directory
  /** Wait, but not for ever, until the other members know this one. */
  arrived(): Promise<void>
  /** Be chosen no more, and finish what is under way; what this member asks of others still works. */
  leave(): Promise<void>
  close(): Promise<void>
}

/** A member whose last connection failed is left alone this long while there are others (ms). */
const restAfterFailure = 1_000
/** While nobody is known for a role, a message waits this long for somebody to appear (ms). */
const waitForMember = 300

/** Join the mesh: seneca-mesh finds the members, our transport carries what passes between them. */
export async function joinMesh(host: Host, options: MeshOptions): Promise<Mesh> {
  const { seneca } = host
  const { secret, roles } = options
  const directory = new Directory(seneca.id)
  const links = new Map<string, Link>()
  const departure = new Departure()
  let listening: Listening | undefined
  let node: GossipNode | undefined

  const linkTo = (peer: Pick<Peer, 'host' | 'port'>): Link => {
    const address = `${peer.host}:${peer.port}`
    const known = links.get(address)
    if (known !== undefined) return known
    const link = new Link(peer.host, peer.port, secret)
    links.set(address, link)
    return link
  }

  const refresh = () => {
    if (node === undefined) return
    for (const peer of directory.update(node.members(false, false))) {
      const address = `${peer.host}:${peer.port}`
      links.get(address)?.retire()
      links.delete(address)
    }
  }

  watchGossip(seneca.id, (started) => {
    node = started
    started.on('change', refresh)
    started.on('update', refresh)
  })

  /** What arrives from other members: only what this member advertises is answered. */
  const receive = async (pattern: string, input: unknown, context: Context) => {
    const message = declaredMessages().get(pattern)
    if (message === undefined || !roles.includes(message.role)) {
      throw fail('mesh/unknown-pattern', { pattern })
    }
    return departure.during(() => route({ ...host, remote: undefined }, message, input, context))
  }

  const hear = (pattern: string, body: unknown, context: Context) => {
    const event = declaredEvents().get(pattern)
    if (event !== undefined && options.listens.includes(pattern))
      deliver(host, event, body, context)
  }

  seneca.add('role:transport,hook:listen,type:ws', (message: SenecaMessage, reply) => {
    listen(
      { host: options.host, port: 0, secret, log: host.log },
      { ask: receive, event: hear },
    ).then(
      (made) => {
        listening = made
        const { service, listens } = options
        const pins = message['pins'] ?? message['pin']
        const advertised = {
          type: 'ws',
          host: options.host,
          port: made.port,
          pins,
          model: 'consume',
        }
        reply(null, { ...advertised, service, roles, listens, since: Date.now() })
      },
      (error: unknown) => reply(error as Error),
    )
  })

  seneca.add('role:transport,hook:client,type:ws', (config: SenecaMessage, reply) => {
    const peer = { host: String(config['host']), port: Number(config['port']) }
    reply(null, {
      config,
      // Seneca's own way to another process takes the same connection.
      send(sent: SenecaMessage, answer: SenecaReply, meta: { pattern?: string; custom?: unknown }) {
        const { role, cmd, ...rest } = sent
        const pattern = `role:${String(role)},cmd:${String(cmd)}`
        const input = Object.fromEntries(
          Object.entries(rest).filter(([name]) => !name.endsWith('$')),
        )
        const context = readContext(meta.custom) ?? serviceContext()
        linkTo(peer)
          .ask(pattern, input, context)
          .then(
            (output) => setImmediate(answer, null, output),
            (error: unknown) => setImmediate(answer, error as Error),
          )
      },
    })
  })

  seneca.use('balance-client')
  seneca.use('mesh', {
    host: options.host,
    ...(options.basePort === undefined ? {} : { isbase: true, port: options.basePort }),
    bases: [...options.bases],
    discover: { multicast: { active: false } },
    jointime: 1,
    // Two members never declare a dead third one gone with the defaults: a failed ping starts the
    // suspicion anew. A suspicion shorter than the ping's interval ends.
    sneeze: { swim: { suspectTimeout: 300 } },
    listen: [
      {
        type: 'ws',
        host: options.host,
        port: 0,
        model: 'consume',
        pins:
          roles.length > 0 ? roles.map((role) => `role:${role}`) : [`role:member,id:${seneca.id}`],
      },
    ],
  })
  await senecaReady(seneca)
  refresh()

  const candidates = (role: string): Peer[] => {
    const peers = directory.inTurn(role)
    const rested = peers.filter((peer) => Date.now() - linkTo(peer).failedAt > restAfterFailure)
    return rested.length > 0 ? rested : peers
  }

  const askOnce = async (message: Message, input: unknown, context: Context) => {
    const peers = candidates(message.role)
    let last: CodedError = fail('mesh/no-service', { role: message.role })
    for (const peer of peers) {
      try {
        return { output: await linkTo(peer).ask(message.pattern, input, context) }
      } catch (error) {
        if (!(error instanceof CodedError)) throw error
        const again =
          error.code === 'mesh/unreachable' ||
          error.code === 'mesh/refused' ||
          (error.code === 'mesh/outcome-unknown' && message.repeat === 'safe')
        if (!again) throw error
        last = error
      }
    }
    return { last }
  }

  return {
    directory,
    async ask(message, input, context) {
      const until = Math.min(context.deadline, Date.now() + waitForMember)
      for (;;) {
        const { output, last } = await askOnce(message, input, context)
        if (last === undefined) return output
        // Members come and go within moments; nothing was done yet, so look again for a while.
        if (Date.now() >= until || last.code === 'mesh/outcome-unknown') throw last
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    },
    emit(event, body, context) {
      for (const peer of directory.listening(event.pattern)) {
        linkTo(peer).tell(event.pattern, body, context)
      }
    },
    async arrived() {
      if (node !== undefined) await arrival(node)
    },
    leave: () => departure.leave(node, () => listening?.connections() ?? 0),
    async close() {
      for (const link of links.values()) link.close()
      await listening?.close()
    },
  }
}
