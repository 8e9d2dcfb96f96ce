/**
 * How a message is carried, by pin: one table. A pin is a pattern or the beginning of one
 * (`role:chat`, `role:chat,cmd:say`); the empty pin is everybody's. What a longer pin says counts more.
 */
export interface Policy {
  /** The longest that anybody waits for the answer; who asks may want it sooner (ms). */
  readonly deadline: number
  /** How often a message is sent in all, if it is `repeat: 'safe'` or was surely not begun. */
  readonly attempts: number
  /** The pause before an attempt: anything up to `first`, doubled for each attempt, up to `most` (ms). */
  readonly backoff: { readonly first: number; readonly most: number }
  /**
   * While no member is known that answers: how long a message waits for one to come, such as one that
   * is just being restarted (ms), and how many may wait so at once.
   */
  readonly patience: { readonly wait: number; readonly most: number }
  /** How many messages one process has under way to others at once; more are `mesh/busy`. */
  readonly inFlight: number
  /** After so many failures in a row a member is left alone for `rest` (ms), then tried with one. */
  readonly breaker: { readonly failures: number; readonly rest: number }
}

export type PolicyTable = Readonly<Record<string, Partial<Policy>>>

const everybody: Policy = {
  deadline: 10_000,
  attempts: 4,
  backoff: { first: 10, most: 400 },
  patience: { wait: 2_000, most: 32 },
  inFlight: 1_024,
  breaker: { failures: 5, rest: 1_000 },
}

/** The product's own table. */
export const policies: PolicyTable = {
  // What a person writes is answered by the safety reply, whatever it costs: it is not shed early.
  'role:chat': { inFlight: 2_048 },
  // The outbox keeps what could not be told, and tells it again: no use in waiting for long.
  'role:journal,cmd:append': { deadline: 5_000, attempts: 2 },
}

/** Whether a pin matches a pattern: it is the pattern, or its beginning up to a comma. */
export const pinMatches = (pin: string, pattern: string): boolean =>
  pin === '' || pattern === pin || pattern.startsWith(`${pin},`)

/** What counts for a pattern, and which pins said so. */
export function policyOf(
  pattern: string,
  table: PolicyTable = policies,
): { policy: Policy; from: readonly string[] } {
  const from = Object.keys(table)
    .filter((pin) => pinMatches(pin, pattern))
    .sort((a, b) => a.length - b.length)
  const policy = from.reduce<Policy>((sum, pin) => ({ ...sum, ...table[pin] }), everybody)
  return { policy, from }
}

/** A pause before the next attempt, by chance, so that many who failed at once do not come back at once (ms). */
export function pauseBefore(attempt: number, { backoff }: Policy, random = Math.random): number {
  return random() * Math.min(backoff.most, backoff.first * 2 ** Math.max(0, attempt - 1))
}
