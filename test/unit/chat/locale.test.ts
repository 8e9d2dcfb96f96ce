/** The sentences: enough of them, none that harms, no value that is not there. */
import t from 'tap'
import { type Act, acts } from '../../../plugins/chat/locale/acts.js'
import { locales } from '../../../plugins/chat/locale/index.js'
import { variantsOf } from '../../../plugins/chat/reply/say.js'

const all = Object.keys(acts) as Act[]
const forbidden =
  /committed suicide|commit suicide|\bfailed\b|\blazy\b|should have|you must|cheer up|look on the bright side|at least you|good vibes|stay positive|everything happens for a reason|just (think|be|smile)|could be worse|our secret|i promise|you won't tell|nobody will know|you are (depressed|bipolar|ill)|attention|not that bad|don't worry|streak/i
const methods = /\b(pills|rope|gun|hang|bridge|overdose|blade|jump|wrist)\b/i
/** Questions that make "no" the easy answer. */
const inviting =
  /you('re| are) not (thinking|going|planning)|aren't (thinking|going)|not thinking of|nothing stupid|surely/i

for (const locale of Object.values(locales)) {
  t.strictSame(Object.keys(locale.says).sort(), [...all].sort(), 'every act is said, and no other')
  for (const act of all) {
    const { usual, low } = locale.says[act]
    t.ok(usual.length >= 5, `${act}: five variants`)
    t.equal(new Set(usual).size, usual.length, `${act}: all different`)
    if (low !== undefined) t.ok(low.length >= 5, `${act}: five low variants`)
    for (const text of [...usual, ...(low ?? [])]) {
      const known: readonly string[] = acts[act]
      for (const [, name] of text.matchAll(/\{(\w+)\}/g))
        t.ok(known.includes(name ?? ''), `${act}: {${name ?? ''}}`)
      t.notMatch(text, forbidden, text)
      t.notMatch(text, /!!|\bALWAYS\b|\bNEVER\b/, text)
      t.match(text, /[.?!]$/, `ends: ${text}`)
      t.ok(longest(text) <= 30, `readable: ${text}`)
      if (act.startsWith('safety-')) {
        t.notMatch(text, methods, text)
        t.notMatch(text, inviting, text)
        t.notMatch(text, /!/, text)
      }
    }
    for (const { text } of variantsOf(locale, act, 1))
      t.notMatch(text, /!/, `no exclamation mark at low mood: ${text}`)
    for (const need of [
      'habit',
      'amount',
      'reason',
      'word',
      'lines',
      'site',
      'options',
      'name',
      'what',
      'emergency',
    ]) {
      if (!(acts[act] as readonly string[]).includes(need)) continue
      for (const text of [...usual, ...(low ?? [])]) {
        // The reason may be left unsaid where the person's day is grey; all else must be in.
        t.ok(text.includes(`{${need}}`), `${act} says {${need}}: ${text}`)
      }
    }
  }
  t.test('low variants are no longer than the usual ones', async (t) => {
    for (const act of all) {
      const { usual, low } = locale.says[act]
      if (low === undefined) continue
      const mean = (xs: readonly string[]): number =>
        xs.reduce((a, x) => a + x.length, 0) / xs.length
      t.ok(mean(low) <= mean(usual) * 1.1, act)
    }
  })
}

/** Words in the longest sentence. */
function longest(text: string): number {
  return Math.max(...text.split(/[.?!:;]+/).map((s) => s.split(/\s+/).filter(Boolean).length))
}
