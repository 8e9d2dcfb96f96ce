import { messageOf } from '../../message/ask.js'
import { serviceContext } from '../../message/context.js'
import { type Plugin, plugin } from '../../message/plugin.js'
import type { Link } from '../link.js'
import type { Mesh } from '../mesh.js'
import { explainHere } from './explain.js'
import { explain, rest, status, tap, tapped } from './messages.js'
import { openTap } from './taps.js'

const milliseconds = (microseconds: number): number => Math.round(microseconds) / 1_000

/** The percentiles of a histogram of microseconds (ms); zeros when nothing was recorded. */
export function percentiles(histogram: Link['latency']): { p50: number; p99: number } {
  if (histogram.count === 0) return { p50: 0, p99: 0 }
  return {
    p50: milliseconds(histogram.percentile(50)),
    p99: milliseconds(histogram.percentile(99)),
  }
}

export const seenLink = (link: Link) => ({
  instance: link.peer.instance,
  service: link.peer.service,
  state: link.state,
  breaker: link.breaker.state,
  inFlight: link.inFlight,
  ...percentiles(link.latency),
})

/** What every process answers of itself. It keeps nothing, so it has no store. */
export const member = (service: string, meshOf: () => Mesh | undefined): Plugin =>
  plugin(
    'member',
    ({ answer, host }) => {
      answer(status, () => {
        const mesh = meshOf()
        return {
          service,
          instance: host.seneca.id,
          resting: mesh?.members.resting ?? false,
          answering: mesh?.answering() ?? 0,
          answered: mesh?.answered.count ?? 0,
          ...(mesh === undefined ? { p50: 0, p99: 0 } : percentiles(mesh.answered)),
          memory: Math.round(process.memoryUsage.rss() / 1_048_576),
          links: (mesh?.directory.members ?? []).map(seenLink),
        }
      })
      answer(explain, ({ pattern }) => explainHere(host, messageOf(pattern)))
      answer(rest, async ({ wanted }) => {
        const mesh = meshOf()
        // What asks for it is itself under way: it is not waited for.
        if (wanted) mesh?.members.rest(true)
        else await mesh?.rest(false)
        return { resting: mesh?.members.resting ?? false, answering: mesh?.answering() ?? 0 }
      })
      answer(tap, ({ pin, to, time }) => {
        openTap(host, { pin, time, service }, (body) => {
          meshOf()?.tellMember(to, tapped, body, serviceContext())
        })
        return {}
      })
    },
    { keeps: false },
  )
