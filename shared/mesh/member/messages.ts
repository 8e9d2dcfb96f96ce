import { type Static, Type } from '@sinclair/typebox'
import { event, message, object } from '../../message/declare.js'

/** What a member tells of itself, and does, when an operator asks. Every process answers these for itself. */

const Milliseconds = Type.Number({ minimum: 0 })
const Count = Type.Integer({ minimum: 0 })
const Instance = Type.String({ minLength: 1, maxLength: 200 })

export const SeenLink = object({
  instance: Instance,
  service: Type.String(),
  state: Type.String({ description: 'open, connecting, silent, resting or away' }),
  breaker: Type.String({ description: 'closed, half-open or open' }),
  inFlight: Count,
  p50: Milliseconds,
  p99: Milliseconds,
})

export const Status = object({
  service: Type.String(),
  instance: Instance,
  /** It has asked to be sent nothing new. */
  resting: Type.Boolean(),
  /** Messages of other members that are being answered. */
  answering: Count,
  /** How long answers to other members took here. */
  p50: Milliseconds,
  p99: Milliseconds,
  answered: Count,
  /** Resident memory (MB). */
  memory: Type.Number(),
  /** The other members as seen from here. */
  links: Type.Array(SeenLink),
})
export type Status = Static<typeof Status>

export const status = message('role:member,cmd:status', {
  summary: 'How this member is doing, and how it sees the others',
  input: object({}),
  output: Status,
  access: 'internal',
  repeat: 'safe',
})

const Candidate = object({
  pattern: Type.String(),
  /** `action`, `client` (sent on to another process) or `override`. */
  kind: Type.String(),
  plugin: Type.Optional(Type.String()),
})

export const Explanation = object({
  /** `action`, `seneca`, `remote`, or `nowhere`. */
  way: Type.String(),
  why: Type.String(),
  match: Type.Optional(Candidate),
  /** What the match calls on with `prior`, the next first. */
  priors: Type.Array(Candidate),
  /** What matches as well and loses: something more specific was found. */
  losers: Type.Array(Candidate),
  /** How many subs hear the message. */
  subs: Count,
})
export type Explanation = Static<typeof Explanation>

export const explain = message('role:member,cmd:explain', {
  summary: 'Which action here a pattern reaches, and why',
  input: object({ pattern: Type.String({ maxLength: 200 }) }),
  output: Explanation,
  errors: ['mesh/unknown-pattern'],
  access: 'internal',
  repeat: 'safe',
})

export const rest = message('role:member,cmd:rest', {
  summary:
    'Ask to be sent nothing new, until what is under way has ended; or to be sent messages again',
  input: object({ wanted: Type.Boolean() }),
  output: object({ resting: Type.Boolean(), answering: Count }),
  access: 'internal',
  repeat: 'safe',
})

export const tap = message('role:member,cmd:tap', {
  summary: 'Tell a member of each message that is answered here, without what it says',
  input: object({
    pin: Type.String({ maxLength: 200 }),
    /** The instance that is told. */
    to: Instance,
    /** For how long (ms). */
    time: Type.Integer({ minimum: 1, maximum: 600_000 }),
  }),
  output: object({}),
  access: 'internal',
  repeat: 'safe',
})

export const tapped = event('role:member,event:tapped', {
  summary: 'A message was answered, as a tap shows it',
  body: object({
    service: Type.String(),
    pattern: Type.String(),
    requestId: Type.String(),
    via: Type.String(),
    signedIn: Type.Boolean(),
    /** The names of what was given, and of what kind; never what it says. */
    input: Type.Record(Type.String(), Type.String()),
    outcome: Type.String(),
    ms: Milliseconds,
    /** How many before this one were left out, for they were too many. */
    leftOut: Count,
  }),
  access: 'internal',
})
