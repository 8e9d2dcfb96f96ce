import { type Static, type TObject, type TSchema, Type } from '@sinclair/typebox'
import { type HttpRoute, parseHttpRoute } from './http.js'

/**
 * A message is declared once. From the declaration come its type, its check, its REST and WebSocket
 * route, its documentation, its place in the REPL and its way through the mesh.
 */
export type Access = 'public' | 'member' | 'admin' | 'internal'

export interface MessageSpec<I extends TObject, O extends TSchema> {
  /** One line for people: what it does. */
  readonly summary: string
  /** What it takes. Properties that are not named here are refused. */
  readonly input: I
  /** What it gives: an object or a list (Seneca carries no bare values). */
  readonly output: O
  /** The codes that it may fail with, beside those that every message may. */
  readonly errors?: readonly string[]
  /**
   * Who may send it: anybody, a signed-in person, an admin, or only the services themselves
   * (`internal`, which has no route at the gate).
   */
  readonly access: Access
  /** Its REST route, as `METHOD /api/<role>/…/:parameter`. */
  readonly http?: string
  /** The status of a successful answer; 200 unless said. */
  readonly status?: number
  /** May be sent over the WebSocket. */
  readonly live?: boolean
  /** `safe`: sending it twice is the same as once, so the mesh may send it again after a fault. */
  readonly repeat?: 'safe' | 'once'
  /** Example inputs for the documentation; they are checked when the message is declared. */
  readonly example?: Static<I>
}

export interface Message<
  P extends string = string,
  I extends TObject = TObject,
  O extends TSchema = TSchema,
> {
  readonly kind: 'message'
  readonly pattern: P
  readonly role: string
  readonly cmd: string
  readonly summary: string
  readonly input: I
  readonly output: O
  readonly errors: readonly string[]
  readonly access: Access
  readonly http: HttpRoute | undefined
  readonly status: number
  readonly live: boolean
  readonly repeat: 'safe' | 'once'
  readonly example: Record<string, unknown> | undefined
}

export interface EventSpec<B extends TObject> {
  readonly summary: string
  readonly body: B
  /**
   * `member`: it is kept in the person's journal and reaches their open connections.
   * `internal`: it only goes from service to service, to those that listen at that moment.
   */
  readonly access: 'member' | 'internal'
}

export interface Event<P extends string = string, B extends TObject = TObject> {
  readonly kind: 'event'
  readonly pattern: P
  readonly role: string
  readonly event: string
  readonly summary: string
  readonly body: B
  readonly access: 'member' | 'internal'
}

export type InputOf<M> = M extends Message<string, infer I> ? Static<I> : never
export type OutputOf<M> = M extends Message<string, TObject, infer O> ? Static<O> : never
export type BodyOf<E> = E extends Event<string, infer B> ? Static<B> : never

const messages = new Map<string, Message>()
const events = new Map<string, Event>()

export const declaredMessages = (): ReadonlyMap<string, Message> => messages
export const declaredEvents = (): ReadonlyMap<string, Event> => events

/** Names that steer Seneca's routing: a payload must never carry one. */
const steering = new Set(['role', 'cmd', 'event', 'sys', 'init', '__proto__', 'constructor'])

function checkNames(pattern: string, schema: TObject): void {
  for (const name of Object.keys(schema.properties)) {
    if (steering.has(name) || name.endsWith('$')) {
      throw new Error(`${pattern}: the property name "${name}" would steer Seneca's routing`)
    }
  }
}

/** An object that refuses every property that is not named. */
export const object = <P extends Record<string, TSchema>>(properties: P, description?: string) =>
  Type.Object(properties, {
    additionalProperties: false,
    ...(description === undefined ? {} : { description }),
  })

/**
 * Declare a message.
 * @param pattern `role:<role>,cmd:<cmd>`: kept as a string, so that it can be searched for.
 */
export function message<const P extends string, I extends TObject, O extends TSchema>(
  pattern: P,
  spec: MessageSpec<I, O>,
): Message<P, I, O> {
  const match = /^role:([a-z]+),cmd:([a-z][a-z-]*)$/.exec(pattern)
  if (match === null) throw new Error(`${pattern}: a message is role:<role>,cmd:<cmd>`)
  if (messages.has(pattern)) throw new Error(`${pattern} is declared twice`)
  checkNames(pattern, spec.input)
  const [, role = '', cmd = ''] = match
  const http = spec.http === undefined ? undefined : parseHttpRoute(pattern, role, spec.http)
  if (spec.access === 'internal' && (http !== undefined || spec.live === true)) {
    throw new Error(`${pattern}: an internal message has no route at the gate`)
  }
  for (const name of http?.parameters ?? []) {
    if (!(name in spec.input.properties)) {
      throw new Error(`${pattern}: the path names :${name}, the input does not`)
    }
  }
  const declared: Message<P, I, O> = {
    kind: 'message',
    pattern,
    role,
    cmd,
    summary: spec.summary,
    input: object(spec.input.properties) as unknown as I,
    output: spec.output,
    errors: spec.errors ?? [],
    access: spec.access,
    http,
    status: spec.status ?? 200,
    live: spec.live ?? false,
    repeat: spec.repeat ?? 'once',
    example: spec.example,
  }
  messages.set(pattern, declared)
  if (cmd !== 'ping' && !messages.has(pingOf(role))) declarePing(role)
  return declared
}

const pingOf = (role: string): string => `role:${role},cmd:ping`

/** Every role answers `role:<role>,cmd:ping` and `GET /api/<role>/ping`; nobody has to declare it. */
function declarePing(role: string): void {
  message(pingOf(role), {
    summary: `Whether ${role} can be reached`,
    input: object({}),
    output: object({ message: Type.Literal('pong') }),
    access: 'public',
    http: `GET /api/${role}/ping`,
    live: true,
    repeat: 'safe',
  })
}

/** The ping of a role that declares at least one message. */
export function ping(role: string): Message {
  const declared = messages.get(pingOf(role))
  if (declared === undefined) throw new Error(`role ${role} declares no message`)
  return declared
}

/**
 * Declare an event.
 * @param pattern `role:<role>,event:<what happened>`
 */
export function event<const P extends string, B extends TObject>(
  pattern: P,
  spec: EventSpec<B>,
): Event<P, B> {
  const match = /^role:([a-z]+),event:([a-z][a-z-]*)$/.exec(pattern)
  if (match === null) throw new Error(`${pattern}: an event is role:<role>,event:<event>`)
  if (events.has(pattern)) throw new Error(`${pattern} is declared twice`)
  checkNames(pattern, spec.body)
  const [, role = '', name = ''] = match
  const declared: Event<P, B> = { kind: 'event', pattern, role, event: name, ...spec }
  events.set(pattern, declared)
  return declared
}
