import { fail } from '../../shared/errors.js'
import { canonical } from './pattern.js'

/** A line of the console: its first word, and all the rest. */
export interface Line {
  readonly command: string
  readonly rest: string
}

/** What is acted on: a pattern and what it is given. */
export interface Wish {
  readonly pattern: string
  readonly input: Record<string, unknown>
}

/** Take a line apart. One that begins with a pattern is an `act`, as in Seneca's own REPL. */
export function lineOf(text: string): Line {
  const line = text.trim()
  if (/^["'`]?(role|cmd|event)\s*:/i.test(line)) return { command: 'act', rest: line }
  const end = line.search(/\s/)
  if (end < 0) return { command: line, rest: '' }
  return { command: line.slice(0, end), rest: line.slice(end).trim() }
}

/**
 * The JSON object in a text; nothing at all is an empty one.
 * @throws `console/bad-json`
 */
export function inputOf(text: string): Record<string, unknown> {
  if (text.trim() === '') return {}
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw fail('console/bad-json', { because: (error as Error).message })
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw fail('console/bad-json', { because: 'it is JSON, but not an object' })
  }
  return value as Record<string, unknown>
}

/**
 * What stands after `act`: the pattern goes up to the first brace or bracket.
 * @throws `console/bad-json`
 */
export function wishOf(rest: string): Wish {
  const quoted = rest.trim().replaceAll(/^'|'$/g, '')
  const start = quoted.search(/[{[]/)
  const pattern = canonical(start < 0 ? quoted : quoted.slice(0, start))
  return { pattern, input: inputOf(start < 0 ? '' : quoted.slice(start)) }
}
