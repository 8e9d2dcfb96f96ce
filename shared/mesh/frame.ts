import { CodedError, type ErrorDetails } from '../errors.js'
import type { Context } from '../message/context.js'

/**
 * What passes between two processes: one JSON array a frame.
 *
 *     ["ask",   id, pattern, input, context]   a message, many under way at once
 *     ["ok",    id, output]                    its reply
 *     ["error", id, {code, status, message, details}]
 *     ["event", pattern, body, context]        nobody replies
 *
 * and before them the proof: ["hello", nonce] ← , ["proof", nonce, proof] → , ["welcome", proof] ← .
 * A context's `deadline` crosses as the time that is left (ms): clocks differ, patience does not.
 */
export type Frame = readonly [kind: string, ...rest: unknown[]]

/** The largest frame (bytes). */
export const largestFrame = 1_048_576
/** How long an unproven connection may take to prove itself (ms). */
export const proofPatience = 2_000

export const encode = (frame: Frame): string => JSON.stringify(frame)

/** The frame in a text, or undefined when it is none. */
export function decode(text: string): Frame | undefined {
  try {
    const frame: unknown = JSON.parse(text)
    return Array.isArray(frame) && typeof frame[0] === 'string'
      ? (frame as unknown as Frame)
      : undefined
  } catch {
    return undefined
  }
}

export const outward = (context: Context): object => ({
  ...context,
  deadline: Math.max(0, Math.round(context.deadline - Date.now())),
})

export function inward(context: unknown): unknown {
  if (typeof context !== 'object' || context === null) return undefined
  const left = (context as { deadline?: unknown }).deadline
  return { ...context, deadline: Date.now() + (typeof left === 'number' ? left : 0) }
}

/** A coded error as it came over the wire. */
export function errorOf(value: unknown): CodedError | undefined {
  const { code, status, message, details } = (value ?? {}) as Record<string, unknown>
  if (typeof code !== 'string' || typeof status !== 'number' || typeof message !== 'string') {
    return undefined
  }
  return new CodedError(code, status, message, (details ?? {}) as ErrorDetails)
}
