import type { Caller } from './side.js'

/** What is sent a second. */
export interface Rates {
  readonly safe: number
  readonly unsafe: number
  readonly events: number
  /** Extra bytes in each event. */
  readonly padding?: number
}

/** How one call went. */
export interface Outcome {
  readonly kind: 'safe' | 'unsafe'
  readonly id: string
  /** ms since 1970: every process of a run is on one machine. */
  readonly sentAt: number
  readonly endedAt: number
  /** Who answered. */
  readonly by?: string
  /** Why it failed; `no answer` when it still waited after all was over. */
  readonly code?: string
}

/** Why a call failed: its code, with that of the system where its message has one. */
export function codeOf(error: unknown): string {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown }
  const text = String(message)
  if (typeof code !== 'string') return text.slice(0, 60)
  const cause = /\bE[A-Z]{5,}\b/.exec(text)?.[0]
  return cause === undefined || cause === code ? code : `${code} (${cause})`
}

/** How often the load looks what is due (ms). */
const tick = 5
/** How often it hands on how calls went (ms). */
const reportEvery = 100

/**
 * Calls and events at a fixed rate, each with its own id, whatever becomes of those before: what waits
 * does not slow down what comes.
 */
export class SteadyLoad {
  readonly #caller: Caller
  readonly #name: string
  readonly #report: (outcomes: readonly Outcome[]) => void
  readonly #waiting = new Map<string, Pick<Outcome, 'kind' | 'id' | 'sentAt'>>()
  #outcomes: Outcome[] = []
  #timers: NodeJS.Timeout[] = []
  #calls = 0
  #events = 0

  constructor(caller: Caller, name: string, report: (outcomes: readonly Outcome[]) => void) {
    this.#caller = caller
    this.#name = name
    this.#report = report
  }

  /** Start, or go on at other rates. */
  start(rates: Rates): void {
    for (const timer of this.#timers) clearInterval(timer)
    const began = performance.now()
    const padding = 'x'.repeat(rates.padding ?? 0)
    const sent = { safe: 0, unsafe: 0, events: 0 }
    const due = (kind: keyof typeof sent) =>
      Math.floor(((performance.now() - began) * rates[kind]) / 1_000)
    const send = () => {
      for (const kind of ['safe', 'unsafe'] as const) {
        for (; sent[kind] < due(kind); sent[kind] += 1) this.#call(kind)
      }
      for (; sent.events < due('events'); sent.events += 1) {
        this.#caller.emit(this.#name, this.#events, padding)
        this.#events += 1
      }
    }
    this.#timers = [setInterval(send, tick), setInterval(() => this.#flush(), reportEvery)]
  }

  /** Send nothing more, and wait for what is under way, but not for long. Gives how many events there were. */
  async stop(patience: number): Promise<number> {
    for (const timer of this.#timers) clearInterval(timer)
    const end = Date.now() + patience
    while (this.#waiting.size > 0 && Date.now() < end) {
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    for (const call of this.#waiting.values()) {
      this.#outcomes.push({ ...call, endedAt: Date.now(), code: 'no answer' })
    }
    this.#waiting.clear()
    this.#flush()
    return this.#events
  }

  #call(kind: Outcome['kind']): void {
    const id = `${this.#name}.${this.#calls}`
    this.#calls += 1
    const call = { kind, id, sentAt: Date.now() }
    this.#waiting.set(id, call)
    const ended = (how: Pick<Outcome, 'by' | 'code'>) => {
      // What was given up on is on record already.
      if (this.#waiting.delete(id)) this.#outcomes.push({ ...call, ...how, endedAt: Date.now() })
    }
    this.#caller[kind](id).then(
      (by) => ended({ by }),
      (error: unknown) => ended({ code: codeOf(error) }),
    )
  }

  #flush(): void {
    if (this.#outcomes.length > 0) this.#report(this.#outcomes)
    this.#outcomes = []
  }
}
