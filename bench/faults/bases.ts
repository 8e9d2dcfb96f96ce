import { neverTwice, within } from './common-promises.js'
import { codesText, merged, promise, total } from './figures.js'
import { answeredAgain } from './reading.js'
import { allReady, type Fault, pause, RunUnderLoad } from './run-under-load.js'

export const bases: Fault = {
  name: 'bases',
  title: 'One base killed, then all of them for 30 s',
  does:
    'One base is killed; then the other. While there is none a third instance (`c`) starts. Then ' +
    'both bases are started again, as a process manager does; nothing else is touched.',
  async run(side, short) {
    const run = await RunUnderLoad.start(side)
    const { fleet } = run
    try {
      const fault = Date.now()
      fleet.members[0]?.signal('SIGKILL')
      await pause(short ? 2_000 : 4_000)
      fleet.members[1]?.signal('SIGKILL')
      await pause(1_000)
      const newcomer = fleet.start('c', 'answerer')
      await pause((short ? 5_000 : 30_000) - 1_000)
      const again = [fleet.startBase(0), fleet.startBase(1)]
      await allReady(again)
      const back = Date.now()
      await pause(short ? 5_000 : 8_000)
      await run.rest()
      const heard = await run.heardBy(run.a)
      const figures = {
        ...run.figures(fault),
        newcomerMs: answeredAgain(run.outcomes, newcomer.name, back),
        lostEvents: heard.lost,
        eventsTwice: heard.twice,
        more: { 'the newcomer’s process': newcomer.isAlive ? 'lives' : 'ended by itself' },
      }
      const errors = merged(figures.safeErrors, figures.unsafeErrors)
      return {
        figures,
        promised: [
          promise('calls go on without a failure', total(errors) === 0, codesText(errors)),
          within('the newcomer answers within 5 s of the bases’ return', figures.newcomerMs, 5_000),
          ...neverTwice(figures),
          promise('events go on', heard.lost === 0, heard.lost),
        ],
      }
    } finally {
      await run.close()
    }
  },
}
