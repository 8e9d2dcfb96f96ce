import type { Codes } from './figures.js'
import type { Outcome } from './load.js'

/** A call is hurt when it fails, or takes longer than anything but a fault makes it take (ms). */
const hurtAfter = 500

export const isHurt = (outcome: Outcome): boolean =>
  outcome.code !== undefined || outcome.endedAt - outcome.sentAt > hurtAfter

export function errorsByCode(outcomes: readonly Outcome[], kind: Outcome['kind']): Codes {
  const codes: { [code: string]: number } = {}
  for (const outcome of outcomes) {
    if (outcome.kind !== kind || outcome.code === undefined) continue
    codes[outcome.code] = (codes[outcome.code] ?? 0) + 1
  }
  return codes
}

/** Answered, but held up. */
export const heldUp = (outcomes: readonly Outcome[]): number =>
  outcomes.filter((outcome) => outcome.code === undefined && isHurt(outcome)).length

/** The longest time between two safe calls that were answered, from `from` to `to`. */
export function longestGap(outcomes: readonly Outcome[], from: number, to: number): number {
  const answered = outcomes
    .filter(({ kind, code, endedAt }) => kind === 'safe' && code === undefined && endedAt >= from)
    .map(({ endedAt }) => endedAt)
    .sort((a, b) => a - b)
  let longest = 0
  let last = from
  for (const at of [...answered, to]) {
    longest = Math.max(longest, at - last)
    last = Math.max(last, at)
  }
  return longest
}

const latest = (values: readonly number[]): number =>
  values.reduce((most, value) => Math.max(most, value), -Infinity)

/** How long before the end of a run the last hurt call must lie for it to count as recovered (ms). */
const quiet = 1_000

/** From the fault until the last call that it hurt had ended; null when they never stopped. */
export function recovered(outcomes: readonly Outcome[], fault: number, end: number): number | null {
  const hurt = outcomes.filter((outcome) => outcome.endedAt >= fault && isHurt(outcome))
  if (hurt.length === 0) return 0
  if (hurt.some(({ sentAt }) => sentAt > end - quiet)) return null
  return Math.max(0, latest(hurt.map(({ endedAt }) => endedAt)) - fault)
}

/** From the fault until the last call was sent that it would hurt: who is away is then asked no more. */
export function outOfRotation(
  outcomes: readonly Outcome[],
  fault: number,
  until: number,
): number | null {
  const hurt = outcomes.filter(
    (outcome) => outcome.endedAt >= fault && outcome.sentAt < until && isHurt(outcome),
  )
  if (hurt.length === 0) return 0
  const last = latest(hurt.map(({ sentAt }) => sentAt))
  return last > until - quiet ? null : Math.max(0, last - fault)
}

/** From an instant until this one answered something that was sent after it; null when it never did. */
export function answeredAgain(
  outcomes: readonly Outcome[],
  name: string,
  from: number,
): number | null {
  const answers = outcomes
    .filter(({ by, sentAt }) => by === name && sentAt >= from)
    .map(({ endedAt }) => endedAt)
  return answers.length === 0 ? null : Math.min(...answers) - from
}

/** The longest that a caller waited for a failure, counted from the fault where it was sent before. */
export const slowestFailure = (outcomes: readonly Outcome[], fault: number): number =>
  Math.max(
    0,
    latest(
      outcomes
        .filter(({ code }) => code !== undefined)
        .map(({ sentAt, endedAt }) => endedAt - Math.max(sentAt, fault)),
    ),
  )

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

export const durations = (outcomes: readonly Outcome[]): number[] =>
  outcomes.filter(({ code }) => code === undefined).map((one) => one.endedAt - one.sentAt)

/** What the records of the answering processes say about the unsafe calls. */
export function compareWithDone(
  outcomes: readonly Outcome[],
  done: ReadonlyMap<string, readonly number[]>,
): { twiceDone: number; acknowledgedNotDone: number; doneAfterGivenUp: number } {
  const unsafe = outcomes.filter(({ kind }) => kind === 'unsafe')
  const timesOf = (outcome: Outcome) => done.get(outcome.id) ?? []
  return {
    twiceDone: [...done.values()].filter((times) => times.length > 1).length,
    acknowledgedNotDone: unsafe.filter((one) => one.code === undefined && timesOf(one).length === 0)
      .length,
    doneAfterGivenUp: unsafe.filter(
      (one) => one.code !== undefined && timesOf(one).some((at) => at > one.endedAt),
    ).length,
  }
}
