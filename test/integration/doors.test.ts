import { connect } from 'node:net'
import t from 'tap'
import '../../plugins/messages.js'
import { declaredMessages } from '../../shared/message/declare.js'
import { type Person, register, request } from '../helper/client.js'
import { startAll } from '../helper/one-process.js'

const yoga = { name: 'Yoga', kind: 'yesno', rule: { every: 'day' } }

/** Everything that ever steered Seneca or JavaScript from a payload. */
const steering = [
  'user',
  'user$',
  'role',
  'cmd',
  'fatal$',
  'prior$',
  'default$',
  'custom$',
  'meta$',
  'tx$',
  'gate$',
  'sys',
  'init',
  'constructor',
  '__proto__',
  'roles',
  'owner',
]

t.test('no body, query, path or frame can pose as somebody or steer a message', async (t) => {
  const { url } = await startAll(t)
  const ada = await register(url)
  const bob = await register(url)
  const habit = (await bob.request('POST', '/api/habit', yoga)).body as { id: string }
  const live = await ada.live()
  for (const name of steering) {
    const poison = `{"name":"Yoga","kind":"yesno","rule":{"every":"day"},"${name}":"${bob.id}"}`
    const body = await ada.request('POST', '/api/habit', poison)
    t.equal(body.status, 400, `${name} in the body`)
    t.equal(body.body.fields[0].field, name)
    const query = await ada.request('GET', `/api/habit?${name}=${bob.id}`)
    t.equal(query.status, 400, `${name} in the query`)
    const path = await ada.request('GET', `/api/habit/${name}`)
    t.ok([400, 404].includes(path.status), `${name} in the path`)
    const frame = `{"id":"x","send":"role:habit,cmd:list","body":{"${name}":"${bob.id}"}}`
    const before = live.events.length
    live.raw(frame)
    await live.until(() => live.events.length > before)
    t.match(live.events.at(-1), { error: { code: 'input/invalid' } }, `${name} in a frame`)
    const outside = `{"id":"x","send":"role:habit,cmd:list","${name}":"${bob.id}","body":{}}`
    live.raw(outside)
    await live.until(() => live.events.length > before + 1)
    t.match(live.events.at(-1), { error: { code: 'input/invalid' } }, `${name} beside the body`)
  }
  t.same((await ada.request('GET', '/api/habit')).body.items, [], 'nothing was made')
  t.equal((await ada.request('GET', `/api/habit/${habit.id}`)).status, 404)
  await live.close()
})

/** Inputs that name things of somebody else, for every message that takes an id. */
async function foreignThings(person: Person): Promise<Record<string, string>> {
  const habit = (await person.request('POST', '/api/habit', yoga)).body as { id: string }
  const day = await person.request('PUT', `/api/habit/${habit.id}/day/2026-03-18`, {})
  const mood = (await person.request('POST', '/api/mood', { level: 3 })).body as { id: string }
  return { habitId: habit.id, changeId: day.body.change as string, moodId: mood.id }
}

t.test(
  'what belongs to somebody else is not there: 404, by every message, at both doors',
  async (t) => {
    const { url } = await startAll(t)
    const owner = await register(url)
    const stranger = await register(url)
    const things = await foreignThings(owner)
    const live = await stranger.live()
    const taking = [...declaredMessages().values()].filter((message) =>
      Object.keys(message.input.properties).some(
        (name) => /Id$/.test(name) && name !== 'messageId',
      ),
    )
    t.ok(taking.length >= 9, `${taking.length} messages take an id`)
    for (const message of taking) {
      const names = Object.keys(message.input.properties)
      const unknown = names.filter((name) => /Id$/.test(name) && !(name in things))
      t.same(unknown, [], `${message.pattern}: this test knows each kind of id`)
      const input: Record<string, string> = {}
      for (const name of names) if (things[name] !== undefined) input[name] = things[name]
      if (names.includes('day')) input['day'] = '2026-03-18'
      if (message.http !== undefined) {
        const path = message.http.path.replace(
          /:([a-zA-Z]+)/g,
          (_, name: string) => input[name] ?? '',
        )
        const body = message.http.rest === 'body' ? {} : undefined
        const answer = await stranger.request(message.http.method, path, body)
        t.equal(answer.status, 404, `${message.http.method} ${message.http.path}`)
      }
      if (message.live) {
        t.match(
          await live.send(message.pattern, input),
          { error: { status: 404 } },
          message.pattern,
        )
      }
    }
    await live.close()
    const { habitId = '' } = things
    t.equal((await owner.request('GET', `/api/habit/${habitId}/day`)).body.items.length, 1)
    t.equal((await owner.request('GET', '/api/mood')).body.items.length, 1)
  },
)

t.test('without a token nothing but the public messages answers', async (t) => {
  const { url } = await startAll(t)
  for (const message of declaredMessages().values()) {
    if (message.http === undefined) continue
    const path = message.http.path.replace(/:[a-zA-Z]+/g, 'x')
    const answer = await request(url, message.http.method, path)
    if (message.access === 'public') t.not(answer.status, 403, path)
    else t.equal(answer.body.code, 'auth/required', `${message.http.method} ${path}`)
  }
  for (const token of [
    '',
    'x',
    'Bearer',
    'Bearer x',
    'Basic YTpi',
    `Bearer ${'x'.repeat(5_000)}`,
  ]) {
    const answer = await request(url, 'GET', '/api/user/me', undefined, { authorization: token })
    t.equal(answer.status, 401, token.slice(0, 20))
  }
  // An unsigned token, and one that was signed with something else.
  const none = `${btoa('{"alg":"none","typ":"at+jwt"}')}.${btoa('{"sub":"x"}')}.`.replaceAll(
    '=',
    '',
  )
  const other = await request(url, 'GET', '/api/user/me', undefined, {
    authorization: `Bearer ${none}`,
  })
  t.equal(other.body.code, 'auth/token-invalid')
})

