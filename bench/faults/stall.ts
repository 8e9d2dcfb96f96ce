import { neverTwice, noSafeFails, within } from './common-promises.js'
import { promise } from './figures.js'
import { answeredAgain, outOfRotation } from './reading.js'
import { type Fault, pause, RunUnderLoad } from './run-under-load.js'
import { msOrNever } from './stop.js'

/** How long it does nothing else (ms). */
const stalled = 3_000

export const stall: Fault = {
  name: 'stall',
  title: 'A member stalls its event loop for 3 s',
  does: 'One of the two who answer is busy with a computation that lets nothing else happen.',
  async run(side) {
    const run = await RunUnderLoad.start(side)
    try {
      await run.b.tell('stall', { milliseconds: stalled })
      const fault = Date.now()
      await pause(stalled + 20)
      const over = Date.now()
      await pause(5_000)
      await run.rest()
      const heard = await run.heardBy(run.a)
      const figures = {
        ...run.figures(fault),
        outOfRotationMs: outOfRotation(run.outcomes, fault, over),
        backMs: answeredAgain(run.outcomes, run.b.name, over),
        lostEvents: heard.lost,
        eventsTwice: heard.twice,
      }
      return {
        figures,
        promised: [
          promise(
            'not dead for good: it answers again',
            figures.backMs !== null,
            msOrNever(figures.backMs),
          ),
          within('traffic goes round it after less than 1 s', figures.outOfRotationMs, 1_000),
          noSafeFails(figures),
          ...neverTwice(figures),
          promise('the other instance hears every event', heard.lost === 0, heard.lost),
        ],
      }
    } finally {
      await run.close()
    }
  },
}
