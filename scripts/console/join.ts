import { fail } from '../../shared/errors.js'
import type { Log } from '../../shared/log.js'
import { type Host, hostOf } from '../../shared/message/host.js'
import { member } from '../../shared/mesh/member/member.js'
import { tapped } from '../../shared/mesh/member/messages.js'
import { isTaken } from '../../shared/mesh/bases.js'
import { joinMesh, type Mesh } from '../../shared/mesh/mesh.js'
import { closeSeneca, createSeneca, memberOptions } from '../../shared/seneca.js'
import type { Place } from './place.js'

/** A member of the mesh that answers nothing and only asks. */
export interface Member {
  readonly host: Host
  readonly mesh: Mesh
  close(): Promise<void>
}

/** How long joining may take: our own socket, not the others (ms). */
const joinPatience = 5_000
/** How long to wait for the first word of another member (ms); a base answers in a few. */
const meetPatience = 2_500
/** How long to wait for somebody who answers a role: news takes a moment to get around (ms). */
const rolePatience = 5_000

/** Wait until something holds, or give up; gives whether it held. */
async function until(holds: () => boolean, patience: number): Promise<boolean> {
  const end = Date.now() + patience
  while (!holds()) {
    if (Date.now() > end) return false
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  return true
}

/**
 * Join as a member. Not through startService: a console keeps nothing, so it opens no store, and
 * `npm run act` is a quarter of a second quicker for it.
 * @throws `console/no-mesh` when nobody is there, `mesh/refused` when somebody is who does not answer
 */
export async function join(place: Place, log: Log): Promise<Member> {
  const seneca = createSeneca(memberOptions('console'))
  const host = hostOf(seneca)
  host.log = log
  const nobody = (reason: string) =>
    fail('console/no-mesh', { looked: place.bases.join(', '), found: reason })

  let timer: NodeJS.Timeout | undefined
  const failed = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(nobody('could not join in time')), joinPatience)
    seneca.error(() => reject(nobody(`could not listen on MESH_HOST ${place.host}`)))
  })
  seneca.use(member('console', () => host.remote as Mesh | undefined))
  const listens = [tapped.pattern]
  const joined = joinMesh(host, { ...place, service: 'console', roles: [], listens })
  const made = await Promise.race([joined, failed]).finally(() => clearTimeout(timer))
  host.remote = made

  const close = async () => {
    await closeSeneca(seneca)
    await made.close()
  }
  if (await until(() => made.directory.peers.length > 0, meetPatience)) {
    return { host, mesh: made, close }
  }
  await close()
  // Whoever has another secret is not answered at all; but a base on this machine is seen to be there.
  const taken = await Promise.all(place.bases.map(isTaken))
  if (taken.includes(true)) throw fail('mesh/refused', { looked: place.bases.join(', ') })
  throw nobody('no member of it answers (is the secret the same?)')
}

/** Wait until somebody is known to answer a role; if nobody comes, asking will say so. */
export const waitForRole = (member: Member, role: string): Promise<boolean> =>
  until(() => member.mesh.directory.serves(role), rolePatience)
