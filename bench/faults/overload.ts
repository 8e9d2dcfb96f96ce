import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { within } from './common-promises.js'
import { codesText, promise, total } from './figures.js'
import type { Wave, WaveResult } from './flood.js'
import { type Gate, openGate } from './gate.js'
import { MemoryWatch } from './memory.js'
import type { Fault } from './run-under-load.js'

const floodFile = fileURLToPath(new URL('flood.js', import.meta.url))

/** Times the load that it can carry. */
const times = 10
/** Enough to keep it busy, and what a crowd has. */
const connections = { few: 20, enough: 50, crowd: 500 } as const
/** How much a process may grow under the overload (MB). */
const bound = 150
/** What is accepted may take this many times as long as without load. */
const slower = 5

/** Sends waves from a process of its own, so that what it costs to send is not the run's. */
function flooder(gate: Gate) {
  const child = fork(floodFile)
  return {
    async send(wave: Omit<Wave, 'url' | 'habits'>): Promise<WaveResult> {
      child.send({ url: gate.url, habits: gate.habits, ...wave })
      const [result] = (await once(child, 'message')) as [WaveResult]
      return result
    },
    close: () => child.kill('SIGKILL'),
  }
}

const rounded = (value: number): number => Math.round(value * 10) / 10

/** How many writes a second a few go on sending, to see when it is well again. */
const probes = 50
/** How long they look for that (ms). */
const lookFor = 6_000

/**
 * From the end of the overload until writes are accepted as fast as without load, and stay so; null
 * when that did not come while one looked.
 */
function recoveredAfter({ answers }: WaveResult, ended: number, limit: number): number | null {
  const bad = answers.filter(
    ({ at, accepted, milliseconds }) => at > ended && (!accepted || milliseconds > limit),
  )
  const last = bad.reduce((latest, { at }) => Math.max(latest, at - ended), 0)
  return last > lookFor - 1_000 ? null : last
}

export const overload: Fault = {
  name: 'overload',
  title: 'Ten times the load that it can carry',
  does:
    'Habit days are written at the gateway. First as many as 50 connections get through (what it can ' +
    'carry), then a tenth of that (unloaded), then ten times it over 500 connections for 10 s; 50 ' +
    'a second more, over 20 others, go on and tell when it is well again. The load generator shares ' +
    'the machine. Plain seneca-mesh has an Express gate in front, and answers that only write a ' +
    'line to a file.',
  async run(side, short) {
    const gate = await openGate(side)
    const flood = flooder(gate)
    const probe = flooder(gate)
    const second = short ? 400 : 1_000
    try {
      // Warm, so that what it can carry is not what it can carry cold.
      await flood.send({ connections: connections.enough, milliseconds: 5 * second })
      const carried = await flood.send({
        connections: connections.enough,
        milliseconds: 4 * second,
      })
      const capacity = carried.acceptedPerSecond
      const light = { connections: connections.few, rate: capacity / 10 }
      await flood.send({ ...light, milliseconds: second })
      const unloaded = await flood.send({ ...light, milliseconds: 6 * second })
      const watch = new MemoryWatch([...gate.pids.values()])
      const probing = probe.send({
        connections: connections.few,
        rate: probes,
        milliseconds: 10 * second + lookFor,
        keep: true,
      })
      const over = await flood.send({
        connections: connections.crowd,
        rate: capacity * times,
        milliseconds: 10 * second,
      })
      const grown = watch.stop()
      const limit = Math.max(slower * unloaded.p99Ms, 50)
      const recoverMs = recoveredAfter(await probing, over.endedAt, limit)
      const growthMegabytes = Math.max(...grown.map(({ growth }) => growth))
      const shed = total(over.refused)
      const ratio = over.p99Ms / unloaded.p99Ms
      const figures = {
        calls: Math.round((over.sentPerSecond * 10 * second) / 1_000),
        recoverMs,
        p99BeforeMs: rounded(unloaded.p99Ms),
        p99DuringMs: rounded(over.p99Ms),
        growthMegabytes,
        more: {
          'refused, by code': codesText(over.refused),
          'can carry (writes/s)': Math.round(capacity),
          'offered (writes/s)': Math.round(capacity * times),
          'sent (writes/s); the rest found every connection waiting': Math.round(
            over.sentPerSecond,
          ),
          'accepted (writes/s)': Math.round(over.acceptedPerSecond),
          'p50 of what was accepted (ms)': rounded(over.p50Ms),
          'p99 of what was refused (ms)': rounded(over.refusedP99Ms),
          'p99 at what it can carry (ms)': rounded(carried.p99Ms),
          ...Object.fromEntries(
            [...gate.pids.keys()].map((name, index) => [
              `${name}: highest resident memory (MB)`,
              grown[index]?.peak ?? 0,
            ]),
          ),
        },
      }
      return {
        figures,
        promised: [
          promise(
            'it sheds: some are refused, and go on being accepted',
            shed > 0 && over.acceptedPerSecond > 0,
            codesText(over.refused),
          ),
          promise('each refusal is a 503 with Retry-After', over.rude === 0, over.rude),
          promise(
            'p99 of what it accepts at most 5 times that unloaded',
            ratio <= slower,
            `${ratio.toFixed(1)} times`,
          ),
          within(`memory bounded: nobody grows by ${bound} MB`, growthMegabytes, bound, 'MB'),
          within('recovers in less than 2 s', recoverMs, 2_000),
        ],
      }
    } finally {
      flood.close()
      probe.close()
      await gate.close()
    }
  },
}
