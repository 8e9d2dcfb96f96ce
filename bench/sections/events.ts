import { compare } from '../rounds.js'
import { type Found, type Memory, memoryOf, type Section } from '../section.js'
import { untilItWorks } from '../sides/caller.js'
import type { Sample } from '../statistics.js'
import { type Player, Troupe } from '../troupe.js'

/** How many events one round tells. */
const count = 10_000
/** What has not come after so long without any progress is lost (ms). */
const patience = 2_000

interface Heard {
  readonly count: number
  readonly last: number
}

/** Tell them all, and wait until every listener has heard every one, or nothing comes any more. */
async function tellAll(teller: Player, listeners: readonly Player[]): Promise<Sample> {
  await Promise.all(listeners.map((one) => one.ask('forget')))
  const started = await teller.ask<number>('tell', count)
  let heard: Heard[] = []
  let before = -1
  for (let quietSince = Date.now(); Date.now() - quietSince < patience;) {
    heard = await Promise.all(listeners.map((one) => one.ask<Heard>('heard')))
    const sum = heard.reduce((total, one) => total + one.count, 0)
    if (sum >= count * listeners.length) break
    if (sum !== before) quietSince = Date.now()
    before = sum
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  const last = Math.max(...heard.map((one) => one.last))
  const lost = heard.reduce((total, one) => total + count - one.count, 0)
  return { perSecond: (count * 1_000) / (last - started), lost }
}

/** An event to three processes that listen. */
export const events: Section = async ({ rounds }, opened): Promise<Found> => {
  const begin = async (side: string, listeners: string[]) => {
    const troupe = await Troupe.gather(side, listeners)
    opened.teardown(() => troupe.end())
    const teller = await troupe.play('tell')
    const hearers: Player[] = []
    for (const number of [1, 2, 3]) hearers.push(await troupe.play('listen', { number }))
    await untilItWorks(async () => {
      await teller.ask('tell', 1)
      for (const one of hearers) {
        if ((await one.ask<Heard>('heard')).count === 0)
          throw new Error(`${one.name} hears nothing`)
      }
    })
    return { troupe, measure: () => tellAll(teller, hearers) }
  }
  const ours = await begin('habit-mesh', [])
  const moleculer = await begin('moleculer', ['tell', 'listen1', 'listen2', 'listen3'])
  const series = await compare(
    [
      { key: 'habit-mesh', label: 'Habit Mesh, `emit`', measure: ours.measure },
      { key: 'moleculer', label: 'Moleculer, `broadcast`', measure: moleculer.measure },
    ],
    rounds,
  )
  const memory: Memory[] = [
    ...(await memoryOf('Habit Mesh', ours.troupe.players)),
    ...(await memoryOf('Moleculer', moleculer.troupe.players)),
  ]
  return { series, memory }
}
