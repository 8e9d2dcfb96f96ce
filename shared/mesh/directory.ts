import { type Peer, peerOf } from './advertisement.js'
import type { Member } from './gossip.js'

/** Who is there and what they answer. Fed by gossip; asked for each message. */
export class Directory {
  readonly #self: string
  readonly #peers = new Map<string, Peer>()
  #byRole = new Map<string, Peer[]>()
  readonly #turns = new Map<string, number>()

  constructor(self: string) {
    this.#self = self
  }

  /** Take over who is alive now; gives the instances that are gone. */
  update(members: readonly Member[]): Peer[] {
    const present = new Map<string, Peer>()
    for (const member of members) {
      const peer = peerOf(member)
      if (peer !== undefined && peer.instance !== this.#self) present.set(peer.instance, peer)
    }
    const gone = [...this.#peers.values()].filter((peer) => !present.has(peer.instance))
    this.#peers.clear()
    this.#byRole = new Map()
    for (const peer of present.values()) {
      this.#peers.set(peer.instance, peer)
      for (const role of peer.roles) {
        const known = this.#byRole.get(role) ?? []
        this.#byRole.set(role, [...known, peer])
      }
    }
    return gone
  }

  get peers(): Peer[] {
    return [...this.#peers.values()]
  }

  serves(role: string): boolean {
    return this.#byRole.has(role)
  }

  /** Those that answer a role, the one whose turn it is first. */
  inTurn(role: string): Peer[] {
    const peers = this.#byRole.get(role) ?? []
    const turn = (this.#turns.get(role) ?? 0) % Math.max(1, peers.length)
    this.#turns.set(role, turn + 1)
    return [...peers.slice(turn), ...peers.slice(0, turn)]
  }

  listening(pattern: string): Peer[] {
    return this.peers.filter((peer) => peer.listens.includes(pattern))
  }
}
