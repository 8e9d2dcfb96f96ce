import { parseArgs } from 'node:util'
import { fail } from '../../shared/errors.js'

/** How `npm run act` was called. */
export interface Arguments {
  readonly help: boolean
  readonly pattern: string
  /** The JSON as it was given; `-` is standard input. */
  readonly json: string
  readonly as: string | undefined
}

export const usage = `npm run act -- '<pattern>' ['<json>' | -] [--as <email>]

Sends one message through the mesh that runs here and writes the JSON of its reply on standard
output; a failure goes to standard error, as a JSON problem object.

  <pattern>      such as role:habit,cmd:list; \`npm run repl\`, then \`patterns\`, lists all of them
  <json>         what the message takes; {} when left out; - reads it from standard input
  --as <email>   act in this person's name

  exit code 0    it worked
            1    the message failed
            2    wrong usage, bad JSON, unknown pattern
            3    there is no mesh, or it does not accept this process
`

/** @throws `console/usage` */
export function readArguments(given: readonly string[]): Arguments {
  try {
    const { values, positionals } = parseArgs({
      args: [...given],
      allowPositionals: true,
      options: { as: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    })
    const [pattern = '', json = '', ...more] = positionals
    const help = values.help ?? false
    if (!help && (pattern === '' || more.length > 0 || values.as === '')) {
      throw new Error(pattern === '' ? 'a pattern is missing' : 'too much, or an empty --as')
    }
    return { help, pattern, json, as: values.as }
  } catch (error) {
    throw fail('console/usage', { because: (error as Error).message })
  }
}
