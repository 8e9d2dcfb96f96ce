import { declaredEvents, declaredMessages } from '../../shared/message/declare.js'
import { pinned } from './pattern.js'
import { table } from './table.js'

type Listed = { readonly pattern: string; readonly access: string; readonly summary: string }

const byPattern = (one: Listed, other: Listed) => (one.pattern < other.pattern ? -1 : 1)

/** Every declared message and event that a pin matches, with who may use it and what it does. */
export function listPatterns(pin: string): string {
  const all: Listed[] = [...declaredMessages().values(), ...declaredEvents().values()]
  const found = all.filter(({ pattern }) => pinned(pattern, pin)).sort(byPattern)
  if (found.length === 0) return `No pattern matches ${pin}. \`patterns\` lists all of them.`
  return table(found.map(({ pattern, access, summary }) => [pattern, access, summary])).join('\n')
}
