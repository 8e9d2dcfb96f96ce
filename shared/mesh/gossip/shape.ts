import { Type } from '@sinclair/typebox'
import { matches } from '../../message/check.js'
import { isAdvertisement } from '../advertisement.js'
import { isAddress } from './address.js'
import type { Reason } from './refusals.js'
import { isSlim } from './slim.js'
import { type Known, State } from './swim.js'

/**
 * What the messages of gossip look like. swim and sneeze believe whatever they decode, and some of
 * it would end the process; so nothing reaches them that is not exactly this.
 */
const only = { additionalProperties: false }
const seq = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })
const address = Type.String({ maxLength: 21, pattern: '^[\\d.]+:\\d{1,5}$' })

const Numbered = Type.Object({ seq }, only)
const PingReq = Type.Object({ seq, destination: address }, only)
const Record = Type.Object(
  {
    host: address,
    state: Type.Integer({ minimum: State.alive, maximum: State.faulty }),
    // It begins as a time, and is counted on: room for that, or nobody could contradict it.
    incarnation: Type.Integer({ minimum: 0, maximum: 2 ** 52 }),
    meta: Type.Unknown(),
  },
  only,
)

const SlimRecord = Type.Object(
  {
    host: address,
    state: Type.Integer({ minimum: State.alive, maximum: State.faulty }),
    incarnation: Type.Integer({ minimum: 0, maximum: 2 ** 52 }),
    mark: Type.String({ minLength: 8, maxLength: 8 }),
    left: Type.Optional(Type.Literal(true)),
  },
  only,
)

function faultOfRecord(data: unknown): Reason | undefined {
  if (!matches(Record, data) || !isAddress((data as Known).host)) return 'message'
  return isAdvertisement((data as Known).meta) ? undefined : 'advertisement'
}

/** What is wrong with a decoded message of this kind from there, if anything. */
export function faultOf(kind: string, data: unknown, from: string): Reason | undefined {
  switch (kind) {
    case 'ping':
    case 'ack':
      return matches(Numbered, data) ? undefined : 'message'
    case 'pingreq':
      return matches(PingReq, data) && isAddress((data as { destination: string }).destination)
        ? undefined
        : 'message'
    case 'sync':
      // It is answered at length, so only to where it came from.
      return faultOfRecord(data) ?? ((data as Known).host === from ? undefined : 'message')
    case 'update':
      if (!isSlim(data)) return faultOfRecord(data)
      return matches(SlimRecord, data) && isAddress(data.host) ? undefined : 'message'
    default:
      return 'message'
  }
}
