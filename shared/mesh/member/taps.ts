import type { BodyOf } from '../../message/declare.js'
import type { Answered, Host } from '../../message/host.js'
import { pinMatches } from '../policy.js'
import type { tapped } from './messages.js'

/** How many a second one tap tells of; whoever looks cannot read more. */
const mostASecond = 50

/** Of what kind a value is, and how large; nothing of what it says. */
export function kindOf(value: unknown): string {
  if (value === null) return 'null'
  if (typeof value === 'string') return `text of ${value.length}`
  if (Array.isArray(value)) return `list of ${value.length}`
  if (typeof value === 'object') return `object of ${Object.keys(value).length}`
  return typeof value
}

const kindsOf = (input: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(input ?? {}).map(([name, value]) => [
      // A name that nobody declared is somebody's text as well.
      /^[A-Za-z]\w{0,40}$/.test(name) ? name : '?',
      kindOf(value),
    ]),
  )

type Told = BodyOf<typeof tapped>

/** Watch the messages that a pin matches, for a time (ms). */
export function openTap(
  host: Host,
  given: { readonly pin: string; readonly time: number; readonly service: string },
  tell: (body: Told) => void,
): void {
  let second = 0
  let told = 0
  let leftOut = 0
  const watch = ({ message, input, context, code, ms }: Answered) => {
    if (!pinMatches(given.pin, message.pattern) || message.role === 'member') return
    const present = Math.floor(performance.now() / 1_000)
    if (present !== second) {
      second = present
      told = 0
    }
    if (told >= mostASecond) {
      leftOut += 1
      return
    }
    told += 1
    tell({
      service: given.service,
      pattern: message.pattern,
      requestId: context.requestId,
      via: context.via,
      signedIn: context.user !== undefined,
      input: kindsOf(input),
      outcome: code ?? 'ok',
      ms,
      leftOut,
    })
    leftOut = 0
  }
  host.taps.add(watch)
  setTimeout(() => host.taps.delete(watch), given.time).unref()
}
