import { createHash } from 'node:crypto'
import { type Known, State, type Swim } from './swim.js'

/**
 * News of a member whose advertisement everybody has: the same, without it. swim repeats the whole
 * advertisement each time that somebody is suspected, and lives, and is dead; three of these fill a
 * datagram, twenty of ours do. Whoever lacks the advertisement asks the member itself.
 */
export interface Slim {
  readonly host: string
  readonly state: number
  readonly incarnation: number
  /** Which process it is about: another may have its address by now. */
  readonly mark: string
  /** It said goodbye. */
  readonly left?: true
}

const marks = new Map<string, string>()
const mostMarks = 5_000

/** A short mark of sneeze's long name of a process. */
function markOf(identifier: string): string {
  const known = marks.get(identifier)
  if (known !== undefined) return known
  if (marks.size >= mostMarks) marks.clear()
  const mark = createHash('sha256').update(identifier).digest('base64url').slice(0, 8)
  marks.set(identifier, mark)
  return mark
}

export const isSlim = (data: unknown): data is Slim =>
  typeof data === 'object' && data !== null && 'mark' in data

export const slim = ({ host, state, incarnation, meta }: Known): Slim => ({
  host,
  state,
  incarnation,
  mark: markOf(meta?.identifier$ ?? ''),
  ...(meta?.left$ === true ? { left: true as const } : {}),
})

/** What nobody takes for news, and is answered with all that the member says of itself. */
export const question = ({ host, mark }: Slim): Slim => ({
  host,
  mark,
  state: State.faulty,
  incarnation: 0,
})

/** The same with the advertisement, if that is known here. */
export function whole({ membership }: Swim, data: Slim): Known | undefined {
  const { host, state, incarnation, mark, left } = data
  const { local, hostToMember, hostToFaulty } = membership
  const own = host === local.host
  const meta = (own ? local : (hostToMember[host] ?? hostToFaulty[host]))?.meta
  if (meta === undefined || (!own && markOf(meta.identifier$ ?? '') !== mark)) return undefined
  const { left$: _, ...rest } = meta
  return { host, state, incarnation, meta: left === true ? { ...rest, left$: true } : rest }
}
