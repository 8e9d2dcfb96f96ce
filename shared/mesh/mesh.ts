import { createHistogram, type RecordableHistogram } from 'node:perf_hooks'
import { fail } from '../errors.js'
import { route } from '../message/ask.js'
import { type Context, readContext, serviceContext } from '../message/context.js'
import { declaredEvents, declaredMessages, type Event, type Message } from '../message/declare.js'
import { deliver } from '../message/emit.js'
import type { Host, Remote } from '../message/host.js'
import { type SenecaMessage, senecaReady, type SenecaReply } from '../seneca.js'
import { peerOf } from './advertisement.js'
import { Caller } from './caller.js'
import type { Reception } from './channel.js'
import { Deadlines } from './deadlines.js'
import type { Directory } from './directory.js'
import { encode, outward } from './frame.js'
import { type GossipNode, swimOptions, watchGossip } from './gossip.js'
import type { Link } from './link.js'
import { type Listening, listen } from './listener.js'
import { Members } from './members.js'
import type { PolicyTable } from './policy.js'
import type { MeshTls } from './tls.js'

/** A member's place in the mesh. */
export interface MeshOptions {
  readonly service: string
  readonly host: string
  /** Gossip addresses of the bases, `host:port`. */
  readonly bases: readonly string[]
  /** This member is the base at this gossip port. */
  readonly basePort?: number
  readonly secret: Buffer
  readonly tls?: MeshTls | undefined
  /** The roles that it answers for others. */
  readonly roles: readonly string[]
  /** The patterns of the events that it listens to. */
  readonly listens: readonly string[]
  /** How messages are carried; the product's own table unless a test says otherwise. */
  readonly policies?: PolicyTable
}

export interface Mesh extends Remote {
  readonly directory: Directory<Link>
  readonly members: Members
  /** Ask one certain member, whoever else answers the role. @throws `mesh/no-service` when it is not there */
  askMember(instance: string, message: Message, input: unknown, context: Context): Promise<unknown>
  /** Tell one certain member; whoever is not there does not hear it. */
  tellMember(instance: string, event: Event, body: unknown, context: Context): void
  /** How many messages of other members are being answered here. */
  answering(): number
  /** How long answers to other members took (µs). */
  readonly answered: RecordableHistogram
  /** Ask to be sent nothing new (or again), and wait until what is under way here has ended. */
  rest(wanted: boolean): Promise<void>
  /** Wait, but not for long, until the other members know this one. */
  arrived(): Promise<void>
  /** Say goodbye, be chosen no more, and finish what is under way; what this member asks of others still works. */
  leave(): Promise<void>
  close(): Promise<void>
}

/** How long what is under way may take to end when this member leaves (ms). */
const restPatience = 3_000

/** Join the mesh: seneca-mesh finds the members, our transport carries what passes between them. */
export async function joinMesh(host: Host, options: MeshOptions): Promise<Mesh> {
  const { seneca, log } = host
  const { secret, tls } = options
  const identity = { secret, instance: seneca.id }
  const deadlines = new Deadlines()
  const answered = createHistogram({ figures: 2 })
  const reception = receptionOf(host, options, answered)
  const members = new Members({ identity, reception, deadlines, tls })
  const caller = new Caller(members, options.policies)
  let listening: Listening | undefined
  let node: GossipNode | undefined

  const refresh = () => {
    if (node === undefined) return
    members.update(node.members(false, false).flatMap((member) => peerOf(member) ?? []))
  }
  watchGossip(seneca.id, { secret, log }, (started) => {
    node = started
    started.on('change', refresh)
    started.on('update', refresh)
  })

  seneca.add('role:transport,hook:listen,type:ws', (message: SenecaMessage, reply) => {
    const { service, roles, listens } = options
    listen({ host: options.host, port: 0, identity, tls, log }, (proven, inbox) => {
      members.admit(proven, inbox)
    }).then(
      (made) => {
        listening = made
        const pins = message['pins'] ?? message['pin']
        const place = { type: 'ws', host: options.host, port: made.port, pins, model: 'consume' }
        reply(null, { ...place, service, roles, listens, since: Date.now() })
      },
      (error: unknown) => reply(error as Error),
    )
  })
  addSenecasWay(host, members)
  seneca.use('balance-client')
  seneca.use('mesh', senecaMeshOptions(seneca.id, options))
  await senecaReady(seneca)
  refresh()

  const rest = async (wanted: boolean) => {
    members.rest(wanted)
    if (!wanted) return
    // Whoever has understood sends nothing new, and what came before is answered.
    const isDone = () =>
      members.channels.every(({ open, rested, running }) => !open || (rested && running === 0))
    const until = Date.now() + restPatience
    while (!isDone() && Date.now() < until) await members.change(50)
  }

  return {
    directory: members.directory,
    members,
    ask: (message, input, context) => caller.ask(message, input, context),
    async askMember(instance, message, input, context) {
      const link = members.link(instance)
      if (link === undefined) throw fail('mesh/no-service', { instance })
      return (await link.open()).ask(message, input, context)
    },
    tellMember(instance, event, body, context) {
      const link = members.link(instance)
      if (link !== undefined) tell(link, encode(['event', event.pattern, body, outward(context)]))
    },
    emit(event, body, context) {
      const listeners = members.directory.listening(event.pattern)
      if (listeners.length === 0) return
      const frame = encode(['event', event.pattern, body, outward(context)])
      for (const link of listeners) tell(link, frame)
    },
    answering: () => members.channels.reduce((sum, { running }) => sum + running, 0),
    answered,
    rest,
    arrived: async () => node?.known(),
    leave() {
      const resting = rest(true)
      node?.goodbye()
      return resting
    },
    async close() {
      members.close()
      await listening?.close()
      deadlines.close()
    },
  }
}

