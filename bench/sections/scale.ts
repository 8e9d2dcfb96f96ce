import { compare, type Side } from '../rounds.js'
import { type Found, type Section, withCost } from '../section.js'
import { untilItWorks } from '../sides/caller.js'
import { Troupe } from '../troupe.js'

/** How many processes the further members are spread over. */
const crowds = 4

const variants = [
  { key: 'small', label: '5 patterns, 2 members', patterns: 5, members: 2 },
  { key: 'patterns', label: '200 patterns, 2 members', patterns: 200, members: 2 },
  { key: 'members', label: '5 patterns, 50 members', patterns: 5, members: 50 },
] as const

/** Does a call cost more where there is more of everything? Processor time of both ends. */
export const scale: Section = async ({ rounds, seconds }, opened): Promise<Found> => {
  const sides: Side[] = []
  for (const { key, label, patterns, members } of variants) {
    const troupe = await Troupe.gather('habit-mesh')
    opened.teardown(() => troupe.end())
    const answerer = await troupe.play('answer', { patterns })
    const caller = await troupe.play('call', { patterns })
    for (let number = 1; members > 2 && number <= crowds; number += 1) {
      await troupe.play('crowd', { number, members: (members - 2) / crowds })
    }
    await untilItWorks(() => caller.ask('once'))
    await untilItWorks(async () => {
      const known = await caller.ask<number>('known')
      if (known !== members - 1) throw new Error(`${label}: knows ${known} others`)
    }, 60_000)
    const usage = async () => {
      const [one, other] = [await answerer.usage(), await caller.usage()]
      return { cpu: one.cpu + other.cpu, memory: one.memory + other.memory }
    }
    const measure = () => withCost(usage, () => caller.ask('calls', { inFlight: 64, seconds }))
    sides.push({ key, label, measure })
  }
  // Twice the rounds: what is looked for is smaller than the noise of one.
  return { series: await compare(sides, rounds * 2), memory: [] }
}
