import { fail } from '../../shared/errors.js'
import { messageOf } from '../../shared/message/ask.js'
import { fieldErrors, matches } from '../../shared/message/check.js'
import { serviceContext } from '../../shared/message/context.js'
import type { Message } from '../../shared/message/declare.js'
import type { Link } from '../../shared/mesh/link.js'
import { explainHere } from '../../shared/mesh/member/explain.js'
import { explain, type Explanation } from '../../shared/mesh/member/messages.js'
import type { Member } from './join.js'
import { wishOf } from './line.js'
import { table } from './table.js'

const candidate = ({ pattern, kind, plugin }: Explanation['losers'][number]): string =>
  `${pattern} (${kind}${plugin === undefined ? '' : ` of ${plugin}`})`

function linesOf(place: string, told: Explanation): string[][] {
  const { way, why, match, priors, losers, subs } = told
  return [
    [place, `${way}: ${why}`],
    ['  match', match === undefined ? 'nothing' : candidate(match)],
    ['  priors', priors.map(candidate).join(', then ') || 'none'],
    ['  loses', losers.map(candidate).join(', ') || 'nothing else matches'],
    ['  subs', String(subs)],
  ]
}

const stateOf = (link: Link): string => {
  const { service, instance } = link.peer
  const breaker = link.breaker.state === 'closed' ? '' : `, breaker ${link.breaker.state}`
  return `${service} (${instance}): ${link.state}${breaker}, ${link.inFlight} in flight`
}

function verdict(message: Message, input: unknown): string {
  if (matches(message.input, input)) return 'as declared'
  const faults = fieldErrors(message.input, input)
  const said = faults.map(({ field, says }) => `${field || 'it'} ${says}`).join('; ')
  return `would be refused (input/invalid): ${said}`
}

/** Which action a message would reach, and why; nothing is sent. */
export async function explainMessage(text: string, member: Member): Promise<string> {
  if (text === '') throw fail('console/usage', { usage: 'explain <pattern> {json}' })
  const wish = wishOf(text)
  const message = messageOf(wish.pattern)
  const rows: string[][] = text.includes('{') ? [['input', verdict(message, wish.input)]] : []
  rows.push(...linesOf('here', explainHere(member.host, message)))
  const links = member.mesh.directory.answering(message.role)
  await Promise.all(links.map((link) => link.open().catch(() => undefined)))
  const chosen = links.find(({ usable }) => usable)
  if (links.length === 0) rows.push(['instances', 'nobody answers this role'])
  links.forEach((link, at) => rows.push([at === 0 ? 'instances' : '', stateOf(link)]))
  if (chosen === undefined) return table(rows).join('\n')
  const { instance, service } = chosen.peer
  rows.push([
    'chosen',
    `${service} (${instance}): usable${links.length > 1 ? ', and in turn with the others that are' : ', the only one'}`,
  ])
  const { pattern } = message
  const context = serviceContext({ via: 'console' })
  const there = await member.mesh.askMember(instance, explain, { pattern }, context)
  rows.push(...linesOf('there', there as Explanation))
  return table(rows).join('\n')
}
