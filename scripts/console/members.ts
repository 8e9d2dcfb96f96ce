import { Type } from '@sinclair/typebox'
import { matches } from '../../shared/message/check.js'
import { serviceContext } from '../../shared/message/context.js'
import type { Peer } from '../../shared/mesh/advertisement.js'
import { status as askStatus, Status } from '../../shared/mesh/member/messages.js'
import type { Member } from './join.js'
import { table } from './table.js'

/** How long a member may take to tell how it is doing (ms). */
const patience = 1_000

const Answer = Type.Composite([Status], { additionalProperties: true })

async function statusOf({ mesh }: Member, { instance }: Peer): Promise<Status | undefined> {
  const context = serviceContext({ deadline: Date.now() + patience, via: 'console' })
  const answer = await mesh.askMember(instance, askStatus, {}, context).catch(() => undefined)
  return matches(Answer, answer) ? (answer as Status) : undefined
}

const time = (instant: number): string =>
  instant === 0 ? '?' : new Date(instant).toISOString().slice(0, 19) + 'Z'

/** What the others' breakers say of a member: closed, or who keeps it open. */
function breakerOf({ instance }: Peer, others: readonly Status[]): string {
  const open = others.filter(({ links }) =>
    links.some((link) => link.instance === instance && link.breaker !== 'closed'),
  )
  return open.length === 0 ? 'closed' : `open: ${open.map(({ service }) => service).join(', ')}`
}

function rowOf(peer: Peer, known: Status | undefined, others: readonly Status[]): string[] {
  const { service, instance, host, port, roles, since } = peer
  const address = `${host.includes(':') ? `[${host}]` : host}:${port}`
  const place = [service, instance, address, roles.join(',') || '–', time(since)]
  if (known === undefined) return [...place, 'silent', '–', breakerOf(peer, others), '–', '–']
  const { answering, p50, p99, memory, resting } = known
  return [
    ...place,
    resting ? 'resting' : 'working',
    String(answering),
    breakerOf(peer, others),
    `${p50.toFixed(1)}/${p99.toFixed(1)} ms`,
    `${memory} MB`,
  ]
}

const heading = [
  'SERVICE',
  'INSTANCE',
  'ADDRESS',
  'ROLES',
  'SINCE',
  'STATE',
  'IN FLIGHT',
  'BREAKER',
  'P50/P99',
  'MEMORY',
]

/** The table of members: each with what it told of itself, or as silent. */
export function membersTable(
  told: readonly { readonly peer: Peer; readonly status: Status | undefined }[],
): string {
  if (told.length === 0) return 'Nobody else is in the mesh at the moment.'
  const sorted = [...told].sort(
    ({ peer: one }, { peer: other }) =>
      one.service.localeCompare(other.service) || one.since - other.since,
  )
  const known = told.flatMap(({ status }) => status ?? [])
  return table([heading, ...sorted.map(({ peer, status }) => rowOf(peer, status, known))]).join(
    '\n',
  )
}

/** Who is in the mesh beside this console, what they answer, and how they are doing. */
export async function listMembers(member: Member): Promise<string> {
  const { peers } = member.mesh.directory
  const asked = peers.map(async (peer) => ({ peer, status: await statusOf(member, peer) }))
  return membersTable(await Promise.all(asked))
}
