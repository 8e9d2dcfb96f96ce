import t from 'tap'
import { type Person, register, request } from '../helper/client.js'
import { startAll } from '../helper/one-process.js'

interface Deed {
  what: string
  habitId?: string
  day?: string
  undo?: { send: string; body: Record<string, unknown> }
}
interface Turn {
  id: string
  say: string[]
  chips: { label: string; text: string }[]
  did: Deed[]
}

/** Wednesday, 18 March 2026, nine in the evening in Berlin. */
const now = '2026-03-18T20:00:00Z'

async function withHabits(person: Person): Promise<Record<string, string>> {
  const ids: Record<string, string> = {}
  const rule = { every: 'day' }
  for (const habit of [
    { name: 'Yoga', kind: 'yesno', rule },
    { name: 'Run', kind: 'measurable', unit: 'km', target: 5, rule: { times: 3, per: 'week' } },
    { name: 'Morning walk', kind: 'yesno', rule },
    { name: 'Dog walk', kind: 'yesno', rule },
  ]) {
    ids[habit.name] = (await person.request('POST', '/api/habit', habit)).body.id as string
  }
  return ids
}

async function say(person: Person, text: string, messageId?: string): Promise<Turn> {
  const answer = await person.request('POST', '/api/chat', {
    text,
    ...(messageId === undefined ? {} : { messageId }),
  })
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
  return answer.body as Turn
}

const stateOf = async (person: Person, habitId: string | undefined, day: string) => {
  const range = `from=${day}&to=${day}`
  const answer = await person.request('GET', `/api/habit/${habitId ?? ''}/day?${range}`)
  const [one] = (answer.body as { items: Record<string, unknown>[] }).items
  return one ?? { state: 'unknown' }
}

t.test('the sentences of every day', async (t) => {
  const { url } = await startAll(t, { now })
  const person = await register(url, { zone: 'Europe/Berlin' })
  const hello = await say(person, 'hello')
  t.match(hello.say.join(' '), /program|not human|machine|not a person/i, 'it says what it is')
  const ids = await withHabits(person)

  const yoga = await say(person, 'I did yoga yesterday')
  t.match(yoga.did, [{ what: 'role:habit,cmd:log', habitId: ids['Yoga'], day: '2026-03-17' }])
  t.match(await stateOf(person, ids['Yoga'], '2026-03-17'), { state: 'yes' })
  t.match(yoga.chips, [{ label: 'Undo' }])

  await say(person, 'ran 5 km')
  t.match(await stateOf(person, ids['Run'], '2026-03-18'), { state: 'yes', amount: 5 })

  const ill = await say(person, 'no run today, I’m ill')
  t.match(await stateOf(person, ids['Run'], '2026-03-18'), { state: 'skip', note: /ill/ })
  t.match(ill.say.join(' '), /ill/)

  const low = await say(person, 'pretty low, slept badly')
  t.match(low.did, [{ what: 'role:mood,cmd:log', undo: { send: 'role:mood,cmd:remove' } }])
  t.match(low.say[0], /low/, 'the person’s own word first')
  t.notMatch(low.say.join(' '), /!/)
  const moods = await person.request('GET', '/api/mood')
  t.match(moods.body.items, [{ level: 2, sleep: 'badly' }])

  const how = await say(person, 'how am I doing?')
  t.match(how.say.join(' '), /Yoga/)
  t.same(how.did, [])
  t.ok((await say(person, 'help')).say.length > 0)
})

t.test('undo by sentence, turn by turn; and by the reference, at either door', async (t) => {
  const { url } = await startAll(t, { now })
  const person = await register(url, { zone: 'Europe/Berlin' })
  const ids = await withHabits(person)
  await say(person, 'did yoga')
  await say(person, 'ran 5 km')
  await say(person, 'undo')
  t.match(await stateOf(person, ids['Run'], '2026-03-18'), { state: 'unknown' })
  await say(person, 'undo')
  t.match(await stateOf(person, ids['Yoga'], '2026-03-18'), { state: 'unknown' })
  t.same((await say(person, 'undo')).did, [], 'nothing is left to undo')

  await say(person, 'feeling awful')
  await say(person, 'undo')
  t.same((await person.request('GET', '/api/mood')).body.items, [])

  const [deed] = (await say(person, 'did yoga')).did
  const live = await person.live()
  const undone = await live.send(deed?.undo?.send ?? '', deed?.undo?.body)
  t.match(undone, { ok: { state: 'unknown' } })
  await live.close()
})

t.test(
  'two that fit: it asks; none: it says so; not understood: two guesses, help, a note',
  async (t) => {
    const { url } = await startAll(t, { now })
    const person = await register(url, { zone: 'Europe/Berlin' })
    t.same((await say(person, 'did yoga')).did, [], 'there is no habit yet')
    const ids = await withHabits(person)
    const which = await say(person, 'went for a walk')
    t.same(which.did, [])
    t.same(
      which.chips.map((chip) => chip.label),
      ['Morning walk', 'Dog walk'],
    )
    t.match((await say(person, 'the dog one')).did, [{ habitId: ids['Dog walk'] }])
    t.match(await stateOf(person, ids['Morning walk'], '2026-03-18'), { state: 'unknown' })

    const again = await say(person, 'went for a walk')
    const chosen = await say(person, again.chips[0]?.text ?? '')
    t.match(chosen.did, [{ habitId: ids['Morning walk'] }], 'a quick reply')

    const much = await say(person, 'did my run')
    t.same(much.did, [], 'how much?')
    t.match((await say(person, '3 miles')).did, [{ habitId: ids['Run'] }])
    t.match(await stateOf(person, ids['Run'], '2026-03-18'), { amount: 4.828 })

    const wrong = [
      'I should do yoga',
      'will run tomorrow',
      'my brother ran 5 km',
      'should I do yoga?',
    ]
    for (const text of wrong) t.same((await say(person, text)).did, [], text)

    const answers = new Set<string>()
    for (const text of ['blargh florp', 'xyzzy plugh', 'qwert uiop']) {
      const turn = await say(person, text)
      t.same(turn.did, [])
      answers.add(turn.say.join(' '))
    }
    t.equal(answers.size, 3)
  },
)

