import { failedWith } from '../errors.js'

/**
 * Read, decide, commit; and do all of it anew when somebody else changed the same rows in between.
 * @param attempts how often in all; then the collision itself is thrown
 */
export async function untilKept<T>(attempts: number, work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work()
    } catch (error) {
      const collided = failedWith(error, 'store/stale', 'store/conflict')
      if (!collided || attempt >= attempts) throw error
    }
  }
}
