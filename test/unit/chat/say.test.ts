/** Saying: no repetition, the same for the same seed, values in their places. */
import t from 'tap'
import { type Act, acts } from '../../../plugins/chat/locale/acts.js'
import { locales } from '../../../plugins/chat/locale/index.js'
import { amountText, dayText, listText } from '../../../plugins/chat/reply/format.js'
import { REMEMBER, say, variantsOf } from '../../../plugins/chat/reply/say.js'

const { en } = locales

t.test('no variant twice in a row, and all of them in turn', async (t) => {
  for (const act of Object.keys(acts) as Act[]) {
    const recent: string[] = []
    for (let i = 0; i < 60; i++) {
      const values = Object.fromEntries(acts[act].map((k) => [k, 'x']))
      const { variant } = say(en, act, values as never, { recent, seed: `turn-${i}` })
      if (recent.at(-1) === variant) t.fail(`${act} said ${variant} twice`)
      recent.push(variant)
    }
    const count = variantsOf(en, act).length
    t.equal(new Set(recent).size, count, `${act}: all ${count} are used`)
    // As far apart as the number of variants allows: at least count − 1 others in between.
    const window = Math.min(REMEMBER, count - 1)
    for (let i = window; i < recent.length; i++) {
      const others = recent.slice(i - window + 1, i)
      if (others.includes(recent[i] ?? ''))
        t.fail(`${act}: ${recent[i] ?? ''} came back within ${window}`)
    }
  }
})

t.test('with more variants than ten none comes back within ten', async (t) => {
  const many = {
    ...en,
    says: { ...en.says, greet: { usual: Array.from({ length: 14 }, (_, i) => `Hello ${i}.`) } },
  }
  const recent: string[] = []
  for (let i = 0; i < 100; i++) {
    const { variant } = say(many, 'greet', {}, { recent, seed: String(i) })
    t.notOk(recent.slice(-REMEMBER).includes(variant))
    recent.push(variant)
  }
})

t.test('the same seed says the same; other acts in the memory do not matter', async (t) => {
  const values = { habit: 'Yoga', day: 'today' }
  const one = say(en, 'logged', values, { recent: [], seed: 's' })
  t.strictSame(say(en, 'logged', values, { recent: ['greet/usual/1'], seed: 's' }), one)
  t.match(one.text, /Yoga/)
  const seeds = new Set(
    Array.from(
      { length: 40 },
      (_, i) => say(en, 'logged', values, { recent: [], seed: `s${i}` }).variant,
    ),
  )
  t.ok(seeds.size >= 5, 'different seeds say different things')
})

t.test('low mood has its own sentences', async (t) => {
  const values = { habit: 'Yoga', kept: 3, asked: 5 }
  t.match(
    say(en, 'progress', values, { recent: [], seed: 's', mood: 2 }).variant,
    /^progress\/low\//,
  )
  t.match(
    say(en, 'progress', values, { recent: [], seed: 's', mood: 3 }).variant,
    /^progress\/usual\//,
  )
})

t.test('values with braces and dollars stay what they are', async (t) => {
  const { text } = say(
    en,
    'logged',
    { habit: '{day} $& $1', day: 'today' },
    { recent: [], seed: 's' },
  )
  t.ok(text.includes('{day} $& $1'))
})

t.test('days, amounts and lists', async (t) => {
  const day = (d: string): string => dayText({ from: d, to: d }, '2026-05-14', en)
  t.equal(day('2026-05-14'), 'today')
  t.equal(day('2026-05-13'), 'yesterday')
  t.equal(day('2026-05-11'), 'on Monday')
  t.equal(day('2026-05-07'), 'on 7 May')
  t.equal(day('2025-12-30'), 'on 30 December 2025')
  t.equal(
    dayText({ from: '2026-05-11', to: '2026-05-12' }, '2026-05-14', en),
    'on Monday – Tuesday',
  )
  t.equal(amountText({ value: 3000, unit: 'steps' }, en), '3,000 steps')
  t.equal(amountText({ value: 1, unit: 'pages' }, en), '1 page')
  t.equal(amountText({ value: 4.828, unit: 'km' }, en), '4.83 km')
  t.equal(listText(['a', 'b', 'c'], en), 'a, b and c')
  t.equal(listText(['a', 'b'], en, 'or'), 'a or b')
  t.equal(listText(['a'], en), 'a')
})
