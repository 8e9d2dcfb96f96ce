import type { Log } from '../../log.js'
import type { Refusal } from '../seal.js'

/** Why something that arrived was not taken. The last two came from a member that has the secret. */
export type Reason = Refusal | 'message' | 'advertisement'

const says: Readonly<Record<Reason, string>> = {
  'not ours': 'something that is not gossip of this kind of mesh was ignored',
  oversized: 'a datagram of gossip that is too large was ignored',
  stale: 'gossip of another time was ignored: are the clocks of both machines right?',
  'wrong key': 'gossip of somebody with another mesh secret was ignored',
  replayed: 'gossip that came a second time was ignored',
  message: 'a member’s badly formed gossip was ignored',
  advertisement: 'a member whose advertisement is not as it should be was ignored',
}

/** Where the sender is only a claim, a port would be one more thing to make up. */
const proven = new Set<Reason>(['message', 'advertisement'])

/** How many addresses are remembered, so that who sends from many fills neither memory nor log. */
const most = 1_000
/** After this they are forgotten, and what still goes on is said again (ms). */
const forgetAfter = 3_600_000

/** Counts what is refused, and says so once for each reason and address. */
export class Refusals {
  readonly counts: Record<Reason, number> = {
    'not ours': 0,
    oversized: 0,
    stale: 0,
    'wrong key': 0,
    replayed: 0,
    message: 0,
    advertisement: 0,
  }
  readonly #log: Log
  readonly #now: () => number
  readonly #told = new Map<string, Set<Reason>>()
  #since: number
  #full = false

  constructor(log: Log, now: () => number = Date.now) {
    this.#log = log
    this.#now = now
    this.#since = now()
  }

  /** Something from there was refused. */
  note(reason: Reason, from: { readonly address: string; readonly port: number }): void {
    this.counts[reason] += 1
    if (this.#now() - this.#since > forgetAfter) this.#forget()
    const address = proven.has(reason) ? `${from.address}:${from.port}` : from.address
    const told = this.#told.get(address) ?? new Set()
    if (told.has(reason)) return
    if (told.size === 0) {
      if (this.#told.size >= most) return this.#tooMany()
      this.#told.set(address, told)
    }
    told.add(reason)
    this.#log.warn({ from: `${from.address}:${from.port}`, reason }, says[reason])
  }

  #tooMany(): void {
    if (this.#full) return
    this.#full = true
    this.#log.warn({ addresses: most }, 'gossip is refused from more addresses than are told of')
  }

  #forget(): void {
    this.#told.clear()
    this.#full = false
    this.#since = this.#now()
  }
}
