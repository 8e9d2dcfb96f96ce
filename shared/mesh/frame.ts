import { CodedError, type ErrorDetails } from '../errors.js'
import type { Context } from '../message/context.js'
import { steadyNow } from './peer-clock.js'

/**
 * What passes between two processes. A WebSocket message is one JSON array: the sender's steady time
 * (ms, see peer-clock.ts), and the frames that were ready then. A frame is an array that begins with its kind:
 *
 *     ["ask",   id, pattern, input, context]   a message, many under way at once
 *     ["ok",    id, output]                    its reply
 *     ["error", id, {code, status, message, details}]
 *     ["event", pattern, body, context]        nobody replies
 *     ["missed"]                               events were dropped, for you read too slowly
 *     ["rest",  wanted]                        send me nothing new (true), or again (false)
 *     ["rested"]                               understood: nothing new follows on this connection
 *
 * and before them, one by one, the handshake (see handshake.ts).
 */
export type Frame = readonly [kind: string, ...rest: unknown[]]

/** The largest frame, and the largest WebSocket message (bytes, about: in UTF-16 units). */
export const largestFrame = 1_048_576
/** How much of what is ready goes into one WebSocket message before the next begins. */
export const fullMessage = 262_144

const isFrame = (value: unknown): value is Frame =>
  Array.isArray(value) && typeof value[0] === 'string'

export const encode = (frame: Frame): string => JSON.stringify(frame)

/** The value of a JSON text; undefined when it is none. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The one frame in a text (of the handshake), or undefined when it is none. */
export function decode(text: string): Frame | undefined {
  const frame = parse(text)
  return isFrame(frame) ? frame : undefined
}

/** A WebSocket message: when it was sent, and its frames; undefined when it holds anything else. */
export function decodeAll(
  text: string,
): { readonly sent: number; readonly frames: readonly Frame[] } | undefined {
  const message = parse(text)
  if (!Array.isArray(message)) return undefined
  const [sent, ...frames] = message as unknown[]
  return typeof sent === 'number' && frames.every(isFrame) ? { sent, frames } : undefined
}

/**
 * A context as it crosses: a list, for it goes with each message. Its `deadline` crosses as an instant
 * of the sender's steady clock.
 */
export const outward = (context: Context): readonly unknown[] => [
  context.requestId,
  Math.round(steadyNow() + context.deadline - Date.now()),
  context.via,
  context.roles,
  context.zone,
  context.locale,
  context.user ?? null,
  context.session ?? null,
]

/**
 * What came in place of a context, as `readContext` takes it; undefined when it is not of that form.
 * @param here an instant of the sender's clock by the own
 */
export function inward(value: unknown, here: (theirs: number) => number): unknown {
  if (!Array.isArray(value) || value.length !== 8) return undefined
  const [requestId, until, via, roles, zone, locale, user, session] = value as unknown[]
  if (typeof until !== 'number') return undefined
  return {
    requestId,
    deadline: Date.now() + here(until) - steadyNow(),
    via,
    roles,
    zone,
    locale,
    ...(user === null ? {} : { user }),
    ...(session === null ? {} : { session }),
  }
}

/** A coded error as it came over the wire. */
export function errorOf(value: unknown): CodedError | undefined {
  const { code, status, message, details } = (value ?? {}) as Record<string, unknown>
  if (typeof code !== 'string' || typeof status !== 'number' || typeof message !== 'string') {
    return undefined
  }
  return new CodedError(code, status, message, (details ?? {}) as ErrorDetails)
}
