import type { Series } from './rounds.js'
import { type Metric, ratio, type Sample, type Spread, spread, valuesOf } from './statistics.js'

/** What was promised: a figure of ours, over one of another side's unless it stands for itself. */
export interface Target {
  readonly work: string
  readonly section: string
  readonly ours: string
  readonly against?: { readonly key: string; readonly name: string }
  readonly metric: Metric
  readonly atLeast?: number
  readonly atMost?: number
}

const call = 'call between two processes, 64 in flight'
const put = 'PUT through gateway and mesh, in memory, 50 connections'
const flat = { section: 'scale', metric: 'cpu', atMost: 1.1 } as const

export const targets: readonly Target[] = [
  ...[
    { key: 'moleculer/64', name: 'Moleculer', atLeast: 2 },
    { key: 'nest/64', name: 'NestJS', atLeast: 1.5 },
    { key: 'raw/64', name: 'the raw ceiling', atLeast: 0.5 },
  ].map(({ atLeast, ...against }) => ({
    work: call,
    section: 'calls',
    ours: 'habit-mesh/64',
    against,
    metric: 'perSecond' as const,
    atLeast,
  })),
  {
    work: 'the same, one in flight, p50',
    section: 'calls',
    ours: 'habit-mesh/1',
    against: { key: 'moleculer/1', name: 'Moleculer' },
    metric: 'p50',
    atMost: 1,
  },
  {
    work: 'call in one process, with validation',
    section: 'local',
    ours: 'habit-mesh',
    against: { key: 'moleculer', name: 'Moleculer’s local call' },
    metric: 'perSecond',
    atLeast: 0.5,
  },
  ...[
    { key: 'moleculer', name: 'moleculer-web', atLeast: 1 },
    { key: 'nest', name: 'NestJS', atLeast: 2 },
  ].map(({ atLeast, ...against }) => ({
    work: put,
    section: 'rest',
    ours: 'habit-mesh',
    against,
    metric: 'perSecond' as const,
    atLeast,
  })),
  {
    work: 'the same with token, durable SQLite and logs',
    section: 'rest',
    ours: 'durable',
    against: { key: 'habit-mesh', name: 'its own bare figure' },
    metric: 'perSecond',
    atLeast: 0.5,
  },
  {
    work: 'WebSocket request, action in another process, reply, 50 sockets',
    section: 'rest',
    ours: 'live',
    against: { key: 'habit-mesh', name: 'the REST figure' },
    metric: 'perSecond',
    atLeast: 2,
  },
  {
    work: 'event to 3 subscriber processes',
    section: 'events',
    ours: 'habit-mesh',
    against: { key: 'moleculer', name: 'Moleculer’s broadcast' },
    metric: 'perSecond',
    atLeast: 1,
  },
  {
    work: 'events lost on the way to them',
    section: 'events',
    ours: 'habit-mesh',
    metric: 'lost',
    atMost: 0,
  },
  {
    work: 'cost of a call with 200 patterns',
    ours: 'patterns',
    against: { key: 'small', name: 'with 5' },
    ...flat,
  },
  {
    work: 'cost of a call with 50 members',
    ours: 'members',
    against: { key: 'small', name: 'with 2' },
    ...flat,
  },
]

export interface Verdict {
  /** Median of the rounds' ratios, or of the figure itself; undefined: not measured. */
  readonly measured: Spread | undefined
  readonly met: boolean | undefined
  /**
   * The same ratio of what is done in one second of processor time. It counts for nothing in the
   * verdict, but hardly moves when others use the machine.
   */
  readonly byCost: number | undefined
}

/** Judge a target by what a section found. A figure that stands for itself is judged by its worst round. */
export function judge(target: Target, series: readonly Series[] | undefined): Verdict {
  const samplesOf = (key: string): readonly Sample[] =>
    series?.find((one) => one.key === key)?.samples ?? []
  const ours = samplesOf(target.ours)
  const { against, metric, atLeast = -Infinity, atMost = Infinity } = target
  const values = valuesOf(ours, metric)
  const alone = values.length === 0 ? undefined : spread(values)
  const measured = against === undefined ? alone : ratio(ours, samplesOf(against.key), metric)
  if (measured === undefined) return { measured, met: undefined, byCost: undefined }
  const [low, high] =
    against === undefined ? [measured.min, measured.max] : [measured.median, measured.median]
  const isRate = against !== undefined && metric === 'perSecond'
  const byCost = isRate ? ratio(samplesOf(against.key), ours, 'cpu')?.median : undefined
  return { measured, met: low >= atLeast && high <= atMost, byCost }
}
