import { neverTwice, noSafeFails, within } from './common-promises.js'
import { codesText, promise } from './figures.js'
import { outOfRotation } from './reading.js'
import { type Fault, pause, RunUnderLoad } from './run-under-load.js'

/** How long an unsafe call may take to fail at once, on a machine that does other things, too (ms). */
const atOnce = 250

export const kill: Fault = {
  name: 'kill',
  title: '`kill -9` of one of two instances',
  does: 'One of the two who answer is killed, in the middle of its work.',
  async run(side, short) {
    const run = await RunUnderLoad.start(side)
    try {
      const fault = Date.now()
      run.b.signal('SIGKILL')
      await pause(short ? 3_000 : 7_000)
      await run.rest()
      const heard = await run.heardBy(run.a)
      const figures = {
        ...run.figures(fault),
        outOfRotationMs: outOfRotation(run.outcomes, fault, run.ended),
        lostEvents: heard.lost,
        eventsTwice: heard.twice,
      }
      const others = Object.keys(figures.unsafeErrors).filter(
        (code) => code !== 'mesh/outcome-unknown',
      )
      return {
        figures,
        promised: [
          noSafeFails(figures),
          promise(
            'unsafe calls fail with `mesh/outcome-unknown` only',
            others.length === 0,
            codesText(figures.unsafeErrors),
          ),
          within('and at once (no failure later than 250 ms)', figures.slowestFailureMs, atOnce),
          ...neverTwice(figures),
          within('out of rotation in less than 100 ms', figures.outOfRotationMs, 100),
          promise('the other instance hears every event', heard.lost === 0, heard.lost),
        ],
      }
    } finally {
      await run.close()
    }
  },
}
