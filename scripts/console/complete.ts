import { declaredEvents, declaredMessages } from '../../shared/message/declare.js'
import type { Schema } from './schema.js'
import { canonical } from './pattern.js'

/** What Tab offers: the texts, and the end of the line that they replace. */
export type Completion = [offers: string[], replaced: string]

const messages = () => [...declaredMessages().keys()]
const all = () => [...messages(), ...declaredEvents().keys()].sort()
const pins = () => [...new Set(all().map((pattern) => pattern.split(',')[0] ?? ''))]

const starting = (offers: readonly string[], typed: string): Completion => [
  offers.filter((offer) => offer.startsWith(typed)),
  typed,
]

/** Something to begin an input with: the declared example, or the names of what is required. */
function sketch(pattern: string): string[] {
  const message = declaredMessages().get(canonical(pattern))
  if (message === undefined) return []
  const names = (message.input as Schema).required ?? []
  return [JSON.stringify(message.example ?? Object.fromEntries(names.map((name) => [name, ''])))]
}

/** Complete a line: commands, then what the command takes. */
export function complete(line: string, commands: readonly string[]): Completion {
  const typed = line.trimStart()
  const [, command = '', rest = ''] = /^(\S+)\s+(.*)$/.exec(typed) ?? []
  if (/^(role|cmd|event):/.test(typed) && !/\s/.test(typed))
    return starting(messages().sort(), typed)
  if (command === '') return starting(commands, typed)
  if (command === 'act' || command === 'explain') {
    const [, pattern = '', input] = /^(\S*)(?:\s+(.*))?$/.exec(rest) ?? []
    if (input === undefined) return starting(messages().sort(), pattern)
    return input === '' ? [sketch(pattern), ''] : [[], input]
  }
  if (command === 'policy') return starting(messages().sort(), rest)
  if (command === 'tap') return starting([...pins(), ...messages().sort()], rest)
  if (command === 'patterns') return starting([...pins(), ...all()], rest)
  if (command === 'help') return starting([...commands, ...all()], rest)
  if (command === 'as') return starting(['nobody'], rest)
  return [[], rest]
}
