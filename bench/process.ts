import { listenOnLoopback } from './loopback.js'
import type { Order, Parts, Place, Report } from './part.js'

/** Entry of every process of a benchmark: plays one part of one side, and does jobs as it is told. */
const place = JSON.parse(process.argv[2] ?? '{}') as Place
// Whoever started this process is gone: do not stay behind alone.
process.on('disconnect', () => process.exit(0))
listenOnLoopback()

const { parts } = (await import(`./sides/${place.side}.js`)) as { parts: Parts }
const play = parts[place.part]
if (play === undefined) throw new Error(`${place.side} has no part ${place.part}`)
const jobs = {
  usage: () => {
    const { user, system } = process.cpuUsage()
    return { cpu: user + system, memory: process.memoryUsage.rss() / 1_048_576 }
  },
  ...(await play(place)),
}

const report = (what: Report) => void process.send?.(what)

process.on('message', ({ id, job, argument }: Order) => {
  Promise.resolve(argument)
    .then(jobs[job as keyof typeof jobs] as (argument: unknown) => unknown)
    .then(
      (result) => report({ id, result }),
      (error: unknown) => report({ id, error: String((error as Error).stack) }),
    )
})
report({ id: 0 })
