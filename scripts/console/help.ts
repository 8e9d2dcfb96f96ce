import { errorDefinitions, fail } from '../../shared/errors.js'
import {
  declaredEvents,
  declaredMessages,
  type Event,
  type Message,
} from '../../shared/message/declare.js'
import { canonical } from './pattern.js'
import { remedyOf } from './problem.js'
import { fieldLines, type Schema } from './schema.js'

const who: Readonly<Record<Message['access'], string>> = {
  public: 'public: anybody',
  member: 'member: a signed-in person (`as <email>` first)',
  admin: 'admin: a person with the role admin (`as <email>` first)',
  internal: 'internal: only from within the mesh; it has no REST or WebSocket route',
}

const section = (title: string, lines: readonly string[], otherwise: string): string[] => [
  '',
  `  ${title}`,
  ...(lines.length === 0 ? [`    ${otherwise}`] : lines.map((line) => `    ${line}`)),
]

function errorLines(codes: readonly string[]): string[] {
  return codes.flatMap((code) => {
    const { status, says } = errorDefinitions().get(code) ?? {}
    return says === undefined ? [code] : [`${code} (${status})  ${says}`, `  ${remedyOf(code)}`]
  })
}

/** Any message may fail with these; what is public needs nobody signed in. */
const shared = (message: Message): string[] => [
  ...(message.access === 'member' || message.access === 'admin' ? ['auth/required'] : []),
  ...(message.access === 'admin' ? ['auth/forbidden'] : []),
  'input/invalid',
]

function helpForMessage(message: Message): string {
  const { pattern, summary, http, example } = message
  const route = http === undefined ? 'no' : `${http.method} ${http.path} → ${message.status}`
  const ready = example ?? (fieldLines(message.input as Schema).length === 0 ? {} : undefined)
  return [
    pattern,
    `  ${summary}.`,
    '',
    `  Who        ${who[message.access]}`,
    `  REST       ${route}`,
    `  WebSocket  ${message.live ? 'yes' : 'no'}`,
    `  Repeat     ${message.repeat === 'safe' ? 'safe: twice is the same as once' : 'once: look first whether it was done'}`,
    ...section('Takes', fieldLines(message.input as Schema), 'nothing: {}'),
    ...section('Gives', fieldLines(message.output), 'nothing: {}'),
    ...section('Fails with', errorLines([...message.errors, ...shared(message)]), ''),
    ...(ready === undefined
      ? []
      : section('Example', [`act ${pattern} ${JSON.stringify(ready)}`], '')),
  ].join('\n')
}

function helpForEvent(event: Event): string {
  const reach =
    event.access === 'member'
      ? 'the person’s journal and open connections, and services that listen'
      : 'services that listen at that moment'
  return [
    event.pattern,
    `  ${event.summary}.`,
    '',
    `  Reaches    ${reach}`,
    ...section('Tells', fieldLines(event.body as Schema), 'nothing: {}'),
  ].join('\n')
}

/**
 * What the declaration of a message or an event says.
 * @throws `mesh/unknown-pattern`
 */
export function helpFor(text: string): string {
  const pattern = canonical(text)
  const message = declaredMessages().get(pattern)
  if (message !== undefined) return helpForMessage(message)
  const event = declaredEvents().get(pattern)
  if (event !== undefined) return helpForEvent(event)
  throw fail('mesh/unknown-pattern', { pattern })
}
