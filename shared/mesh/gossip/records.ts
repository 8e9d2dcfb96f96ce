import { Budget } from './budget.js'
import { Kind, type Kept, type Swim } from './swim.js'
import type { Packer } from './pack.js'

/**
 * A member that asks (`sync`) is answered with everything that is known. swim copies and encodes it
 * all anew each time, and answers whoever asks however often; when hundreds start at once their bases
 * do nothing else. Here each record is encoded once, and there is a limit.
 */

/** Records a second, and at once: 200 members that start together are answered in two seconds. */
const perSecond = 5_000
const atOnce = 10_000

export function shareRecords(node: Swim, packer: Packer): void {
  const { membership } = node
  const { hostToMember, hostToFaulty, local } = membership
  const budget = new Budget(perSecond, atOnce)
  // swim puts a new object there for each change.
  const kept = new WeakMap<Kept, Buffer>()

  const encoded = (member: Kept): Buffer => {
    const known = kept.get(member)
    if (known !== undefined) return known
    const made = packer.encode({ type: Kind.update, data: member.data() })
    kept.set(member, made)
    return made
  }

  const others = (): Buffer[] => {
    const all = [...Object.values(hostToMember), ...Object.values(hostToFaulty)]
    return budget.take(all.length) ? all.filter((one) => one !== undefined).map(encoded) : []
  }

  membership.sync = (hosts) => {
    const own = packer.encode({ type: Kind.sync, data: local.data() })
    for (const host of hosts) packer.send([own, ...others()], host)
  }

  membership.syncListener = (data) => {
    membership.updateAlive(data)
    const own = packer.encode({ type: Kind.update, data: local.data() })
    packer.send([own, ...others()], data.host)
  }
}
