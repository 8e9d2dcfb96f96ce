import { neverTwice, within } from './common-promises.js'
import { promise } from './figures.js'
import { answeredAgain, outOfRotation } from './reading.js'
import { type Fault, pause, RunUnderLoad } from './run-under-load.js'

export const stop: Fault = {
  name: 'stop',
  title: '`SIGSTOP` of one of two instances for 10 s',
  does: 'One of the two who answer stands still, with its connections open, and is let go on.',
  async run(side, short) {
    const run = await RunUnderLoad.start(side)
    try {
      const fault = Date.now()
      run.b.signal('SIGSTOP')
      await pause(short ? 4_000 : 10_000)
      const over = Date.now()
      run.b.signal('SIGCONT')
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
          within('taken out in less than 1 s', figures.outOfRotationMs, 1_000),
          promise('comes back by itself', figures.backMs !== null, msOrNever(figures.backMs)),
          ...neverTwice(figures),
          promise('the other instance hears every event', heard.lost === 0, heard.lost),
        ],
      }
    } finally {
      await run.close()
    }
  },
}

export const msOrNever = (value: number | null): string =>
  value === null ? 'not in this run' : `after ${value} ms`
