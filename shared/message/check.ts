import type { TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import { fail } from '../errors.js'

export interface FieldError {
  /** The field by its path, such as `rule.weekdays.0`; empty for the whole. */
  readonly field: string
  /** What it should be. Never what it was: that may be private. */
  readonly says: string
}

interface Checker {
  Check(value: unknown): boolean
  Errors(value: unknown): RawError[]
}

interface RawError {
  readonly keyword: string
  readonly instancePath: string
  readonly params: Record<string, unknown>
  readonly message: string
  readonly schemaPath: string
}

const compiled = new WeakMap<object, Checker>()

function checker(schema: TSchema): Checker {
  const known = compiled.get(schema)
  if (known !== undefined) return known
  const made = Compile(schema) as unknown as Checker
  compiled.set(schema, made)
  return made
}

/** Whether a value is as the schema says; the schema is compiled once. */
export const matches = (schema: TSchema, value: unknown): boolean => checker(schema).Check(value)

const dotted = (path: string): string => path.replace(/^\//, '').replaceAll('/', '.')

function say(error: RawError, schema: TSchema): string {
  if (error.keyword !== 'format') return error.message
  // The format's own message says only its name; the field's description says what is meant.
  const steps = error.instancePath.split('/').slice(1)
  let at: unknown = schema
  for (const step of steps) at = (at as { properties?: Record<string, unknown> }).properties?.[step]
  const description = (at as { description?: string } | undefined)?.description
  return description === undefined ? error.message : `must be ${description}`
}

/** What is wrong with a value, by field, in plain words; without the value itself. */
export function fieldErrors(schema: TSchema, value: unknown): FieldError[] {
  const found = new Map<string, FieldError>()
  for (const error of checker(schema).Errors(value)) {
    const names =
      error.keyword === 'required'
        ? (error.params['requiredProperties'] as string[])
        : error.keyword === 'additionalProperties'
          ? (error.params['additionalProperties'] as string[])
          : undefined
    // The refusal of one unknown property is told by its name, not by the schema `false`.
    if (error.keyword === 'boolean') continue
    const says =
      error.keyword === 'required'
        ? 'is missing'
        : error.keyword === 'additionalProperties'
          ? 'is not known here'
          : say(error, schema)
    for (const name of names ?? [undefined]) {
      const field = [dotted(error.instancePath), name].filter(Boolean).join('.')
      if (!found.has(field)) found.set(field, { field, says })
    }
  }
  return [...found.values()].slice(0, 20)
}

/** Throw `input/invalid` unless the value is as the schema says. */
export function check(schema: TSchema, value: unknown): void {
  if (matches(schema, value)) return
  throw fail('input/invalid', { fields: fieldErrors(schema, value) })
}