t.test('input that is not as it should be names the field', async (t) => {
  const { url } = await startAll(t)
  const ada = await register(url)
  const habit = (await ada.request('POST', '/api/habit', yoga)).body as { id: string }
  const path = `/api/habit/${habit.id}`
  for (const [method, where, body, field] of [
    ['PUT', `${path}/day/2026-02-30`, {}, 'day'],
    ['PUT', `${path}/day/yesterday`, {}, 'day'],
    ['PUT', `${path}/day/2026-03-18`, { amount: 'five' }, 'amount'],
    ['PUT', `${path}/day/2026-03-18`, { state: 'perhaps' }, 'state'],
    ['PUT', `${path}/day/2026-03-18`, { note: 'x'.repeat(2001) }, 'note'],
    ['GET', `${path}/day?from=2026-13-01`, undefined, 'from'],
    ['GET', '/api/habit?limit=0', undefined, 'limit'],
    ['GET', '/api/habit?limit=1&limit=2', undefined, 'limit'],
    ['GET', '/api/habit?archived=perhaps', undefined, 'archived'],
    ['POST', '/api/habit', { ...yoga, rule: { weekdays: [8] } }, 'rule'],
    ['POST', '/api/habit', { ...yoga, rule: { weekdays: [] } }, 'rule'],
    ['POST', '/api/habit', { ...yoga, name: '   ' }, 'name'],
    ['POST', '/api/habit', { ...yoga, kind: undefined }, 'kind'],
    ['POST', '/api/mood', { level: 2.5 }, 'level'],
    ['PATCH', '/api/user/me', { zone: 'Mars/Phobos' }, 'zone'],
    ['POST', '/api/chat', { text: ' ' }, 'text'],
  ] as const) {
    const answer = await ada.request(method, where, body)
    t.equal(answer.status, 400, `${method} ${where}`)
    t.equal(answer.headers.get('content-type'), 'application/problem+json; charset=utf-8')
    const fields = (answer.body.fields as { field: string }[]).map((one) => one.field.split('.')[0])
    t.ok(fields.includes(field), `${field} is named: ${fields.join(' ')}`)
  }
  const zone = { email: 'x@example.org', password: 'long enough', name: 'X', zone: '+01:00' }
  t.equal((await request(url, 'POST', '/api/user', zone)).body.fields[0].field, 'zone')
})

t.test('bodies that are none, addresses that are none', async (t) => {
  const { url } = await startAll(t)
  const ada = await register(url)
  const type = { 'content-type': 'application/json' }
  for (const [body, headers, status, code] of [
    ['{"name":', type, 400, 'http/not-json'],
    ['[1,2]', type, 400, 'http/not-json'],
    ['"text"', type, 400, 'http/not-json'],
    ['null', type, 400, 'http/not-json'],
    [
      'name=Yoga',
      { 'content-type': 'application/x-www-form-urlencoded' },
      415,
      'http/unsupported-media-type',
    ],
    ['<a/>', { 'content-type': 'text/xml' }, 415, 'http/unsupported-media-type'],
    [
      '{}',
      { 'content-type': 'application/json; charset=latin9' },
      415,
      'http/unsupported-media-type',
    ],
    ['{}', { ...type, 'content-encoding': 'zap' }, 415, 'http/unsupported-media-type'],
    [`{"name":"${'x'.repeat(10_000_000)}"}`, type, 413, 'http/too-large'],
  ] as const) {
    const answer = await ada.request('POST', '/api/habit', body, headers)
    t.equal(answer.status, status, body.slice(0, 20))
    t.equal(answer.body.code, code)
    t.match(answer.body, {
      type: `/api/errors#${code}`,
      title: String,
      detail: String,
      requestId: String,
    })
  }
  for (const [method, path, status, code] of [
    ['GET', '/api/nothing', 404, 'http/not-found'],
    ['GET', '/', 404, 'http/not-found'],
    ['POST', '/api/habit/x/day/2026-03-18', 405, 'http/method-not-allowed'],
    ['GET', '/api/habit/%ff', 400, 'http/bad-address'],
    ['GET', `/api/habit/${'x'.repeat(100)}`, 400, 'input/invalid'],
  ] as const) {
    const answer = await ada.request(method, path)
    t.equal(answer.status, status, path.slice(0, 40))
    t.equal(answer.body.code, code)
  }
  t.equal((await ada.request('POST', '/api/habit/x')).headers.get('allow'), 'DELETE, GET, PATCH')
})

t.test('what is no HTTP at all ends nothing', async (t) => {
  const { url } = await startAll(t)
  const { port } = new URL(url)
  for (const bytes of ['\0\0\0', 'GET\r\n\r\n', 'GET / HTTP/9.9\r\n\r\n', 'X'.repeat(20_000)]) {
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () => socket.end(bytes))
      socket.on('error', () => undefined)
      socket.on('close', () => resolve())
      socket.resume()
    })
  }
  t.equal((await request(url, 'GET', '/healthz')).status, 200)
})

t.test('a request keeps its id, or is given one', async (t) => {
  const { url } = await startAll(t)
  const own = await request(url, 'GET', '/nowhere', undefined, { 'x-request-id': 'my-id_1' })
  t.equal(own.headers.get('x-request-id'), 'my-id_1')
  t.equal(own.body.requestId, 'my-id_1')
  const odd = await request(url, 'GET', '/nowhere', undefined, { 'x-request-id': 'a b"c' })
  t.match(odd.body.requestId, /^[0-9a-f-]{36}$/)
})
