import { fail } from '../../shared/errors.js'
import { serviceContext } from '../../shared/message/context.js'
import type { OutputOf } from '../../shared/message/declare.js'
import type { Peer } from '../../shared/mesh/advertisement.js'
import { rest } from '../../shared/mesh/member/messages.js'
import type { Member } from './join.js'

const context = () => serviceContext({ via: 'console' })

/** The member that a text names: by its service's name where that is one, or by its instance or the beginning of it. */
function findMember({ mesh }: Member, text: string): Peer {
  const { peers } = mesh.directory
  const found = peers.filter(
    ({ service, instance }) => service === text || instance === text || instance.startsWith(text),
  )
  const [first] = found
  if (first === undefined || text === '') throw fail('console/no-member', { member: text })
  if (found.length > 1) {
    throw fail('console/which-member', { members: found.map(({ instance }) => instance) })
  }
  return first
}

/** Ask a member to be sent nothing new, or with `off` to be sent messages again. */
export async function drain(text: string, member: Member): Promise<string> {
  const [name = '', off] = text.split(/\s+/)
  if (name === '' || (off !== undefined && off !== 'off')) {
    throw fail('console/usage', { usage: 'drain <member> [off]' })
  }
  const { instance, service } = findMember(member, name)
  const wanted = off === undefined
  member.host.log.info({ instance, wanted }, 'drain')
  let state = await member.mesh.askMember(instance, rest, { wanted }, context())
  // What is under way may end; the message that asks is one of them.
  for (let look = 0; wanted && look < 50 && answering(state) > 1; look += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100))
    state = await member.mesh.askMember(instance, rest, { wanted }, context())
  }
  if (!wanted) return `${service} (${instance}) is sent messages again.`
  const left = Math.max(0, answering(state) - 1)
  return left === 0
    ? `${service} (${instance}) is sent nothing new, and nothing is under way there. It may be stopped; \`drain ${name} off\` lets it work again.`
    : `${service} (${instance}) is sent nothing new; ${left} messages are still under way there.`
}

const answering = (state: unknown): number => (state as OutputOf<typeof rest>).answering
