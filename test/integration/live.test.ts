import t from 'tap'
import { LiveClient, register } from '../helper/client.js'
import { startAll } from '../helper/one-process.js'

const yoga = { name: 'Yoga', kind: 'yesno', rule: { every: 'day' } }

t.test('messages over the WebSocket, and events to every connection of the person', async (t) => {
  const { url } = await startAll(t)
  const ada = await register(url)
  const bob = await register(url)
  const [phone, laptop, other] = await Promise.all([ada.live(), ada.live(), bob.live()])
  t.match(phone.hello, { auth: 'ok', user: ada.id, seq: 0 })
  const made = (await phone.send('role:habit,cmd:create', yoga)) as { ok: { id: string } }
  t.match(made, { ok: { name: 'Yoga' } })
  const day = { habitId: made.ok.id, day: '2026-03-18' }
  t.match(await phone.send('role:habit,cmd:log', day), { ok: { state: 'yes' } })
  t.match(await phone.send('role:mood,cmd:log', { level: 3 }), { ok: { level: 3 } })
  for (const client of [phone, laptop]) {
    await client.until(() => client.events.length >= 2)
    t.match(client.events, [
      { event: 'role:habit,event:logged', seq: 1, body: { ...day, state: 'yes' } },
      { event: 'role:mood,event:logged', seq: 2, body: { level: 3 } },
    ])
  }
  // The same door, REST this time.
  await ada.request('PUT', `/api/habit/${day.habitId}/day/2026-03-17`, {})
  await laptop.until(() => laptop.events.length >= 3)
  t.match(laptop.events[2], { seq: 3, body: { day: '2026-03-17' } })
  t.same(other.events, [], 'nobody else hears of it')
  await Promise.all([phone, laptop, other].map((client) => client.close()))
})

t.test('who was away says the last seq and gets what was missed, in order, once', async (t) => {
  const { url } = await startAll(t)
  const ada = await register(url)
  const id = (await ada.request('POST', '/api/habit', yoga)).body.id as string
  const before = await ada.live()
  await ada.request('PUT', `/api/habit/${id}/day/2026-01-01`, {})
  await before.until(() => before.events.length === 1)
  await before.close()
  const days = Array.from({ length: 28 }, (_, index) => String(index + 1).padStart(2, '0'))
  for (const day of days) await ada.request('PUT', `/api/habit/${id}/day/2026-02-${day}`, {})
  const after = await ada.live(1)
  await after.until(() => after.events.length >= 28)
  // More happens while it catches up.
  await ada.request('PUT', `/api/habit/${id}/day/2026-03-01`, {})
  await after.until(() => after.events.length >= 29)
  t.same(
    after.events.map((event) => event['seq']),
    Array.from({ length: 29 }, (_, index) => index + 2),
  )
  const fresh = await ada.live()
  t.equal(fresh.hello['seq'], 30)
  t.same(fresh.events, [], 'without a seq only what is new comes')
  await Promise.all([after.close(), fresh.close()])
})

t.test('frames that are not right', async (t) => {
  const { url, clock } = await startAll(t)
  const ada = await register(url)
  for (const first of ['{"id":1,"send":"role:user,cmd:me"}', 'nonsense', '[]', '{"auth":"x"}']) {
    const client = await LiveClient.bare(url)
    client.raw(first)
    await client.until(() => client.closed !== undefined)
    t.equal(client.closed?.code, 1008, first)
    t.match(client.events.at(-1) ?? {}, { error: { code: /^auth\// } }, first)
  }
  const client = await ada.live()
  for (const [frame, code] of [
    ['not json', 'live/bad-frame'],
    ['"text"', 'live/bad-frame'],
    ['{"id":1}', 'input/invalid'],
    ['{"id":{},"send":"role:user,cmd:me"}', 'input/invalid'],
    ['{"id":1,"send":"role:user,cmd:me","user":"someone"}', 'input/invalid'],
    ['{"id":1,"send":"role:user,cmd:me","body":[]}', 'input/invalid'],
    ['{"id":1,"send":"role:nobody,cmd:nothing"}', 'live/unknown-message'],
    ['{"id":1,"send":"role:user,cmd:find","body":{"email":"a@b.cd"}}', 'live/unknown-message'],
    ['{"id":1,"send":"role:user,cmd:register","body":{}}', 'live/unknown-message'],
    ['{"id":1,"send":"role:habit,cmd:get,role:user","body":{}}', 'live/unknown-message'],
    ['{"id":1,"send":"role:habit,cmd:get","body":{"habitId":"nothing"}}', 'habit/not-found'],
  ] as const) {
    const before = client.events.length
    client.raw(frame)
    await client.until(() => client.events.length > before)
    t.match(client.events.at(-1), { error: { code, requestId: String } }, frame)
  }
  t.match(await client.send('role:user,cmd:me'), { ok: { id: ada.id } }, 'it still serves')
  client.raw(Buffer.alloc(70_000, 'x'))
  await client.until(() => client.closed !== undefined)
  t.equal(client.closed?.code, 1009, 'too large a frame')

  const second = await ada.live()
  clock.turn(16 * 60_000)
  second.raw(JSON.stringify({ auth: ada.accessToken }))
  await second.until(() => second.closed !== undefined)
  t.match(second.closed, { code: 1008, reason: 'auth/token-expired' })
})

t.test('too many at once are refused one by one, and the rest is answered', async (t) => {
  const { url } = await startAll(t)
  const ada = await register(url)
  const client = await ada.live()
  const answers = await Promise.all(
    Array.from({ length: 300 }, () => client.send('role:habit,cmd:list')),
  )
  const busy = answers.filter((answer) => 'error' in answer)
  t.ok(answers.length - busy.length >= 64)
  for (const answer of busy) t.match(answer, { error: { code: 'live/busy' } })
  await client.close()
})
