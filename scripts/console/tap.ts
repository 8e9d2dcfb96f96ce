import { fail } from '../../shared/errors.js'
import { serviceContext } from '../../shared/message/context.js'
import type { BodyOf } from '../../shared/message/declare.js'
import { tap, tapped } from '../../shared/mesh/member/messages.js'
import type { Member } from './join.js'
import { canonical } from './pattern.js'

const lineOf = (body: BodyOf<typeof tapped>): string => {
  const input = Object.entries(body.input).map(([name, kind]) => `${name}: ${kind}`)
  const leftOut = body.leftOut === 0 ? '' : ` (${body.leftOut} left out before)`
  const who = body.signedIn ? 'somebody' : 'nobody'
  return `${body.service}  ${body.pattern}  { ${input.join(', ')} }  by ${who} via ${body.via}  ${body.outcome}  ${body.ms} ms  ${body.requestId}${leftOut}`
}

/** Show the messages that a pin matches as they are answered, for some seconds: what of, never what it says. */
export async function tapMessages(
  text: string,
  member: Member,
  show: (line: string) => void,
): Promise<string> {
  const [pin = '', given = '10'] = text.split(/\s+/)
  const seconds = Number(given)
  if (pin === '' || !(seconds > 0 && seconds <= 600)) {
    throw fail('console/usage', { usage: 'tap <pin> [seconds, up to 600]' })
  }
  const { host, mesh } = member
  let count = 0
  const listener = (body: unknown) => {
    count += 1
    show(lineOf(body as BodyOf<typeof tapped>))
  }
  const listeners = host.listeners.get(tapped.pattern) ?? new Set()
  host.listeners.set(tapped.pattern, listeners.add(listener))
  host.log.info({ pin, seconds }, 'tap')
  const input = { pin: canonical(pin), to: host.seneca.id, time: seconds * 1_000 }
  const asked = mesh.directory.peers.map(({ instance }) =>
    mesh.askMember(instance, tap, input, serviceContext({ via: 'console' })).then(
      () => true,
      () => false,
    ),
  )
  const members = (await Promise.all(asked)).filter(Boolean).length
  await new Promise((resolve) => setTimeout(resolve, seconds * 1_000))
  listeners.delete(listener)
  return `${count} messages in ${seconds} s, from ${members} members.`
}
