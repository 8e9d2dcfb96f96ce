/** The safety replies: complete for every country, also where we know none. */
import t from 'tap'
import { locales } from '../../../plugins/chat/locale/index.js'
import { saySafety } from '../../../plugins/chat/reply/safety.js'
import { countryOfZone } from '../../../plugins/chat/safety/country.js'
import { emergencyNumbers, helpLines } from '../../../plugins/chat/safety/lines.js'
import { isDanger, safetyReply } from '../../../plugins/chat/safety/reply.js'

const { en } = locales
const needed = ['US', 'CA', 'GB', 'IE', 'AU', 'NZ', 'DE', 'AT', 'CH', 'FR', 'ES', 'IT', 'NL', 'IN']
const text = (...args: Parameters<typeof safetyReply>): string =>
  saySafety(en, safetyReply(...args), { recent: [], seed: 's' }).text

t.test('every country has an emergency number and a free line', async (t) => {
  for (const country of needed) {
    t.ok(emergencyNumbers[country], country)
    t.ok(
      helpLines.some((l) => l.country === country && l.free),
      country,
    )
    for (const tier of ['unclear', 'explicit', 'imminent'] as const) {
      for (const about of ['self', 'other'] as const) {
        const said = text(tier, about, country)
        const line = helpLines.find((l) => l.country === country && l.young === undefined)
        t.ok(said.includes(line?.phone ?? '?'), `${country} ${tier} ${about}`)
        t.notMatch(said, /\{\w+\}|undefined|!/, said)
        if (tier === 'imminent') t.ok(said.includes(emergencyNumbers[country] ?? '?'))
      }
    }
  }
})

t.test('where the country is unknown, the site and "your local emergency number"', async (t) => {
  t.match(text('explicit', 'self'), /findahelpline\.com/)
  t.match(text('imminent', 'self', 'XX'), /your local emergency number/)
  t.match(text('imminent', 'other', 'XX'), /findahelpline\.com/)
  t.match(
    text('explicit', 'self', 'IT'),
    /findahelpline\.com/,
    'no line at all hours: the site as well',
  )
})

t.test('it acknowledges, asks directly, names a professional and a trusted person', async (t) => {
  const { parts } = safetyReply('explicit', 'self', 'US')
  t.strictSame(
    parts.map((p) => p.act),
    ['safety-hear-self', 'safety-ask-self', 'safety-lines', 'safety-people-self'],
  )
  for (let i = 0; i < 30; i++) {
    const said = saySafety(en, safetyReply('explicit', 'self', 'US'), {
      recent: [],
      seed: String(i),
    }).text
    t.match(said, /suicide|ending your life|killing yourself/i)
    t.match(said, /doctor|therapist|professional/)
    t.match(said, /988/)
    t.match(said, /\?/)
  }
  t.strictSame(safetyReply('none', 'self', 'US').parts, [])
})

t.test('violence by others is asked about as that', async (t) => {
  t.ok(isDanger(['danger-violence']))
  t.notOk(isDanger(['danger-violence', 'want-to-die']))
  t.ok(
    safetyReply('explicit', 'self', 'US', { danger: true }).parts.some(
      (p) => p.act === 'safety-danger',
    ),
  )
})

t.test('it is never repeated by copy', async (t) => {
  const reply = safetyReply('explicit', 'self', 'US')
  const recent: string[] = []
  const texts = new Set<string>()
  for (let i = 0; i < 5; i++) {
    const said = saySafety(en, reply, { recent, seed: String(i) })
    recent.push(...said.variants)
    texts.add(said.text)
  }
  t.equal(texts.size, 5)
})

t.test('a line that was compared says when; zones to countries', async (t) => {
  for (const l of helpLines)
    if (l.checked !== undefined) t.match(l.checked, /^2026-\d\d-\d\d$/, l.name)
  t.equal(countryOfZone('America/New_York'), 'US')
  t.equal(countryOfZone('Europe/Berlin'), 'DE')
  t.equal(countryOfZone('Asia/Kolkata'), 'IN')
  t.equal(countryOfZone('Antarctica/Troll'), undefined)
})
