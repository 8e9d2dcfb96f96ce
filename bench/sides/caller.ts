import { type CallsOptions, measureCalls } from '../measure.js'
import type { Jobs } from '../part.js'
import { type DayInput, inputsInTurn } from '../work.js'

/** The jobs of a process that calls: one call to see that the way is open, and many, measured. */
export function caller(call: (input: DayInput) => Promise<unknown>): Jobs {
  const input = inputsInTurn()
  const once = () => call(input())
  return {
    once,
    calls: (options: CallsOptions) => measureCalls(once, options),
  }
}

/** The jobs of a process that listens: how many events came, and when the last one did (ms since 1970). */
export function listener(): { heard: () => void; jobs: Jobs } {
  let count = 0
  let last = 0
  return {
    heard() {
      count += 1
      last = performance.now()
    },
    jobs: {
      heard: () => ({ count, last: performance.timeOrigin + last }),
      forget: () => {
        count = 0
      },
    },
  }
}

/** How many events are told in one turn of the event loop. */
const burst = 100

/** The jobs of a process that tells events: many in a row, as fast as they are taken. */
export const teller = (tell: (body: DayInput) => unknown): Jobs => ({
  tell: async (count: number) => {
    const body = inputsInTurn()
    const started = performance.timeOrigin + performance.now()
    for (let told = 0; told < count; told += 1) {
      await tell(body())
      if (told % burst === burst - 1) await new Promise((resolve) => setImmediate(resolve))
    }
    return started
  },
})

/** Try until it works, while a side's processes find each other. */
export async function untilItWorks(once: () => Promise<unknown>, patience = 30_000): Promise<void> {
  const end = Date.now() + patience
  for (;;) {
    try {
      await once()
      return
    } catch (error) {
      if (Date.now() > end) throw error
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
}
