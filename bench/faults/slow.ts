import { neverTwice, noSafeFails, within } from './common-promises.js'
import { promise } from './figures.js'
import { MemoryWatch } from './memory.js'
import { allReady, type Fault, pause, RunUnderLoad, steadyRates } from './run-under-load.js'

/** 2 MB a second to each that listens. */
const torrent = { ...steadyRates, safe: 100, unsafe: 50, events: 500, padding: 4_096 }
/** How long each event keeps the slow one busy (ms): it can take 100 a second. */
const eventCost = 10
/** The emitter's and the slow one's memory may grow by this much (MB); the backlog is more. */
const bound = 24

export const slow: Fault = {
  name: 'slow',
  title: 'A slow consumer of events',
  does:
    'A third process listens to the events and needs 10 ms for each, while 500 of 4 kB come every ' +
    'second for 20 s: five times what it can take, some 32 MB too much. Then it is fast again.',
  async run(side, short) {
    const run = await RunUnderLoad.start(side)
    try {
      const slowOne = run.fleet.start('slow', 'listener')
      await allReady([slowOne])
      await pause(2_000)
      // What the torrent itself takes up is no backlog: it flows for a while before anybody is slow.
      await run.caller.tell('load', { rates: torrent })
      await pause(3_000)
      const lasts = short ? 8_000 : 20_000
      // It is told now for how long: once it is slow it hears nothing of us.
      await slowOne.tell('cost', { milliseconds: eventCost, lasts })
      const watch = new MemoryWatch([run.caller.pid, slowOne.pid])
      const fault = Date.now()
      await pause(lasts)
      const [emitter, consumer] = watch.stop()
      await run.caller.tell('load', { rates: steadyRates })
      await pause(3_000)
      await run.rest()
      const [a, b, it] = await Promise.all([run.a, run.b, slowOne].map((one) => run.heardBy(one)))
      const lostEvents = (a?.lost ?? 0) + (b?.lost ?? 0)
      const figures = {
        ...run.figures(fault),
        lostEvents,
        eventsTwice: (a?.twice ?? 0) + (b?.twice ?? 0),
        toldToResync: it?.missed ?? 0,
        growthMegabytes: Math.max(emitter?.growth ?? 0, consumer?.growth ?? 0),
        more: {
          'emitter grew by (MB)': emitter?.growth ?? 0,
          'slow one grew by (MB)': consumer?.growth ?? 0,
          'slow one did not hear': it?.lost ?? 0,
        },
      }
      return {
        figures,
        promised: [
          within(
            `memory bounded: nobody grows by ${bound} MB`,
            figures.growthMegabytes,
            bound,
            'MB',
          ),
          promise(
            'the slow one is told to resync',
            figures.toldToResync > 0,
            `${figures.toldToResync} times, ${it?.lost ?? 0} events not heard`,
          ),
          promise('the others hear every event', lostEvents === 0, lostEvents),
          noSafeFails(figures),
          within('and are answered all the while (longest gap)', figures.longestGapMs, 1_000),
          ...neverTwice(figures),
        ],
      }
    } finally {
      await run.close()
    }
  },
}
