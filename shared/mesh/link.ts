import { createHistogram, type RecordableHistogram } from 'node:perf_hooks'
import { WebSocket } from 'ws'
import { fail } from '../errors.js'
import type { Peer } from './advertisement.js'
import { Breaker } from './breaker.js'
import { Channel, type Reception } from './channel.js'
import type { Deadlines } from './deadlines.js'
import { largestFrame } from './frame.js'
import { type Identity, introduce } from './handshake.js'
import { Inbox, proofPatience } from './inbox.js'
import { connectOptions, type MeshTls } from './tls.js'

/** What every link of a process shares. */
export interface LinkTools {
  readonly identity: Identity
  readonly reception: Reception
  readonly deadlines: Deadlines
  readonly tls: MeshTls | undefined
}

/** The pause before connecting anew: doubled from the first to the longest (ms). */
const firstPause = 50
const longestPause = 1_000

/** How a member is doing, seen from here. */
export type LinkState = 'open' | 'connecting' | 'silent' | 'resting' | 'away'

/** The way to one other member: its channel, kept open once it was needed, and how it has done so far. */
export class Link {
  readonly peer: Peer
  readonly breaker = new Breaker(() => performance.now())
  /** How long its answers took (µs). */
  readonly latency: RecordableHistogram = createHistogram({ figures: 2 })
  readonly #tools: LinkTools
  readonly #changed: () => void
  #channel: Channel | undefined
  #opening: Promise<Channel> | undefined
  #pauses = 0
  #retry: NodeJS.Timeout | undefined
  #closed = false
  #wanted = false
  /** Nothing was heard for too long: others are preferred, and what may be is asked there. */
  silent = false

  constructor(peer: Peer, tools: LinkTools, changed: () => void) {
    this.peer = peer
    this.#tools = tools
    this.#changed = changed
  }

  get channel(): Channel | undefined {
    return this.#channel
  }

  get inFlight(): number {
    return this.#channel?.inFlight ?? 0
  }

  /** Whether the next message may as well go here. */
  get usable(): boolean {
    return !this.silent && this.#channel?.accepts === true && this.breaker.allows
  }

  get state(): LinkState {
    if (this.#channel === undefined) return this.#opening === undefined ? 'away' : 'connecting'
    if (this.silent) return 'silent'
    return this.#channel.resting ? 'resting' : 'open'
  }

  /**
   * The open channel, connected first where it is not.
   * @throws `mesh/unreachable`, `mesh/refused`
   */
  open(): Promise<Channel> {
    this.#wanted = true
    if (this.#channel?.open === true) return Promise.resolve(this.#channel)
    this.#opening ??= this.#connect().finally(() => {
      this.#opening = undefined
    })
    return this.#opening
  }

  /** Keep it open from now on: whoever breaks shall be noticed at once, not with the next message. */
  keep(): void {
    this.#wanted = true
    if (this.#channel === undefined && this.#opening === undefined && this.#retry === undefined) {
      this.open().catch(() => this.#later())
    }
  }

  /** The other end connected to here: that connection serves both. */
  adopt(channel: Channel): void {
    if (this.#channel?.open === true) return
    this.#take(channel)
  }

  close(): void {
    this.#closed = true
    clearTimeout(this.#retry)
    this.#channel?.close()
  }

  /** The member is gone, as the others say: it is not connected to anew. Gives the channel that is left. */
  retire(): Channel | undefined {
    this.#closed = true
    clearTimeout(this.#retry)
    return this.#channel
  }

  #take(channel: Channel): void {
    this.#channel = channel
    this.#pauses = 0
    this.silent = false
    channel.changed = () => {
      if (!channel.open && this.#channel === channel) {
        this.#channel = undefined
        this.silent = false
        if (this.#wanted) this.#later()
      }
      this.#changed()
    }
    this.#changed()
  }

  #later(): void {
    if (this.#closed || this.#retry !== undefined) return
    const pause = Math.min(longestPause, firstPause * 2 ** this.#pauses)
    this.#pauses += 1
    this.#retry = setTimeout(
      () => {
        this.#retry = undefined
        if (!this.#closed) this.keep()
      },
      pause * (0.5 + Math.random() / 2),
    )
    this.#retry.unref()
  }

  async #connect(): Promise<Channel> {
    if (this.#closed) throw fail('mesh/unreachable')
    const { identity, reception, deadlines, tls } = this.#tools
    const { host, port, instance } = this.peer
    const at = `${host.includes(':') ? `[${host}]` : host}:${port}`
    const socket = new WebSocket(`${tls === undefined ? 'ws' : 'wss'}://${at}`, {
      maxPayload: largestFrame,
      perMessageDeflate: false,
      handshakeTimeout: proofPatience,
      ...connectOptions(tls),
    })
    // Told by 'close', too.
    socket.on('error', () => undefined)
    const inbox = new Inbox(socket)
    const proven = await introduce(inbox, identity, instance)
    // Meanwhile the other end may have come here first.
    if (this.#channel?.open === true) {
      socket.close(1000)
      return this.#channel
    }
    const channel = new Channel(proven, inbox, reception, deadlines)
    if (this.#closed) channel.close()
    else this.#take(channel)
    return channel
  }
}
