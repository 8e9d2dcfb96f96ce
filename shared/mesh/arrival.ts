import type { GossipNode } from './gossip.js'

/** How long a newcomer waits to be known, before it goes on all the same (ms). */
const patience = 2_000
/** Somebody answers within a few milliseconds, or there is nobody: the first member of a mesh (ms). */
const patienceAlone = 500
/** How often those are asked that have not yet answered (ms). */
const askEvery = 50

/** What a swim node hears: a member's record, and who sent it. */
interface Hears {
  on(event: 'update', listener: Heard): void
  removeListener(event: 'update', listener: Heard): void
}
type Heard = (record: { readonly host?: unknown }, from: string) => void

/**
 * Wait until every member that is known knows this one. Gossip spreads by itself, but takes its time,
 * and a process that says it is ready takes the place of another at that moment: whoever does not know
 * it yet would look for the service and find nobody.
 *
 * A member that is asked to synchronise answers with everything it knows. Once this member's own
 * record is among that, it is known there.
 */
export async function arrival(node: GossipNode): Promise<void> {
  const net = node.net as typeof node.net & Hears
  const own = node.opts.local.host
  const knowing = new Set<string>()
  const note: Heard = (record, from) => {
    if (record.host === own) knowing.add(from)
  }
  net.on('update', note)
  const started = Date.now()
  try {
    for (;;) {
      const others = node.members(false, false).map((member) => member.host)
      const ignorant = others.filter((host) => !knowing.has(host))
      const waited = Date.now() - started
      if (others.length > 0 && ignorant.length === 0) return
      if (node.state !== 'started' || waited > patience) return
      if (others.length === 0 && waited > patienceAlone) return
      // A callback keeps a join that nobody answers from being thrown as an unheard 'error' event.
      if (ignorant.length > 0) node.join(ignorant, () => undefined)
      await new Promise((resolve) => setTimeout(resolve, askEvery))
    }
  } finally {
    net.removeListener('update', note)
  }
}
