import { compare, type Side } from '../rounds.js'
import { type Found, type Memory, memoryOf, type Section, withCost } from '../section.js'
import { untilItWorks } from '../sides/caller.js'
import { Troupe } from '../troupe.js'

/** Who is compared, and what listens there. */
const sides: readonly { side: string; label: string; listeners: string[] }[] = [
  { side: 'habit-mesh', label: 'Habit Mesh', listeners: [] },
  { side: 'raw', label: 'raw `net`, a JSON array a line', listeners: ['answer'] },
  { side: 'nest', label: 'NestJS', listeners: ['answer'] },
  { side: 'moleculer', label: 'Moleculer', listeners: ['answer', 'call'] },
  { side: 'cote', label: 'cote', listeners: ['answer'] },
  { side: 'seneca-mesh', label: 'plain seneca-mesh (HTTP)', listeners: ['base'] },
]

/** A call from one process to another, for each side; the caller's process measures itself. */
export const calls: Section = async ({ rounds, seconds }, opened): Promise<Found> => {
  const all: Side[] = []
  const troupes: [string, Troupe][] = []
  for (const { side, label, listeners } of sides) {
    const troupe = await Troupe.gather(side, listeners)
    opened.teardown(() => troupe.end())
    troupes.push([label, troupe])
    await troupe.play('answer')
    const caller = await troupe.play('call')
    await untilItWorks(() => caller.ask('once'))
    for (const inFlight of [64, 1]) {
      const measure = () =>
        withCost(
          () => troupe.usage(),
          () => caller.ask('calls', { inFlight, seconds }),
        )
      all.push({ key: `${side}/${inFlight}`, label: `${label}, ${inFlight} in flight`, measure })
    }
  }
  // First all with 64 under way, then all with one: those that are compared stand close together.
  all.sort((a, b) => Number(b.key.split('/')[1]) - Number(a.key.split('/')[1]))
  const series = await compare(all, rounds)
  const memory: Memory[] = []
  for (const [label, { players }] of troupes) memory.push(...(await memoryOf(label, players)))
  return { series, memory }
}
