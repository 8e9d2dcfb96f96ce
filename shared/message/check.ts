import type { TSchema } from '@sinclair/typebox'
import { type TypeCheck, TypeCompiler, type ValueError } from '@sinclair/typebox/compiler'
import { ValueErrorType } from '@sinclair/typebox/errors'
import { type CodedError, fail } from '../errors.js'

export interface FieldError {
  /** The field by its path, such as `rule.weekdays.0`; empty for the whole. */
  readonly field: string
  /** What it should be. Never what it was: that may be private. */
  readonly says: string
}

const compiled = new WeakMap<TSchema, TypeCheck<TSchema>>()

function checker(schema: TSchema): TypeCheck<TSchema> {
  const known = compiled.get(schema)
  if (known !== undefined) return known
  const made = TypeCompiler.Compile(schema)
  compiled.set(schema, made)
  return made
}

/** Whether a value is as the schema says; the schema is compiled once. */
export const matches = (schema: TSchema, value: unknown): boolean => checker(schema).Check(value)

const dotted = (pointer: string): string => pointer.replace(/^\//, '').replaceAll('/', '.')

function say({ type, schema, message }: ValueError): string {
  if (type === ValueErrorType.ObjectRequiredProperty) return 'is missing'
  if (type === ValueErrorType.ObjectAdditionalProperties) return 'is not known here'
  // A format's or a union's own message says little; what is meant stands in the description.
  const { description } = schema
  if (description !== undefined) return `must be ${description}`
  return message.replace(/^Expected/, 'must be')
}

/** The most faults that one answer names. */
const mostErrors = 20

/** What is wrong with a value, by field, in plain words; without the value itself. */
export function fieldErrors(schema: TSchema, value: unknown): FieldError[] {
  const found = new Map<string, FieldError>()
  for (const error of checker(schema).Errors(value)) {
    const field = dotted(error.path)
    if (!found.has(field)) found.set(field, { field, says: say(error) })
    if (found.size === mostErrors) break
  }
  return [...found.values()]
}

/** Make (not throw) the failure of a value that is not as the schema says. */
export const invalid = (schema: TSchema, value: unknown): CodedError =>
  fail('input/invalid', { fields: fieldErrors(schema, value) })

/** Throw `input/invalid` unless the value is as the schema says. */
export function check(schema: TSchema, value: unknown): void {
  if (!matches(schema, value)) throw invalid(schema, value)
}
