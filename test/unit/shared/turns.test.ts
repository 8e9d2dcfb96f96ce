import t from 'tap'
import { Turns } from '../../../shared/turns.js'

t.test('one key’s work is done in order, one at a time; nothing is remembered after', async (t) => {
  const turns = new Turns()
  const done: string[] = []
  let busy = 0
  const work = (key: string, name: string, fails = false) =>
    turns.run(key, async () => {
      busy += key === 'a' ? 1 : 0
      t.ok(busy <= 1)
      await new Promise((resolve) => setTimeout(resolve, key === 'a' ? 5 : 1))
      busy -= key === 'a' ? 1 : 0
      done.push(name)
      if (fails) throw new Error(name)
      return name
    })
  const all = await Promise.allSettled([
    work('a', 'a1'),
    work('a', 'a2', true),
    work('b', 'b1'),
    work('a', 'a3'),
  ])
  t.same(
    done.filter((name) => name !== 'b1'),
    ['a1', 'a2', 'a3'],
  )
  t.ok(done.includes('b1'))
  t.same(
    all.map(({ status }) => status),
    ['fulfilled', 'rejected', 'fulfilled', 'fulfilled'],
  )
  await new Promise(setImmediate)
  t.equal(turns.size, 0)
})
