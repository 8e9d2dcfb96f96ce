/**
 * A schema as lines that people read: one a field, with whether it is needed and what it may be. Read
 * as plain JSON Schema, so that it does not matter which library made it.
 */
export interface Schema {
  readonly type?: string
  readonly description?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly [keyword: string]: unknown
}

const nouns: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'number',
  integer: 'whole number',
  boolean: 'true or false',
  null: 'null',
  array: 'list',
  object: 'object',
}

const shown = (value: unknown): string => JSON.stringify(value)

function between(low: unknown, high: unknown, unit = ''): string | undefined {
  if (low !== undefined && high !== undefined) {
    return low === high ? `${shown(low)}${unit}` : `${shown(low)} to ${shown(high)}${unit}`
  }
  if (low !== undefined) return `at least ${shown(low)}${unit}`
  return high === undefined ? undefined : `at most ${shown(high)}${unit}`
}

/** The limits of a value, in words. */
function limits(schema: Schema): string[] {
  const { exclusiveMinimum: above, exclusiveMaximum: below, pattern } = schema
  const said = [
    // A format such as a calendar day says more than how long its text is.
    schema['format'] === undefined
      ? between(schema['minLength'], schema['maxLength'], ' characters')
      : undefined,
    between(schema['minimum'], schema['maximum']),
    above === undefined ? undefined : `above ${shown(above)}`,
    below === undefined ? undefined : `below ${shown(below)}`,
    between(schema['minItems'], schema['maxItems'], ' of them'),
    schema['uniqueItems'] === true ? 'each once' : undefined,
    pattern === '\\S'
      ? 'not only spaces'
      : typeof pattern === 'string'
        ? `as ${pattern}`
        : undefined,
    schema['default'] === undefined ? undefined : `${shown(schema['default'])} unless said`,
  ]
  return said.filter((limit) => limit !== undefined)
}

/** The choices of a value; one that is a choice itself counts as all of its own. */
const choices = ({ anyOf = [] }: Schema): Schema[] =>
  anyOf.flatMap((choice) => (choice.anyOf === undefined ? [choice] : choices(choice)))

/** What a value may be, in one line; the fields of an object inside it stand in lines of their own. */
export function phrase(schema: Schema): string {
  const { items, description, properties } = schema
  const told = description === undefined ? [] : [description]
  const said = (what: string) => [what, ...limits(schema), ...told].join('; ')
  if (schema.const !== undefined) return said(shown(schema.const))
  if (schema.enum !== undefined) return said(schema.enum.map(shown).join(' | '))
  const options = choices(schema)
  if (options.some((option) => inside(option).length > 0)) return said('one of these')
  if (options.length > 0) return said(options.map(phrase).join(' | '))
  if (items !== undefined)
    return said(inside(items).length > 0 ? 'list of' : `list: ${phrase(items)}`)
  const free = schema['patternProperties'] !== undefined && properties === undefined
  return said(free ? 'object with names of your own' : (nouns[schema.type ?? ''] ?? 'anything'))
}

const indent = (lines: readonly string[]): string[] => lines.map((line) => `    ${line}`)

/** The lines below a value's own: the fields of an object, of a list's objects, of each choice. */
function inside(schema: Schema): string[] {
  if (schema.items !== undefined) return inside(schema.items)
  const below = choices(schema).map((choice) => ({ choice, lines: inside(choice) }))
  if (below.some(({ lines }) => lines.length > 0)) {
    return below.flatMap(({ choice, lines }) => [`– ${phrase(choice)}`, ...indent(lines)])
  }
  return fieldLines(schema)
}

/** A line for each field of an object, in columns. */
export function fieldLines(schema: Schema): string[] {
  const fields = Object.entries(schema.properties ?? {})
  const width = Math.max(0, ...fields.map(([name]) => name.length))
  return fields.flatMap(([name, field]) => {
    const needed = schema.required?.includes(name) === true ? 'required' : 'optional'
    return [`${name.padEnd(width)}  ${needed}  ${phrase(field)}`, ...indent(inside(field))]
  })
}
