/** Fast enough, the same twice, and unharmed by whatever is typed. */
import fc from 'fast-check'
import t from 'tap'
import type { Words } from '../../../plugins/chat/locale/locale.js'
import { locales } from '../../../plugins/chat/locale/index.js'
import { findDays } from '../../../plugins/chat/understand/days.js'
import { clearMatch } from '../../../plugins/chat/understand/habits.js'
import { ACT_AT } from '../../../plugins/chat/understand/types.js'
import { understand } from '../../../plugins/chat/understand/understand.js'
import { habits, now, zone } from './brief.js'

const texts = [
  'did yoga and ran 5 km',
  'I did yoga yesterday',
  "no run today, I'm ill",
  'pretty low, slept badly',
  'how am I doing?',
  'read twenty pages on 12 May',
  'I just had a really long day at work and everything went wrong but I managed to meditate for ten minutes',
  'thanks!',
  'my brother ran 5 km',
  '/log_done {"habitId":"yoga","day":"2026-05-13"}',
]

t.test('at least 2,000 a second', async (t) => {
  const run = (n: number): number => {
    const start = process.cpuUsage().user
    for (let i = 0; i < n; i++)
      understand({ text: texts[i % texts.length] ?? '', now, zone, habits })
    // Time of the processor, not of the wall: the machine may be busy with other things.
    return (n / (process.cpuUsage().user - start)) * 1_000_000
  }
  run(1000)
  const rate = Math.max(run(2000), run(2000), run(2000))
  t.comment(`understand: ${Math.round(rate)} a second, ${habits.length} habits`)
  t.ok(rate >= 2000, `${Math.round(rate)} a second`)
})

t.test('a year of habits is still quick', async (t) => {
  const many = Array.from({ length: 200 }, (_, i) => ({
    id: `h${i}`,
    name: `Habit number ${i} thing`,
    kind: 'yesno' as const,
  }))
  const start = performance.now()
  for (let i = 0; i < 50; i++)
    understand({ text: texts[i % texts.length] ?? '', now, zone, habits: many })
  t.ok((performance.now() - start) / 50 < 25)
})

t.test('the date parser is asked only where a date is suspected', async (t) => {
  let asked = 0
  const { words } = locales.en
  const days = {
    ...words.days,
    dates: (...args: Parameters<Words['days']['dates']>) => {
      asked++
      return words.days.dates(...args)
    },
  }
  const spy = { ...words, days }
  for (const text of [
    'did yoga and ran 5 km',
    'did yoga yesterday',
    'how am i doing',
    'yoga on monday',
    'i may run 5 km',
  ]) {
    findDays(text, now, zone, spy)
  }
  t.equal(asked, 0)
  findDays('did yoga on 12 may', now, zone, spy)
  t.equal(asked, 1)
})

t.test('the same in, the same out', async (t) => {
  for (const text of texts) {
    const one = understand({ text, now, zone, habits })
    t.strictSame(understand({ text, now, zone, habits }), one)
  }
})

t.test(
  'any text at all: no throw, no day ahead, nothing sure without one clear habit',
  async () => {
    const word = fc.constantFrom(
      ...'did ran yoga run read no not and , . ? ! 5 km miles yesterday tomorrow monday i my brother will want "quote" half an hour 3,000 steps done skip because ill 💊 ✅ low undo /log_done {} \' - 12/5 may'.split(
        ' ',
      ),
    )
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 80 }),
      fc.array(word, { maxLength: 14 }).map((w) => w.join(' ')),
    )
    fc.assert(
      fc.property(text, (said) => {
        const got = understand({ text: said, now, zone, habits })
        for (const one of got.intents) {
          if (one.slots.day !== undefined && one.slots.day.to > '2026-05-14') return false
          if (
            one.intent.startsWith('log_') &&
            one.confidence >= ACT_AT &&
            clearMatch(one.slots.habit) === null
          )
            return false
          if (!(one.confidence >= 0.5 && one.confidence <= 1)) return false
        }
        return got.abstained === (got.intents.length === 0)
      }),
      { numRuns: 3000, seed: 7 },
    )
  },
)
