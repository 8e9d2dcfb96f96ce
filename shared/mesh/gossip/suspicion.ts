import { Kind, type Kept, type Known, State, type Swim } from './swim.js'

/**
 * How a member comes to be thought dead, and says that it is not.
 *
 * swim starts the suspicion anew with each failed ping, so that between few members it never ends;
 * it tells the suspect only by the way; and it believes whoever says that somebody is dead. Here a
 * suspicion is begun once, the suspect itself is told at once and again, and says so at once if it
 * lives. Somebody else's word that a member which seems well is dead only makes it a suspect: when
 * two halves of a mesh meet again, each believes the other dead.
 */
export interface Suspicion {
  /** Tell those that are suspected here once more. */
  remind(): void
  /** To be called for each message that was taken. */
  heard(kind: string, data: unknown, from: string): void
}

export function steadySuspicion(node: Swim): Suspicion {
  const { membership, net } = node
  const { hostToMember, hostToSuspectTimeout } = membership

  const tell = (host: string) => {
    const member = hostToMember[host]
    if (member?.state !== State.suspect) return
    net.sendMessages([{ type: Kind.update, data: member.data() }], host)
  }

  const begin = membership.onSuspect.bind(membership)
  const suspect = (record: Known) => {
    if (hostToSuspectTimeout[record.host] === undefined) begin({ data: () => record })
    tell(record.host)
  }

  // The one that is given may be of before it last spoke up: only what is known now counts.
  membership.suspectListener = ({ host }: Kept) => {
    const member = hostToMember[host]
    if (member !== undefined) suspect(member.data())
  }

  const updateFaulty = membership.updateFaulty.bind(membership)
  membership.updateFaulty = (data) => {
    const member = hostToMember[data.host]
    const well = member?.state === State.alive && data.incarnation >= member.incarnation
    if (well && data.meta?.left$ !== true) return suspect(data)
    updateFaulty(data)
    if (hostToMember[data.host] === undefined) {
      clearTimeout(hostToSuspectTimeout[data.host])
      delete hostToSuspectTimeout[data.host]
    }
  }

  const updateAlive = membership.updateAlive.bind(membership)
  membership.updateAlive = (data) => {
    const before = hostToMember[data.host]
    const another =
      before !== undefined &&
      data.incarnation > before.incarnation &&
      before.meta?.identifier$ !== data.meta?.identifier$
    // Another process at the same address: sneeze would keep the one that was there for good.
    if (another) membership.emit('change', { ...before.data(), state: State.faulty })
    updateAlive(data)
  }

  return {
    remind() {
      for (const host of Object.keys(hostToSuspectTimeout)) tell(host)
    },
    heard(kind, data, from) {
      if (kind !== 'update') return
      const { host, state } = data as Known
      if (host !== membership.local.host || state === State.alive) return
      // swim has contradicted it, and will let others know in time; whoever said so hears it now.
      net.sendMessages([{ type: Kind.update, data: membership.local.data() }], from)
    },
  }
}