t.test('an open question is forgotten after half an hour', async (t) => {
  const { url, clock } = await startAll(t, { now })
  const person = await register(url, { zone: 'Europe/Berlin' })
  await withHabits(person)
  await say(person, 'went for a walk')
  clock.turn(31 * 60_000)
  // The access token ran out meanwhile.
  const { email, password } = person
  const login = await request(url, 'POST', '/api/user/login', { email, password })
  const authorization = `Bearer ${login.body.accessToken as string}`
  const answer = await person.request(
    'POST',
    '/api/chat',
    { text: 'the dog one' },
    { authorization },
  )
  t.same(answer.body.did, [])
})

t.test('the same messageId twice is one turn, also at the same time', async (t) => {
  const { url } = await startAll(t, { now })
  const person = await register(url, { zone: 'Europe/Berlin' })
  await withHabits(person)
  const first = await say(person, 'pretty low', 'm-1')
  t.same(await say(person, 'pretty low', 'm-1'), first)
  const many = await Promise.all(Array.from({ length: 6 }, () => say(person, 'so tired', 'm-2')))
  t.equal(new Set(many.map((turn) => turn.id)).size, 1)
  t.equal((await person.request('GET', '/api/mood')).body.items.length, 2)
  const history = await person.request('GET', '/api/chat?limit=1')
  t.match(history.body.items, [{ messageId: 'm-2', text: 'so tired' }])
  const before = await person.request('GET', `/api/chat?before=${history.body.next as string}`)
  t.match(before.body.items, [{ messageId: 'm-1', text: 'pretty low' }])
  const other = await register(url)
  t.not((await say(other, 'hello', 'm-1')).id, first.id, 'another person, another turn')
})

t.test('a cry for help is answered before anything else, in every state', async (t) => {
  const { url } = await startAll(t, { now })
  const person = await register(url, { zone: 'Europe/Berlin' })
  await withHabits(person)
  await say(person, 'went for a walk')
  const turn = await say(person, 'I want to kill myself')
  const said = turn.say.join(' ')
  t.same(turn.did, [], 'nothing is logged')
  t.match(said, /0800 111 0 111/, 'a free number of the country, day and night')
  t.match(said, /\?/, 'it asks directly')
  t.match(said, /doctor|professional|therap/i)
  t.notMatch(said, /commit|promise|secret/i)
  const nowhere = await register(url, { zone: 'Pacific/Apia' })
  t.match((await say(nowhere, 'i want to die')).say.join(' '), /findahelpline\.com/i)
  t.notMatch((await say(person, 'this deadline is killing me')).say.join(' '), /0800 111/)
})

t.test('a new habit by sentence, and away again', async (t) => {
  const { url } = await startAll(t, { now })
  const person = await register(url, { zone: 'Europe/Berlin' })
  const made = await say(person, 'I want to start journaling every day')
  t.match(made.did, [{ what: 'role:habit,cmd:create', undo: { send: 'role:habit,cmd:remove' } }])
  const habits = await person.request('GET', '/api/habit')
  t.match(habits.body.items, [{ name: 'Journaling', kind: 'yesno', rule: { every: 'day' } }])
  t.same((await say(person, 'I want to start journaling every day')).did, [], 'it is there already')
  await say(person, 'undo')
  t.same((await person.request('GET', '/api/habit')).body.items, [])
  const thrice = await say(person, 'I want to start walking three times a week')
  t.equal(thrice.did.length, 1)
  t.match((await person.request('GET', '/api/habit')).body.items, [
    { rule: { times: 3, per: 'week' } },
  ])
})

t.test('with every other service down it still listens, and is there in a crisis', async (t) => {
  const { url } = await startAll(t, { now, without: ['habit', 'mood'] })
  const person = await register(url, { zone: 'Europe/Berlin' })
  t.match((await say(person, 'I want to die')).say.join(' '), /0800 111 0 111/)
  for (const text of ['did yoga', 'pretty low', 'how am I doing?']) {
    const turn = await say(person, text)
    t.same(turn.did, [], text)
    t.ok(turn.say.length > 0)
  }
  t.equal((await request(url, 'GET', '/readyz')).status, 503)
})

t.test('understand is pure, and takes nothing that it does not know', async (t) => {
  const { url } = await startAll(t, { now })
  const person = await register(url)
  const input = { text: 'ran 5 km', now: Date.parse(now), zone: 'UTC' }
  const habits = [{ id: 'r', name: 'Run', kind: 'measurable', unit: 'km' }]
  const one = await person.request('POST', '/api/chat/understand', { ...input, habits })
  t.match(one.body, {
    intents: [
      {
        intent: 'log_amount',
        slots: {
          habit: { candidates: [{ id: 'r' }] },
          amount: { value: 5, unit: 'km' },
          day: { from: '2026-03-18', to: '2026-03-18' },
        },
      },
    ],
    safety: { tier: 'none' },
    abstained: false,
  })
  const open = { kind: 'choose-habit', intent: 5, options: [] }
  const odd = await person.request('POST', '/api/chat/understand', { ...input, open })
  t.equal(odd.status, 400)
  t.equal((await person.request('GET', '/api/chat')).body.items.length, 0, 'nothing was kept')
})
