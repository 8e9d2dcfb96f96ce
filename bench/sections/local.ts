import { compare } from '../rounds.js'
import { type Found, memoryOf, type Section, withCost } from '../section.js'
import { Troupe } from '../troupe.js'

/** A message in one process, checked: nothing crosses a wire. */
export const local: Section = async ({ rounds, seconds }, opened): Promise<Found> => {
  const begin = async (side: string) => {
    const troupe = await Troupe.gather(side)
    opened.teardown(() => troupe.end())
    return troupe.play('local')
  }
  const [ours, moleculer] = [await begin('habit-mesh'), await begin('moleculer')]
  const options = { inFlight: 64, seconds, latencyEvery: 64 }
  const side = (key: string, label: string, player: typeof ours, job: string) => ({
    key,
    label,
    measure: () =>
      withCost(
        () => player.usage(),
        () => player.ask(job, options),
      ),
  })
  const series = await compare(
    [
      side('habit-mesh', 'Habit Mesh, `ask`', ours, 'calls'),
      side('moleculer', 'Moleculer, `call`', moleculer, 'calls'),
      side('act', 'Habit Mesh, Seneca’s own `act`', ours, 'acts'),
    ],
    rounds,
  )
  const memory = [
    ...(await memoryOf('Habit Mesh', [ours])),
    ...(await memoryOf('Moleculer', [moleculer])),
  ]
  return { series, memory }
}
