import { Type } from '@sinclair/typebox'
import { matches } from '../message/check.js'

/** A process of the mesh, as it advertises itself. */
export interface Peer {
  /** Id of its Seneca instance. */
  readonly instance: string
  /** What it is called: the service's name. */
  readonly service: string
  readonly host: string
  readonly port: number
  /** The roles that it answers. */
  readonly roles: readonly string[]
  /** The patterns of the events that it listens to. */
  readonly listens: readonly string[]
  /** When it started (ms since 1970). */
  readonly since: number
}

/** What seneca-mesh gossips of a member, ours within it: `config` is what our transport said. */
export interface Advertisement {
  readonly instance: string
  readonly config: Record<string, unknown>
  /** sneeze's name for it. */
  readonly identifier$: string
  /** It said goodbye: nobody need look for it. */
  readonly left$?: true
}

/** At most so many roles, and so many events. */
const most = 64
/** Only our own transport: seneca-mesh ends the process for one that nobody answers for. */
const transport = 'ws'

const name = Type.String({ minLength: 1, maxLength: 64, pattern: '^[\\w.:-]+$' })
const role = Type.String({ maxLength: 32, pattern: '^[a-z][a-z0-9-]*$' })
const pair = '[a-z]+:[\\w./-]+'
const pattern = Type.String({ minLength: 1, maxLength: 160, pattern: `^${pair}(,${pair})*$` })
const listOf = <T extends typeof pattern>(item: T) => Type.Array(item, { maxItems: most })
// A later version may say more; what it says stays small.
const more = Type.Union([Type.Boolean(), Type.Number(), Type.String({ maxLength: 256 })])

const Config = Type.Object(
  {
    type: Type.Literal(transport),
    // An IPv4 address or a name: gossip is over IPv4, and so is all that it leads to.
    host: Type.String({ minLength: 1, maxLength: 253, pattern: '^[A-Za-z0-9_]([\\w.-]*)$' }),
    port: Type.Integer({ minimum: 1, maximum: 65_535 }),
    service: name,
    roles: listOf(role),
    listens: listOf(pattern),
    since: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
  },
  {
    additionalProperties: Type.Union([more, Type.Array(more, { maxItems: most })]),
  },
)

const Meta = Type.Object(
  {
    instance: Type.String({ minLength: 1, maxLength: 160 }),
    config: Config,
    identifier$: Type.String({ minLength: 1, maxLength: 3_000 }),
    tag$: Type.Union([Type.String({ maxLength: 64 }), Type.Null()]),
    v$: Type.Number(),
    left$: Type.Optional(Type.Literal(true)),
  },
  { additionalProperties: false },
)

/** What else seneca-mesh makes of it: patterns that lead to this member, taking turns. */
const Routing = Type.Object({
  pin: Type.Array(pattern, { minItems: 1, maxItems: most }),
  model: Type.Literal('consume'),
})

/** Seneca's own: a member that took these would take what others say to themselves. */
const reserved = new Set(['seneca', 'transport', 'mesh', 'options', 'util', 'entity'])
/** Names that steer a Seneca message, which seneca-mesh makes of the configuration. */
const steering = /^(role|cmd|hook|sys|init|name|plugin|add|remove|get|constructor|__proto__)$|\$/

type Config = Record<string, unknown> & {
  readonly roles: readonly string[]
  readonly listens: readonly string[]
}

const isRoutable = (config: Config): boolean =>
  config.roles.every((item) => !reserved.has(item)) &&
  !Object.keys(config).some((key) => steering.test(key))

/** A pin leads to a role that is advertised, or to nobody but the member. */
const isOwn = (pin: string, roles: readonly string[]): boolean => {
  const asked = pin.split(',').find((part) => part.startsWith('role:'))
  const wanted = asked?.slice('role:'.length) ?? ''
  return wanted === 'nobody' || roles.includes(wanted)
}

/** Whether everything in what a member gossips of itself is as a member of this mesh says it. */
export function isAdvertisement(meta: unknown): meta is Advertisement {
  if (!matches(Meta, meta)) return false
  const config = (meta as { config: Config }).config
  if (!isRoutable(config) || !matches(Routing, config)) return false
  const { pin, roles } = config as Config & { pin: string[] }
  return pin.every((one) => isOwn(one, roles))
}

interface Gossiped {
  readonly meta?: { readonly instance?: string; readonly config?: Record<string, unknown> }
}

/** Read an advertisement; undefined when it is not one of ours. */
export function peerOf(member: Gossiped): Peer | undefined {
  const { instance, config } = member.meta ?? {}
  if (typeof instance !== 'string' || instance === '' || instance.length > 160) return undefined
  if (!matches(Config, config) || !isRoutable(config as Config)) return undefined
  const { service, host, port, roles, listens, since } = config as Record<string, unknown> & Peer
  return { instance, service, host, port, roles, listens, since }
}
