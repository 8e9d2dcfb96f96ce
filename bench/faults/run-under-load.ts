import type { CallFigures, Figures, Promised } from './figures.js'
import { Fleet, type Member } from './fleet.js'
import type { Outcome, Rates } from './load.js'
import {
  compareWithDone,
  durations,
  errorsByCode,
  heldUp,
  longestGap,
  quantile,
  recovered,
  slowestFailure,
} from './reading.js'
import { everythingDone, type Heard } from './record.js'
import type { SideName } from './side.js'

/** What every fault is tried under, a second. */
export const steadyRates: Rates = { safe: 200, unsafe: 100, events: 50 }

/** How long the load runs before the fault (ms). */
const calm = 3_000
/** How long what is under way may take after the load has ended (ms). */
const lastPatience = 3_000
/** How long the last events may take (ms). */
const lastEvents = 500
/** How long the members may take to find each other (ms). */
const meetPatience = 20_000

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.max(0, milliseconds)))

/** A fault that is tried: what it does, and what came of it. */
export interface Fault {
  readonly name: string
  readonly title: string
  /** What is done, in a sentence or two, for the page. */
  readonly does: string
  run(side: SideName, short: boolean): Promise<Found>
}

export interface Found {
  readonly figures?: Figures
  readonly promised: readonly Promised[]
  readonly skipped?: string
}

export interface StartOptions {
  readonly rates?: Rates
  /** How long the load runs before anything else happens (ms). */
  readonly calmFor?: number
}

/** Two bases, two who answer (`a` and `b`) and one who calls, with the load on. */
export class RunUnderLoad {
  readonly fleet: Fleet
  readonly a: Member
  readonly b: Member
  readonly caller: Member
  #ended = 0
  #emitted = 0

  private constructor(fleet: Fleet, a: Member, b: Member, caller: Member) {
    this.fleet = fleet
    this.a = a
    this.b = b
    this.caller = caller
  }

  /** Start the mesh, let everybody meet, and run the load for a while. */
  static async start(side: SideName, options: StartOptions = {}): Promise<RunUnderLoad> {
    const { rates = steadyRates, calmFor = calm } = options
    const fleet = await Fleet.open(side)
    try {
      const bases = [fleet.startBase(0), fleet.startBase(1)]
      // seneca-mesh wants its bases first; ours takes any order.
      if (side === 'plain') await allReady(bases)
      const a = fleet.start('a', 'answerer')
      const b = fleet.start('b', 'answerer')
      const caller = fleet.start('caller', 'caller')
      await allReady([...bases, a, b, caller])
      const met = await caller.tell('meet', { names: ['a', 'b'], patience: meetPatience })
      if (!met) throw new Error('the members did not find each other')
      await caller.tell('load', { rates })
      await pause(calmFor)
      return new RunUnderLoad(fleet, a, b, caller)
    } catch (error) {
      await fleet.close()
      throw error
    }
  }

  /** End the load. */
  async rest(): Promise<void> {
    this.#ended = Date.now()
    this.#emitted = await this.caller.tell('rest', { patience: lastPatience })
    // Events may still be on their way, and nobody says when the last has come.
    await pause(lastEvents)
  }

  get outcomes(): readonly Outcome[] {
    return this.fleet.outcomes
  }

  get ended(): number {
    return this.#ended
  }

  /** How many of the caller's events a member did not hear, and how many it heard again. */
  async heardBy(member: Member): Promise<Heard & { lost: number; twice: number }> {
    const report = await member.tell('report', {})
    const { count = 0, twice = 0 } = report.heard[this.caller.name] ?? {}
    return { ...report, lost: this.#emitted - count, twice }
  }

  /** The figures that every fault has. */
  figures(fault: number): CallFigures {
    return figuresOf(this.fleet, this.outcomes, fault, this.#ended)
  }

  close(): Promise<void> {
    return this.fleet.close()
  }
}

/** @throws Error naming the member that did not start */
export async function allReady(members: readonly Member[]): Promise<void> {
  for (const member of members) {
    if (!(await member.ready())) throw new Error(`${member.name} did not start`)
  }
}

/** What every fault reports of the calls around it. */
export function figuresOf(
  fleet: Fleet,
  outcomes: readonly Outcome[],
  fault: number,
  ended: number,
): CallFigures {
  const before = outcomes.filter(({ endedAt }) => endedAt < fault)
  const since = outcomes.filter(({ endedAt }) => endedAt >= fault)
  return {
    calls: outcomes.length,
    failedBefore: before.filter(({ code }) => code !== undefined).length,
    p99BeforeMs: quantile(durations(before), 0.99),
    p99DuringMs: quantile(durations(since), 0.99),
    safeErrors: errorsByCode(since, 'safe'),
    unsafeErrors: errorsByCode(since, 'unsafe'),
    heldUp: heldUp(since),
    longestGapMs: longestGap(outcomes, fault - 1_000, ended),
    recoverMs: recovered(outcomes, fault, ended),
    slowestFailureMs: slowestFailure(since, fault),
    ...compareWithDone(outcomes, everythingDone(fleet.folder)),
  }
}