function tell(link: Link, frame: string): void {
  const { channel } = link
  if (channel !== undefined) channel.tell(frame)
  else {
    link.open().then(
      (opened) => opened.tell(frame),
      () => undefined,
    )
  }
}

/** What arrives from other members: only what this member advertises is answered. */
function receptionOf(host: Host, options: MeshOptions, answered: RecordableHistogram): Reception {
  const served = new Map<string, Message>()
  for (const [pattern, message] of declaredMessages()) {
    // What each member answers of itself is not advertised: it is asked of a certain one.
    if (options.roles.includes(message.role) || message.role === 'member') {
      served.set(pattern, message)
    }
  }
  const here: Host = { ...host, remote: undefined }
  return {
    ask(pattern, input, context) {
      const message = served.get(pattern)
      if (message === undefined) return Promise.reject(fail('mesh/unknown-pattern', { pattern }))
      return route(here, message, input, context)
    },
    took: (ms) => answered.record(Math.max(1, Math.round(ms * 1_000))),
    event(pattern, body, context) {
      const event = declaredEvents().get(pattern)
      if (event === undefined || !options.listens.includes(pattern)) return
      deliver(host, event, body, context)
    },
    missed() {
      for (const told of host.missed) told()
    },
  }
}

/** Seneca's own way to another process takes the same connection. */
function addSenecasWay({ seneca }: Host, members: Members): void {
  seneca.add('role:transport,hook:client,type:ws', (config: SenecaMessage, reply) => {
    const address = `${String(config['host'])}:${String(config['port'])}`
    const linkAt = () =>
      members.directory.members.find(({ peer }) => `${peer.host}:${peer.port}` === address)
    const ask = async (sent: SenecaMessage, custom: unknown) => {
      const { role, cmd, ...rest } = sent
      const pattern = `role:${String(role)},cmd:${String(cmd)}`
      const message = declaredMessages().get(pattern)
      if (message === undefined) throw fail('mesh/unknown-pattern', { pattern })
      const input = Object.fromEntries(Object.entries(rest).filter(([name]) => !name.endsWith('$')))
      const channel = await linkAt()?.open()
      if (channel === undefined) throw fail('mesh/unreachable')
      return channel.ask(message, input, readContext(custom) ?? serviceContext())
    }
    reply(null, {
      config,
      send(sent: SenecaMessage, answer: SenecaReply, meta: { custom?: unknown }) {
        ask(sent, meta.custom).then(
          (output) => setImmediate(answer, null, output),
          (error: unknown) => setImmediate(answer, error as Error),
        )
      },
    })
  })
}

function senecaMeshOptions(instance: string, options: MeshOptions): object {
  const { host, bases, basePort, roles } = options
  // Without pins it would not be advertised at all.
  const pins =
    roles.length > 0 ? roles.map((role) => `role:${role}`) : [`role:nobody,id:${instance}`]
  return {
    host,
    ...(basePort === undefined ? {} : { isbase: true, port: basePort }),
    bases: [...bases],
    discover: { multicast: { active: false } },
    jointime: 1,
    sneeze: { swim: swimOptions() },
    listen: [{ type: 'ws', host, port: 0, model: 'consume', pins }],
  }
}
