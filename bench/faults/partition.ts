import { neverTwice, within } from './common-promises.js'
import { promise } from './figures.js'
import { Fleet } from './fleet.js'
import { makeNetwork, type Network, whyNoNetwork } from './network.js'
import { answeredAgain, isHurt, outOfRotation } from './reading.js'
import {
  allReady,
  type Fault,
  type Found,
  figuresOf,
  pause,
  steadyRates,
} from './run-under-load.js'
import type { SideName } from './side.js'

/** From when on a half must serve without a failure (ms after the cut). */
const settled = 2_000
/** In what time all must be one again (ms). */
const wholeIn = 5_000
const meetPatience = 20_000

export const partition: Fault = {
  name: 'partition',
  title: 'The network parts into two halves for 20 s',
  does:
    'A base, one who answers and one who calls stand in each of two network namespaces. What goes ' +
    'between them vanishes without a word; then it passes again.',
  async run(side, short) {
    const reason = whyNoNetwork()
    if (reason !== undefined) return { skipped: reason, promised: [] }
    const network = makeNetwork()
    try {
      return await partitioned(side, short, network)
    } finally {
      network.close()
    }
  },
}

async function partitioned(side: SideName, short: boolean, network: Network): Promise<Found> {
  const { a, b } = network
  const fleet = await Fleet.open(side, [`${a.host}:21001`, `${b.host}:21001`])
  try {
    await allReady([fleet.startBase(0, a), fleet.startBase(1, b)])
    const answerers = [fleet.start('a', 'answerer', a), fleet.start('b', 'answerer', b)]
    const callers = [fleet.start('caller-a', 'caller', a), fleet.start('caller-b', 'caller', b)]
    await allReady([...answerers, ...callers])
    const halved = { ...steadyRates, safe: steadyRates.safe / 2, unsafe: steadyRates.unsafe / 2 }
    for (const caller of callers) {
      if (!(await caller.tell('meet', { names: ['a', 'b'], patience: meetPatience }))) {
        throw new Error('the members did not find each other')
      }
    }
    for (const caller of callers) await caller.tell('load', { rates: halved })
    await pause(3_000)
    const fault = Date.now()
    network.cut()
    await pause(short ? 6_000 : 20_000)
    const healed = Date.now()
    network.heal()
    await pause(10_000)
    const ended = Date.now()
    const emitted = await Promise.all(callers.map((one) => one.tell('rest', { patience: 3_000 })))

    const { outcomes } = fleet
    const ofHalf = (half: string) => outcomes.filter(({ id }) => id.startsWith(`caller-${half}.`))
    const across = [
      answeredAgain(ofHalf('a'), 'b', healed),
      answeredAgain(ofHalf('b'), 'a', healed),
    ]
    const wholeMs = across.includes(null) ? null : Math.max(...across.map(Number))
    const during = outcomes.filter(
      ({ sentAt }) => sentAt > fault + settled && sentAt < healed - settled,
    )
    const hurtInside = during.filter((outcome) => outcome.kind === 'safe' && isHurt(outcome))
    const hurtAfter = outcomes.filter(
      (outcome) => outcome.sentAt > healed + wholeIn && isHurt(outcome),
    )
    const heard = await Promise.all(answerers.map((one) => one.tell('report', {})))
    const own = ['a', 'b'].map((half, number) => {
      const count = heard[number]?.heard[`caller-${half}`]?.count ?? 0
      return (emitted[number] ?? 0) - count
    })
    const lostEvents = own.reduce((sum, lost) => sum + lost, 0)
    const figures = {
      ...figuresOf(fleet, outcomes, fault, ended),
      outOfRotationMs: outOfRotation(outcomes, fault, healed),
      wholeMs,
      lostEvents,
    }
    return {
      figures,
      promised: [
        promise(
          'from 2 s after the cut each half serves what it has: no safe call fails or hangs',
          hurtInside.length === 0 && during.length > 0,
          `${hurtInside.length} of ${during.length}`,
        ),
        within('whole again in less than 5 s', wholeMs, wholeIn),
        promise(
          'and from then on no call fails or hangs',
          hurtAfter.length === 0,
          hurtAfter.length,
        ),
        ...neverTwice(figures),
        promise('events within a half go on', lostEvents === 0, lostEvents),
      ],
    }
  } finally {
    await fleet.close()
  }
}
