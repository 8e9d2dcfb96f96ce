import { neverTwice } from './common-promises.js'
import { codesText, type Figures, merged, promise, type Promised, total } from './figures.js'
import type { Member } from './fleet.js'
import type { Outcome } from './load.js'
import type { Sample } from './protocol.js'
import { compareWithDone } from './reading.js'
import { everythingDone } from './record.js'
import { type Fault, pause, RunUnderLoad, steadyRates } from './run-under-load.js'

/** The hour is one of the steady load; six of its minutes pass in one. */
const haste = 6
const hasty = {
  safe: steadyRates.safe * haste,
  unsafe: steadyRates.unsafe * haste,
  events: steadyRates.events * haste,
}
/** What may be more at the end than after the beginning: noise, not growth. */
const noise = { heapMegabytes: 3, residentMegabytes: 30, descriptors: 4, timers: 10 } as const

type Measure = keyof Sample
const measures = Object.keys(noise) as Measure[]

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

/** How much more of it there is in the last third than in the second: the first is for warming up. */
function growth(samples: readonly Sample[], measure: Measure): number {
  const third = Math.floor(samples.length / 3)
  const of = (part: readonly Sample[]) => median(part.map((sample) => sample[measure]))
  return of(samples.slice(-third)) - of(samples.slice(third, 2 * third))
}

/** Outcomes as they come, in figures: there are too many to keep. */
class Tally {
  calls = 0
  readonly safeErrors: { [code: string]: number } = {}
  readonly unsafeErrors: { [code: string]: number } = {}
  readonly unsafe = new Map<string, Outcome>()
  #lastSafe = Date.now()
  longestGapMs = 0

  /** After a rest: the rest itself is no gap. */
  goOn(): void {
    this.#lastSafe = Date.now()
  }

  add(outcome: Outcome): void {
    this.calls += 1
    const { kind, code, endedAt } = outcome
    if (code !== undefined) {
      const codes = kind === 'safe' ? this.safeErrors : this.unsafeErrors
      codes[code] = (codes[code] ?? 0) + 1
    } else if (kind === 'safe') {
      this.longestGapMs = Math.max(this.longestGapMs, endedAt - this.#lastSafe)
      this.#lastSafe = endedAt
    }
    if (kind === 'unsafe') this.unsafe.set(outcome.id, outcome)
  }
}

export const soak: Fault = {
  name: 'soak',
  title: 'An hour’s worth of traffic in ten minutes',
  does:
    'The hour is one of the steady load, 1,260,000 calls and events; it is sent six times as fast. ' +
    'Every 20 s the load rests for a moment, garbage is collected, and each process says what it ' +
    'holds. Growth is the median of the last third of the samples less that of the second. ' +
    'Plain seneca-mesh cannot carry this rate; it gets the steady load, for two minutes.',
  async run(side, short) {
    const rates = side === 'ours' ? hasty : steadyRates
    const minutes = short ? 1 : side === 'ours' ? 10 : 2
    const every = short || side === 'plain' ? 5_000 : 20_000
    const run = await RunUnderLoad.start(side, { rates: steadyRates, calmFor: 1_000 })
    const tally = new Tally()
    run.fleet.onOutcome = (outcome) => tally.add(outcome)
    try {
      const watched = [run.a, run.b, run.caller]
      const samples = new Map<Member, Sample[]>(watched.map((member) => [member, []]))
      // The rests do not count: it is to be all of the hour's traffic.
      for (let sentFor = 0; sentFor < minutes * 60_000; sentFor += every) {
        await run.caller.tell('load', { rates })
        tally.goOn()
        await pause(every)
        await run.rest()
        for (const [member, taken] of samples) taken.push(await member.tell('sample', {}))
      }
      const heard = await Promise.all([run.a, run.b].map((member) => run.heardBy(member)))
      const figures = {
        calls: tally.calls,
        safeErrors: tally.safeErrors,
        unsafeErrors: tally.unsafeErrors,
        longestGapMs: tally.longestGapMs,
        lostEvents: heard.reduce((sum, { lost }) => sum + lost, 0),
        eventsTwice: heard.reduce((sum, { twice }) => sum + twice, 0),
        ...compareWithDone([...tally.unsafe.values()], everythingDone(run.fleet.folder)),
        more: grown(samples),
      }
      return { figures, promised: promised(figures, samples) }
    } finally {
      await run.close()
    }
  },
}

type SoakFigures = Pick<
  Required<Figures>,
  'safeErrors' | 'unsafeErrors' | 'twiceDone' | 'acknowledgedNotDone' | 'lostEvents'
>
type Samples = ReadonlyMap<Member, readonly Sample[]>

const most = (samples: Samples, measure: Measure): number =>
  Math.max(...[...samples.values()].map((taken) => growth(taken, measure)))

const labels: { readonly [M in Measure]: string } = {
  heapMegabytes: 'heap (MB)',
  residentMegabytes: 'resident memory (MB)',
  descriptors: 'open files and sockets',
  timers: 'timers',
}

/** From the first sample to the last, for each process. */
const grown = (samples: Samples): NonNullable<Figures['more']> =>
  Object.fromEntries(
    [...samples].flatMap(([{ name }, taken]) =>
      measures.map((measure) => [
        `${name}: ${labels[measure]}, first to last`,
        `${taken.at(0)?.[measure] ?? 0} → ${taken.at(-1)?.[measure] ?? 0}`,
      ]),
    ),
  )

function promised(figures: SoakFigures, samples: Samples): Promised[] {
  const errors = merged(figures.safeErrors, figures.unsafeErrors)
  return [
    ...measures.map((measure) => {
      const value = most(samples, measure)
      return promise(
        `no growth: ${labels[measure]} (noise: ${noise[measure]})`,
        value <= noise[measure],
        value,
      )
    }),
    promise('no call fails', total(errors) === 0, codesText(errors)),
    ...neverTwice(figures),
    promise('no event is lost', figures.lostEvents === 0, figures.lostEvents),
  ]
}
