import { declaredEvents, declaredMessages } from '../../shared/message/declare.js'
import type { Peer } from '../../shared/mesh/advertisement.js'
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

const seconds = (instant: number): string =>
  instant === 0 ? '?' : new Date(instant).toISOString().slice(0, 19) + 'Z'

/** Who is in the mesh beside this console, and what they answer. */
export function listMembers(peers: readonly Peer[]): string {
  if (peers.length === 0) return 'Nobody else is in the mesh at the moment.'
  const rows = [...peers]
    .sort((one, other) => one.service.localeCompare(other.service) || one.since - other.since)
    .map(({ service, instance, host, port, roles, since }) => {
      const address = `${host.includes(':') ? `[${host}]` : host}:${port}`
      return [service, instance, address, roles.join(',') || '–', seconds(since)]
    })
  return table([['SERVICE', 'INSTANCE', 'ADDRESS', 'ROLES', 'SINCE'], ...rows]).join('\n')
}
