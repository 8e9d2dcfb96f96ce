/** What SQLite says, as the errors that callers know. */
import { CodedError, fail } from '../../errors.js'

/** SQLite's primary result codes that mean: the file can not be used now. */
const OUT_OF_ORDER = new Set([3, 5, 6, 8, 10, 11, 13, 14, 15, 26])
const BUSY = new Set([5, 6])
const UNIQUE = 2067
const PRIMARY_KEY = 1555

function codeOf(error: unknown): number {
  if (!(error instanceof Error) || !('errcode' in error)) return 0
  return typeof error.errcode === 'number' ? error.errcode : 0
}

export const isBusy = (error: unknown): boolean => BUSY.has(codeOf(error) & 0xff)

/** 'store/unavailable', with what SQLite or the file system said as its cause: for the log, not for callers. */
export function unavailable(base: string, cause?: unknown): CodedError {
  if (cause instanceof CodedError) return cause
  const error = fail('store/unavailable', { base })
  if (cause !== undefined) Object.defineProperty(error, 'cause', { value: cause })
  return error
}

/** An index is named after what it holds (see schema.ts), so a violation names the fields. */
function conflictFields(message: string): string[] {
  const name = /index '[^'!]*!([^']*)'/.exec(message)
  return name?.[1]?.split(',') ?? ['id']
}

/** The error for callers; whatever is no failure of the store stays what it is. */
export function translate(error: unknown, base: string, entity: string): unknown {
  const code = codeOf(error)
  if (code === UNIQUE || code === PRIMARY_KEY) {
    const fields = code === UNIQUE ? conflictFields((error as Error).message) : ['id']
    return fail('store/conflict', { entity, fields })
  }
  if (OUT_OF_ORDER.has(code & 0xff)) return unavailable(base, error)
  return error
}
