/**
 * How late this process itself is. Whoever was not running, or has more to do than it can, finds all
 * others slow: it must not judge them. (SWIM's successor Lifeguard calls it local health.)
 */
export interface Lateness {
  /** How late its timers have lately been (ms). */
  lately(): number
  stop(): void
}

const every = 100
/** How long a delay is held against oneself (ms): longer than a failed ping takes to be noticed. */
const memory = 2_000

export function watchLateness(): Lateness {
  let expected = performance.now() + every
  let worst = 0
  let worstAt = -Infinity
  const timer = setInterval(() => {
    const now = performance.now()
    const late = now - expected
    if (late >= worst || now - worstAt > memory) {
      worst = Math.max(0, late)
      worstAt = now
    }
    expected = now + every
  }, every)
  timer.unref()
  return {
    lately() {
      const now = performance.now()
      const standing = now - expected
      return Math.max(standing, now - worstAt > memory ? 0 : worst)
    },
    stop() {
      clearInterval(timer)
    },
  }
}
