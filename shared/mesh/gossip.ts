import type { Log } from '../log.js'
import { addressOf } from './gossip/address.js'
import { watchArrival } from './gossip/arrival.js'
import { heal } from './gossip/healing.js'
import { watchLateness } from './gossip/lateness.js'
import { fits, largestDatagram, packTight } from './gossip/pack.js'
import { shareRecords } from './gossip/records.js'
import { Refusals } from './gossip/refusals.js'
import { steadySuspicion } from './gossip/suspicion.js'
import { Kind, loadSwim, type Member, State, type Swim } from './gossip/swim.js'
import { type Counters, secureWire } from './gossip/wire.js'
import { Seal } from './seal.js'

export { swimOptions, type Member } from './gossip/swim.js'
export type { Counters } from './gossip/wire.js'

/**
 * The one place where seneca-mesh's gossip (sneeze on @voxgig/swim) is worked around; what is done
 * about each of its faults stands in a file of its own in `gossip/`.
 *
 * sneeze keeps the node in a closure. `bootstrap` is the first call that it makes on it, before
 * anything is listened to, so wrapping that gives us the node; all else is done to that one node, and
 * nodes that nobody watches are as they were.
 *
 * - It is open to everybody: `wire.ts` seals and checks.
 * - It drops silently what is too large: `pack.ts`; and repeats itself at any cost: `records.ts`,
 *   `slim.ts`.
 * - It hesitates between life and death: `suspicion.ts`.
 * - It never looks for those that went missing, and dies when nobody is there at its start: it is
 *   told of no bases at all, and `healing.ts` looks for them.
 * - It leaves without a word: here it says goodbye.
 */
export interface GossipNode {
  /** Its own gossip address. */
  readonly host: string
  readonly counters: Counters
  /** Who is there, the suspected included. */
  members(withLocal?: boolean, withFaulty?: boolean): Member[]
  /** Who was there and is not, for ten minutes; without those who said goodbye. */
  faulty(): Member[]
  /** Wait, but not for long, until the others know this member. */
  known(): Promise<void>
  /** Something about somebody has changed. */
  on(event: 'change' | 'update', listener: (member: Member) => void): void
  /**
   * Tell everybody that this member goes; from then on it neither speaks nor hears. Leaving does it
   * by itself; a member that wants to finish first what it was asked says it before that.
   */
  goodbye(): void
  leave(): void
}

export interface GossipOptions {
  readonly secret: Buffer
  readonly log: Log
}

interface Watched extends GossipOptions {
  readonly watcher: (node: GossipNode) => void
}

type Bootstrap = (this: Swim, hosts: string[], callback: (error?: Error) => void) => void

const watched = new Map<string, Watched>()
let wrapped = false

/**
 * Make the gossip of the Seneca instance with this id ours: sealed with the mesh secret, checked and
 * whole again after faults. To be called before it uses seneca-mesh.
 * @param watcher gets the node as soon as it has started
 */
export function watchGossip(
  instance: string,
  options: GossipOptions,
  watcher: (node: GossipNode) => void,
): void {
  wrap()
  watched.set(instance, { ...options, watcher })
}

function wrap(): void {
  if (wrapped) return
  wrapped = true
  const swim = loadSwim()
  const bootstrap: Bootstrap = swim.prototype.bootstrap
  swim.prototype.bootstrap = function (hosts, callback) {
    const instance = this.opts.local.meta?.instance ?? ''
    const wanted = watched.get(instance)
    if (wanted === undefined) {
      bootstrap.call(this, hosts, callback)
      return
    }
    start(this, hosts, wanted, bootstrap).then(
      (node) => {
        watched.delete(instance)
        wanted.watcher(node)
        callback()
      },
      (error: unknown) => {
        wanted.log.error({ code: (error as NodeJS.ErrnoException).code }, 'gossip cannot start')
        callback(error as Error)
      },
    )
  }
}

async function start(
  swim: Swim,
  bases: readonly string[],
  { secret, log }: GossipOptions,
  bootstrap: Bootstrap,
): Promise<GossipNode> {
  const lateness = watchLateness()
  const timeout = swim.membership.suspectTimeout
  const suspicion = steadySuspicion(swim, { timeout, lateness })
  const healing = heal(swim, bases, suspicion)
  const arrival = watchArrival(swim)
  shareRecords(swim, packTight(swim, log))
  const { counters, hush } = secureWire(swim, {
    seal: new Seal(secret, { largest: largestDatagram }),
    refusals: new Refusals(log),
    log,
    heard(kind, data, from) {
      suspicion.heard(kind, data, from)
      healing.heard(from)
      arrival.heard(kind, data, from)
    },
    unknown: (news) => healing.unknown(news),
  })
  const goodbye = () => {
    if (swim.state === 'started') sayGoodbye(swim)
    hush()
  }
  let left = false
  const leave = swim.leave.bind(swim)
  swim.leave = () => {
    left = true
    goodbye()
    healing.stop()
    lateness.stop()
    if (swim.state === 'started') leave()
  }

  // Members know each other by figures: a name would be looked up for each datagram.
  const host = await addressOf(swim.opts.local.host)
  swim.opts.local.host = host
  swim.membership.local.host = host
  if (left) throw new Error('left before it began')
  if (!fits(swim)) throw new Error('too many roles and events to advertise')
  await new Promise<void>((resolve, reject) => {
    bootstrap.call(swim, [], (error) => {
      if (error === undefined) resolve()
      else reject(error)
    })
  })
  healing.start()
  return {
    host,
    counters,
    members: (withLocal = false, withFaulty = false) => swim.members(withLocal, withFaulty),
    faulty: () => healing.faulty(),
    known: () => arrival.known(),
    on: (event, listener) => swim.on(event, listener),
    goodbye,
    leave: () => swim.leave(),
  }
}

function sayGoodbye({ membership, net }: Swim): void {
  const { meta, incarnation, host } = membership.local.data()
  const data = {
    host,
    meta: { ...meta, left$: true },
    state: State.faulty,
    // Later than whatever is said of it now.
    incarnation: incarnation + 1,
  }
  for (const member of Object.keys(membership.hostToMember)) {
    net.sendMessages([{ type: Kind.update, data }], member)
  }
}
