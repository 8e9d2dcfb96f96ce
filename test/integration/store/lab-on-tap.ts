/** Enough of @hapi/lab's `script` to run suites that are written for it under tap. */
import type { Test } from 'tap'

type Work = (flags: object) => unknown
type Item = { name: string; run: Work } | Suite

interface Suite {
  name: string
  items: Item[]
  before: Work[]
  beforeEach: Work[]
  afterEach: Work[]
  after: Work[]
}

const suite = (name: string): Suite => ({
  name,
  items: [],
  before: [],
  beforeEach: [],
  afterEach: [],
  after: [],
})

/** Why a test, known by its whole name, is not run. */
export type Skipped = Readonly<Record<string, string>>

export function labScript() {
  const root = suite('')
  let current = root
  return {
    describe(name: string, fill: () => void) {
      const inner = suite(name)
      const outer = current
      outer.items.push(inner)
      current = inner
      fill()
      current = outer
    },
    it(name: string, ...rest: unknown[]) {
      current.items.push({ name, run: rest.at(-1) as Work })
    },
    before: (work: Work) => void current.before.push(work),
    beforeEach: (work: Work) => void current.beforeEach.push(work),
    afterEach: (work: Work) => void current.afterEach.push(work),
    after: (work: Work) => void current.after.push(work),
    run: (t: Test, skipped: Skipped) => runSuite(t, root, [], skipped),
  }
}

async function runSuite(t: Test, inner: Suite, outer: Suite[], skipped: Skipped): Promise<void> {
  const chain = [...outer, inner]
  const path = chain.map(({ name }) => name).filter((name) => name !== '')
  for (const work of inner.before) await work({})
  for (const item of inner.items) {
    if ('items' in item) {
      await t.test(item.name, (t) => runSuite(t, item, chain, skipped))
      continue
    }
    const reason = skipped[[...path, item.name].join(' > ')]
    await t.test(item.name, reason === undefined ? {} : { skip: reason }, async (t) => {
      for (const { beforeEach } of chain) for (const work of beforeEach) await work({})
      await item.run({})
      for (const { afterEach } of chain) for (const work of afterEach) await work({})
      t.pass(item.name)
    })
  }
  for (const work of inner.after) await work({})
}
