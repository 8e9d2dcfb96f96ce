import { sharedCodes } from './codes.js'

/**
 * Every failure that a caller may see has a code, one sentence for people, a remedy and a status.
 * A code is declared once (`declareErrors`) and raised with `fail`; everything else that is thrown is
 * a defect and leaves the process as `internal`, without its stack.
 */
export interface ErrorDefinition {
  /** The HTTP status that the gate answers with. */
  readonly status: number
  /** One sentence for people; no personal data. */
  readonly says: string
  /** What the caller can do about it. */
  readonly remedy: string
}

export type ErrorDetails = Readonly<Record<string, unknown>>

const definitions = new Map<string, ErrorDefinition>()

/** A failure with a code. It crosses processes whole: code, sentence, details and status. */
export class CodedError extends Error {
  override readonly name = 'CodedError'
  constructor(
    readonly code: string,
    readonly status: number,
    says: string,
    readonly details: ErrorDetails = {},
  ) {
    super(says)
  }

  toJSON(): { code: string; status: number; message: string; details: ErrorDetails } {
    return { code: this.code, status: this.status, message: this.message, details: this.details }
  }
}

/** Declare codes; call it where the codes belong (a plugin's messages.ts). Declaring one twice is a defect. */
export function declareErrors<const D extends Record<string, ErrorDefinition>>(declared: D): D {
  for (const [code, definition] of Object.entries(declared)) {
    if (definitions.has(code)) throw new Error(`error code ${code} is declared twice`)
    definitions.set(code, definition)
  }
  return declared
}

/** Make (not throw) the error of a declared code. `details` must be safe to show to the caller. */
export function fail(code: string, details: ErrorDetails = {}): CodedError {
  const definition = definitions.get(code)
  if (definition === undefined) throw new Error(`error code ${code} is not declared`)
  return new CodedError(code, definition.status, definition.says, details)
}

/** Whether this is the failure of one of these codes. */
export const failedWith = (error: unknown, ...codes: readonly string[]): boolean =>
  error instanceof CodedError && codes.includes(error.code)

export const errorDefinitions = (): ReadonlyMap<string, ErrorDefinition> => definitions

/** A coded error stays what it is; anything else becomes `internal`, with no word of what it was. */
export function asCoded(error: unknown): CodedError {
  if (error instanceof CodedError) return error
  return fail('internal')
}

declareErrors(sharedCodes)
