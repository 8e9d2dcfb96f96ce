import { Channel } from './channel.js'
import type { Peer } from './advertisement.js'
import { Directory } from './directory.js'
import type { Proven } from './handshake.js'
import type { Inbox } from './inbox.js'
import { Link, type LinkTools } from './link.js'

/** How often the channels are looked after (ms). */
const pulseEvery = 200
/** A member that owes answers is asked for a sign of life after this much silence, an idle one after that (ms). */
const busyAfter = 200
const idleAfter = 1_000
/** It then has this long to give one (ms), else others are preferred. */
const silence = 400
/** The connection of one whom gossip does not know is cut after this much silence (ms). */
const dead = 10_000

/**
 * The other members and the ways to them. Gossip says who is there; a channel that works is believed
 * more than gossip that has lost sight of somebody.
 */
export class Members {
  readonly directory = new Directory<Link>()
  readonly #tools: LinkTools
  readonly #links = new Map<string, Link>()
  /**
   * Channels of members that gossip has not told of yet, or tells of no longer: who leaves ends the
   * connection itself, once everything on it is answered.
   */
  readonly #unlisted = new Map<string, Channel>()
  readonly #watchers = new Set<() => void>()
  readonly #pulse: NodeJS.Timeout
  #present = new Set<string>()
  #pulsed = performance.now()
  #resting = false

  constructor(tools: LinkTools) {
    this.#tools = tools
    this.#pulse = setInterval(() => this.#look(), pulseEvery)
    this.#pulse.unref()
  }

  /** Take over whom gossip knows to be there now. */
  update(peers: readonly Peer[]): void {
    const present = new Map(peers.map((peer) => [peer.instance, peer]))
    present.delete(this.#tools.identity.instance)
    this.#present = new Set(present.keys())
    for (const [instance, peer] of present) {
      if (this.#links.has(instance)) continue
      const link = new Link(peer, this.#tools, () => this.#changed())
      this.#links.set(instance, link)
      const channel = this.#unlisted.get(instance)
      if (channel === undefined) continue
      this.#unlisted.delete(instance)
      link.adopt(channel)
    }
    this.#refresh()
  }

  /** A proven member connected to here. */
  admit(proven: Proven, inbox: Inbox): void {
    const { reception, deadlines } = this.#tools
    const { instance } = proven
    const channel = new Channel(proven, inbox, reception, deadlines)
    if (this.#resting) channel.rest(true)
    const link = this.#links.get(instance)
    if (link !== undefined) return link.adopt(channel)
    this.#keep(instance, channel)
  }

  link(instance: string): Link | undefined {
    return this.#links.get(instance)
  }

  /** Wait until something about the members changes, or for so long (ms). */
  change(patience: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer)
        this.#watchers.delete(done)
        resolve()
      }
      const timer = setTimeout(done, patience)
      this.#watchers.add(done)
    })
  }

  /** The channels that are open, whoever opened them. */
  get channels(): Channel[] {
    const linked = [...this.#links.values()].flatMap(({ channel }) => channel ?? [])
    return [...linked, ...this.#unlisted.values()]
  }

  /** Ask all others to send nothing new to here, or to begin again. */
  rest(wanted: boolean): void {
    this.#resting = wanted
    for (const channel of this.channels) channel.rest(wanted)
  }

  get resting(): boolean {
    return this.#resting
  }

  close(): void {
    clearInterval(this.#pulse)
    for (const link of this.#links.values()) link.close()
    for (const channel of this.#unlisted.values()) channel.close()
    for (const done of [...this.#watchers]) done()
  }

  #refresh(): void {
    for (const [instance, link] of this.#links) {
      if (this.#present.has(instance) || link.state === 'open') continue
      this.#links.delete(instance)
      const channel = link.retire()
      if (channel?.open === true) this.#keep(instance, channel)
    }
    this.directory.update([...this.#links.values()])
    this.#changed()
  }

  #keep(instance: string, channel: Channel): void {
    this.#unlisted.set(instance, channel)
    channel.changed = () => {
      if (!channel.open && this.#unlisted.get(instance) === channel) {
        this.#unlisted.delete(instance)
      }
      this.#changed()
    }
  }

  #changed(): void {
    for (const done of [...this.#watchers]) done()
  }

  #look(): void {
    const now = performance.now()
    const stoodStill = now - this.#pulsed > 2 * pulseEvery
    this.#pulsed = now
    let lost = false
    for (const [instance, link] of this.#links) {
      const { channel } = link
      if (stoodStill) channel?.excuse(now)
      const overdue = channel?.pulse(now, busyAfter, idleAfter) ?? 0
      const silent = overdue > silence
      if (silent !== link.silent) {
        link.silent = silent
        if (silent) this.#release(link)
        this.#changed()
      }
      if (!this.#present.has(instance) && link.state !== 'open') lost = true
    }
    for (const channel of this.#unlisted.values()) {
      if (stoodStill) channel.excuse(now)
      if (channel.pulse(now, busyAfter, idleAfter) > dead) channel.close()
    }
    if (lost) this.#refresh()
  }

  /** What was asked of a member that fell silent, and may be asked twice, is asked of another. */
  #release(silent: Link): void {
    silent.channel?.release((message) =>
      this.directory.answering(message.role).some((link) => link !== silent && link.usable),
    )
  }
}
