import type { GossipNode } from './gossip.js'

/** How long a leaver goes on for those that still hold a connection to it (ms). */
const patience = 4_000
/** How often it looks whether it may go, and says goodbye again to those that did not hear (ms). */
const lookEvery = 20
const sayEvery = 200
/** swim's numbers: of the message that says how a member is, and of a member that is gone. */
const update = 14
const gone = 2

/** What of a swim node is needed here. */
interface Swim {
  readonly net: {
    sendMessages(messages: readonly { type: number; data: object }[], host: string): void
  }
  readonly membership: { readonly local: { incarnate: () => boolean } }
}

/** Counts what a member is asked, to see when it may go. */
export class Departure {
  #underWay = 0

  /** Note a message that is being answered. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.#underWay += 1
    try {
      return await work()
    } finally {
      this.#underWay -= 1
    }
  }

  /**
   * Say goodbye: the members take this one out of their rotation, and let go of their connections to it
   * once nothing is under way on them. So when there are none, nobody will ask anything any more.
   */
  async leave(node: GossipNode | undefined, connections: () => number): Promise<void> {
    const until = Date.now() + patience
    for (let waited = 0; ; waited += lookEvery) {
      if (waited % sayEvery === 0 && node !== undefined) goodbye(node)
      await new Promise((resolve) => setTimeout(resolve, lookEvery))
      if (connections() === 0 && this.#underWay === 0) return
      if (Date.now() > until) return
    }
  }
}

/** Tell everybody that this member is gone; those that are leaving, too, for they hold connections. */
function goodbye(node: GossipNode): void {
  if (node.state !== 'started') return
  const { net, membership } = node as unknown as Swim
  // A node that hears of its own end denies it, and would be back in everybody's rotation.
  membership.local.incarnate = () => false
  const own = node.members(true, false).find(({ host }) => host === node.opts.local.host)
  const last = { type: update, data: { ...own, state: gone } }
  for (const { host } of node.members(false, true)) net.sendMessages([last], host)
}
