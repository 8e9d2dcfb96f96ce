import { compare, type Side } from '../rounds.js'
import { type Found, type Section, withCost } from '../section.js'
import { untilItWorks } from '../sides/caller.js'
import { type Player, Troupe } from '../troupe.js'

/** How many processes the further members are spread over. */
const crowds = 4
/** When nobody new was seen for so long, nobody new will be (ms). */
const quiet = 10_000

const variants = [
  { key: 'small', label: '5 patterns, 2 members', patterns: 5, members: 2 },
  { key: 'patterns', label: '200 patterns, 2 members', patterns: 200, members: 2 },
  { key: 'members', label: '5 patterns, 50 members', patterns: 5, members: 50 },
] as const

/** Further members, several a process, all started at once. */
async function gatherCrowd(troupe: Troupe, members: number): Promise<void> {
  if (members === 0) return
  const numbers = Array.from({ length: crowds }, (_, number) => number)
  await Promise.all(
    numbers.map((number) => troupe.play('crowd', { number, members: members / crowds })),
  )
}

/** Wait until the caller knows so many others, or no more of them for a while; gives how many it knows. */
async function untilKnown(caller: Player, wanted: number): Promise<number> {
  let known = 0
  let newest = Date.now()
  while (known < wanted && Date.now() - newest < quiet) {
    const now = await caller.ask<number>('known')
    if (now > known) newest = Date.now()
    known = Math.max(known, now)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return known
}

/** Does a call cost more where there is more of everything? Processor time of both ends. */
export const scale: Section = async ({ rounds, seconds }, opened): Promise<Found> => {
  const sides: Side[] = []
  for (const { key, label, patterns, members } of variants) {
    const troupe = await Troupe.gather('habit-mesh')
    opened.teardown(() => troupe.end())
    const answerer = await troupe.play('answer', { patterns })
    const caller = await troupe.play('call', { patterns })
    await gatherCrowd(troupe, members - 2)
    await untilItWorks(() => caller.ask('once'))
    const known = await untilKnown(caller, members - 1)
    const others = known === members - 1 ? '' : ` (the caller knows ${known + 1})`
    const usage = async () => {
      const [one, other] = [await answerer.usage(), await caller.usage()]
      return { cpu: one.cpu + other.cpu, memory: one.memory + other.memory }
    }
    const measure = () => withCost(usage, () => caller.ask('calls', { inFlight: 64, seconds }))
    sides.push({ key, label: label + others, measure })
  }
  // Twice the rounds: what is looked for is smaller than the noise of one.
  return { series: await compare(sides, rounds * 2), memory: [] }
}
