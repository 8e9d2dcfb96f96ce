import { wayOf } from '../../message/ask.js'
import type { Message } from '../../message/declare.js'
import type { Host } from '../../message/host.js'
import type { ActionDefinition } from '../../seneca.js'
import type { Explanation } from './messages.js'

type Candidate = NonNullable<Explanation['match']>

/** `role:habit,cmd:log` as Seneca lists it: `cmd:log,role:habit`. */
const canonical = (pattern: object): string =>
  Object.entries(pattern)
    .filter(([name]) => !name.endsWith('$'))
    .map(([name, value]) => `${name}:${String(value)}`)
    .sort()
    .join(',')

function candidateOf(host: Host, definition: ActionDefinition): Candidate {
  const own = [...host.actions.values()].includes(definition.func)
  const { plugin_fullname: plugin } = definition
  return {
    pattern: definition.pattern,
    kind: definition.client === true ? 'client' : own ? 'action' : 'override',
    ...(plugin === undefined || plugin === '' ? {} : { plugin }),
  }
}

function priorsOf(host: Host, match: ActionDefinition): Candidate[] {
  const priors: Candidate[] = []
  for (let next = match.priordef; next; next = next.priordef) priors.push(candidateOf(host, next))
  return priors
}

/** Everything else in Seneca that the message's role and command fit. */
function losersOf(host: Host, message: Message, match: ActionDefinition | null): Candidate[] {
  const sent: Record<string, unknown> = { role: message.role, cmd: message.cmd }
  const fits = (pattern: object) =>
    Object.entries(pattern).every(([name, value]) => sent[name] === value)
  return host.seneca
    .list()
    .filter((pattern) => fits(pattern) && canonical(pattern) !== match?.pattern)
    .map((pattern) => host.seneca.find(pattern, { exact: true }))
    .filter((definition) => definition !== null)
    .map((definition) => candidateOf(host, definition))
}

const reasons = {
  action: 'the action is here, nothing overrides it and nobody subscribes: it is called directly',
  seneca: 'something overrides or subscribes: it takes Seneca’s own way',
  remote: 'no action for it is here: it is sent to a member that answers its role',
  nowhere: 'no action for it is here, and this process knows of no other member',
}

/** What becomes of a message in this process. */
export function explainHere(host: Host, message: Message): Explanation {
  const pattern = { role: message.role, cmd: message.cmd }
  const match = host.seneca.find(pattern)
  const { to } = wayOf(host, message)
  const way = to === 'remote' && host.remote === undefined ? 'nowhere' : to
  const { inward, outward } = host.seneca.private$.subrouter
  return {
    way,
    why: reasons[way],
    ...(match === null ? {} : { match: candidateOf(host, match) }),
    priors: match === null ? [] : priorsOf(host, match),
    losers: losersOf(host, message, match),
    subs: inward.find(pattern, false, true).length + outward.find(pattern, false, true).length,
  }
}
