import { problemOf } from '../../gateway/problem.js'
import { type CodedError, errorDefinitions } from '../../shared/errors.js'

type Details = Readonly<Record<string, unknown>>

/** Where the console's way out is another than that of REST. */
const remedies: Readonly<Record<string, string>> = {
  'auth/required': 'Say in whose name: `as <email>` in the REPL, `--as <email>` for act.',
}

/** What a person at the console can do about a failure. */
export const remedyOf = (code: string): string =>
  remedies[code] ?? errorDefinitions().get(code)?.remedy ?? ''

/** The same object as over REST and the WebSocket; without a request id where nothing was sent. */
const problem = (error: CodedError, requestId: string | undefined) => ({
  ...problemOf(error, ''),
  detail: remedyOf(error.code),
  requestId,
})

/** A failure as a script reads it. */
export const asJson = (error: CodedError, requestId?: string): string =>
  JSON.stringify(problem(error, requestId))

const known = new Set(['type', 'title', 'status', 'code', 'detail', 'requestId', 'fields'])

const say = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

function fieldsOf({ fields }: Details): string[] {
  if (!Array.isArray(fields)) return []
  return fields.map((field: unknown) => {
    const { field: name, says } = field as { field?: string; says?: string }
    // A store's conflict names bare fields.
    return typeof field === 'string' ? field : `${name === '' ? '(the whole)' : name}: ${says}`
  })
}

/** A failure as a person reads it: code, sentence, what to do, and what was wrong where. */
export function asText(error: CodedError, requestId?: string): string {
  const told = problem(error, requestId)
  const lines = [`${told.code} (${told.status})  ${told.title}`]
  for (const field of fieldsOf(told)) lines.push(`  ${field}`)
  for (const [name, value] of Object.entries(told)) {
    if (!known.has(name) && value !== undefined) lines.push(`  ${name}: ${say(value)}`)
  }
  if (told.detail !== '') lines.push(`  What to do: ${told.detail}`)
  if (requestId !== undefined && told.code === 'internal') lines.push(`  Request: ${requestId}`)
  return lines.join('\n')
}
