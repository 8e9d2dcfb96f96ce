import type { Result } from './results.js'
import type { Series } from './rounds.js'
import type { Memory } from './section.js'
import { median, type Metric, spread, type Spread, valuesOf } from './statistics.js'
import { judge, type Target, targets } from './targets.js'

/** docs/benchmarks.md, made whole from what was found. */
const number = (value: number): string =>
  value.toLocaleString(
    'en-US',
    value < 100 ? { maximumSignificantDigits: 3 } : { maximumFractionDigits: 0 },
  )

const fromTo = ({ min, max }: Spread): string => `${number(min)} – ${number(max)}`

interface Shown {
  readonly title: string
  readonly says: string
  readonly unit: string
}

/** The sections in the order of the page. */
export const shown: Readonly<Record<string, Shown>> = {
  calls: {
    title: 'A call between two processes',
    unit: 'calls/s',
    says: `Caller and answerer are a process each; the caller measures itself. Habit Mesh checks the input on
both ends, the others in the service: Moleculer with its own validator, the rest with the compiled check
that Habit Mesh uses. The raw side parses, checks, calls and replies over one TCP connection, and sends all
that is ready at once; it finds nobody, proves nothing and knows no deadline.`,
  },
  local: {
    title: 'A call in one process',
    unit: 'calls/s',
    says: '64 under way, input checked by each framework’s own validator. Latency is that of a call among the 64.',
  },
  rest: {
    title: 'Over HTTP and WebSocket',
    unit: 'requests/s',
    says: `A gate in one process, the work in another (Express: all in one), the load from a third. Every request
leaves a line in a log file, on every side. Habit Mesh and NestJS check the input at the gate and again in the
service, moleculer-web leaves it to the service. The rows with SQLite are the whole product – gateway, mesh,
habit × 2, journal – where a write is on disk before it is acknowledged.`,
  },
  events: {
    title: 'An event to three processes',
    unit: 'events/s',
    says: '10,000 in a row, until the last process has heard the last.',
  },
  scale: {
    title: 'More patterns, more members',
    unit: 'calls/s',
    says: '64 in flight. The cost is the processor time of caller and answerer; the further members only gossip.',
  },
  start: { title: 'From nothing to ready', unit: 'ms', says: 'All eight processes.' },
}

/** A table, laid out as Prettier would. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const rule = head.map((_, column) => (column === 0 ? '---' : '--:'))
  return [line(head), line(rule), ...rows.map(line)].join('\n')
}

const columns: readonly { metric: Metric; head: string }[] = [
  { metric: 'p50', head: 'p50 ms' },
  { metric: 'p99', head: 'p99 ms' },
  { metric: 'cpu', head: 'processor µs each' },
  { metric: 'lost', head: 'lost' },
]

function seriesTable(series: readonly Series[], unit: string): string {
  const main: Metric = unit === 'ms' ? 'took' : 'perSecond'
  const present = columns.filter(({ metric }) =>
    series.some(({ samples }) => valuesOf(samples, metric).length > 0),
  )
  return table(
    ['', unit, 'lowest – highest', ...present.map(({ head }) => head)],
    series.map(({ label, samples }) => {
      const all = spread(valuesOf(samples, main))
      const others = present.map(({ metric }) => {
        const values = valuesOf(samples, metric)
        if (values.length === 0) return ''
        const middle = median(values)
        // The load generator takes HTTP latencies in whole milliseconds.
        return metric.startsWith('p') && middle === 0 ? '< 1' : number(middle)
      })
      return [label, number(all.median), fromTo(all), ...others]
    }),
  )
}

function promise({ atLeast, atMost, against }: Target): string {
  const bound = atLeast === undefined ? `≤ ${atMost ?? ''}` : `≥ ${atLeast}`
  return against === undefined ? bound : `${bound} × ${against.name}`
}

export function targetTable(results: ReadonlyMap<string, Result>): string {
  return table(
    ['work', 'target', 'measured', 'lowest – highest', 'by processor time', ''],
    targets.map((target) => {
      const { measured, met, byCost } = judge(target, results.get(target.section)?.series)
      if (measured === undefined) return [target.work, promise(target), '', '', '', 'not measured']
      const verdict = met === true ? 'met' : '**not met**'
      const cost = byCost === undefined ? '' : number(byCost)
      return [
        target.work,
        promise(target),
        number(measured.median),
        fromTo(measured),
        cost,
        verdict,
      ]
    }),
  )
}

function memoryTable(memory: readonly Memory[]): string {
  const sides = [...new Set(memory.map(({ side }) => side))]
  return table(
    ['', 'MB', 'process by process'],
    sides.map((side) => {
      const own = memory.filter((one) => one.side === side)
      const sum = own.reduce((total, { megabytes }) => total + megabytes, 0)
      const each = own.map((one) => `${one.process} ${number(Math.round(one.megabytes))}`)
      return [side, number(Math.round(sum)), each.join(', ')]
    }),
  )
}

export function sectionText(result: Result): string {
  const { title, says, unit } = shown[result.section] as Shown
  const timed = !['events', 'start'].includes(result.section)
  const { at, seconds, loadBefore, series, memory } = result
  const rounds = series[0]?.samples.length ?? 0
  const busy = loadBefore === undefined ? '' : `; load average before it ${number(loadBefore)}`
  return [
    `## ${title}`,
    says,
    seriesTable(series, unit),
    ...(memory.length === 0 ? [] : ['Resident memory after the load:', memoryTable(memory)]),
    `${at.slice(0, 10)}, ${rounds} rounds${timed ? ` of ${seconds} s` : ''}${busy}.`,
  ].join('\n\n')
}

/** The whole page. */
export function pageOf(results: ReadonlyMap<string, Result>): string {
  const all = Object.keys(shown).flatMap((section) => results.get(section) ?? [])
  const newest = [...all].sort((a, b) => (a.at < b.at ? 1 : -1))[0]
  if (newest === undefined) throw new Error('nothing was measured yet')
  const versions = Object.entries(newest.versions).map(([name, version]) => `${name} ${version}`)
  return `# Benchmarks

Made by \`npm run bench\`; \`npm run bench -- calls rest --rounds 9 --seconds 3\` measures those sections anew and
keeps the others. ${newest.machine}, Node ${newest.node}; all processes and the load share it.
${versions.join(', ')}.

All sides of a section are measured in one run, one after another in rotated order, after a warm-up
of each. A figure is the median of the rounds, with the lowest and the highest round beside it. A ratio is taken
round by round, and is the median of those: what slows the machine for a while slows both.
Every side takes the same payload, checks it, and gives the day back. "By processor time" is the ratio of what each
side does with one second of processor time, over all of its processes: it decides nothing, but hardly moves
when others use the machine.

## Targets

${targetTable(results)}

${all.map(sectionText).join('\n\n')}
`
}
