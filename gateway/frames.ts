import { Type } from '@sinclair/typebox'
import type { RawData } from 'ws'
import { declaredMessages, object } from '../shared/message/declare.js'

/** The first frame: who it is. */
export const AuthFrame = object({
  auth: Type.String({ maxLength: 4096 }),
  /** The last seq that the client saw; without it, only what is new comes. */
  seq: Type.Optional(Type.Integer({ minimum: 0 })),
})
/** A message on its way in; `id` comes back with the answer. */
export const SendFrame = object({
  id: Type.Union([Type.Integer(), Type.String({ minLength: 1, maxLength: 64 })]),
  send: Type.String({ maxLength: 100 }),
  body: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
})

/** For the log: only a pattern that is declared, never what somebody wrote in its place. */
export function knownPattern(frame: unknown): string | undefined {
  const { send } = (frame ?? {}) as { send?: unknown }
  return typeof send === 'string' && declaredMessages().has(send) ? send : undefined
}

/** A frame is a JSON object. */
export function parseFrame(data: RawData): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse((data as Buffer).toString('utf8'))
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
    return isObject ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}
