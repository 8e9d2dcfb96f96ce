import { compare } from '../rounds.js'
import { Closers, type Found, type Section } from '../section.js'
import { startMesh } from '../product.js'

/** How long the whole mesh takes from the first process to `/readyz` 200. */
export const start: Section = async ({ rounds }): Promise<Found> => {
  const measure = async () => {
    const opened = new Closers()
    try {
      const began = performance.now()
      await startMesh(opened)
      return { took: performance.now() - began }
    } finally {
      await opened.close()
    }
  }
  const label = 'the whole mesh, from the first spawn to `/readyz` 200'
  return {
    series: await compare([{ key: 'start', label, measure }], Math.min(rounds, 3)),
    memory: [],
  }
}
