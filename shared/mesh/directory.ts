import type { Peer } from './advertisement.js'

/** Those that share a role, and whose turn it is. */
export interface Group<T> {
  readonly members: readonly T[]
  turn: number
}

/** Who is there, by what they answer and what they listen to. Made anew when somebody comes or goes; asked for each message. */
export class Directory<T extends { readonly peer: Peer } = { readonly peer: Peer }> {
  #members: readonly T[] = []
  readonly #byRole = new Map<string, Group<T>>()
  readonly #byEvent = new Map<string, T[]>()

  update(members: readonly T[]): void {
    this.#members = members
    const turns = new Map([...this.#byRole].map(([role, group]) => [role, group.turn]))
    this.#byRole.clear()
    this.#byEvent.clear()
    const roles = new Set(members.flatMap(({ peer }) => peer.roles))
    for (const role of roles) {
      const sharing = members.filter(({ peer }) => peer.roles.includes(role))
      this.#byRole.set(role, { members: sharing, turn: turns.get(role) ?? 0 })
    }
    for (const pattern of new Set(members.flatMap(({ peer }) => peer.listens))) {
      this.#byEvent.set(
        pattern,
        members.filter(({ peer }) => peer.listens.includes(pattern)),
      )
    }
  }

  get peers(): Peer[] {
    return this.#members.map(({ peer }) => peer)
  }

  get members(): readonly T[] {
    return this.#members
  }

  serves(role: string): boolean {
    return this.#byRole.has(role)
  }

  group(role: string): Group<T> | undefined {
    return this.#byRole.get(role)
  }

  /** Those that answer a role. */
  answering(role: string): readonly T[] {
    return this.#byRole.get(role)?.members ?? []
  }

  /** Those that listen to an event. */
  listening(pattern: string): readonly T[] {
    return this.#byEvent.get(pattern) ?? []
  }
}
