import t from 'tap'
import { register, request } from '../helper/client.js'
import { startAll } from '../helper/one-process.js'

t.test('each role answers a ping, and the gateway itself', async (t) => {
  const { url } = await startAll(t)
  for (const role of ['', 'chat/', 'habit/', 'journal/', 'mood/', 'user/']) {
    const answer = await request(url, 'GET', `/api/${role}ping`)
    t.equal(answer.status, 200, role)
    t.same(answer.body, { message: 'pong' })
  }
  t.equal((await request(url, 'GET', '/healthz')).status, 200)
  t.same((await request(url, 'GET', '/readyz')).body, {
    status: 'ready',
    roles: ['chat', 'habit', 'journal', 'mood', 'user'],
  })
})

t.test('registering, signing in, who am I, changing it', async (t) => {
  const { url } = await startAll(t)
  const ada = { email: 'Ada@Example.org', password: 'long enough', name: 'Ada', zone: 'UTC' }
  const registered = await request(url, 'POST', '/api/user', ada)
  t.equal(registered.status, 201)
  t.match(registered.body, {
    user: { email: 'ada@example.org', name: 'Ada', zone: 'UTC', roles: ['member'] },
    accessToken: /^eyJ/,
    refreshToken: String,
    expiresIn: 900,
  })
  t.notMatch(JSON.stringify(registered.body), /argon2|hash|password/)
  t.equal((await request(url, 'POST', '/api/user', ada)).body.code, 'user/email-taken')

  const { email, password } = ada
  const login = await request(url, 'POST', '/api/user/login', { email, password })
  t.equal(login.status, 200)
  for (const wrong of [
    { email, password: 'other' },
    { email: 'x@example.org', password },
  ]) {
    const refused = await request(url, 'POST', '/api/user/login', wrong)
    t.equal(refused.status, 401)
    t.equal(refused.body.code, 'user/wrong-credentials')
  }
  const authorization = `Bearer ${login.body.accessToken as string}`
  const me = await request(url, 'GET', '/api/user/me', undefined, { authorization })
  t.equal(me.body.email, 'ada@example.org')
  const edited = await request(
    url,
    'PATCH',
    '/api/user/me',
    { zone: 'Asia/Kolkata', name: 'Ada L.' },
    { authorization },
  )
  t.match(edited.body, { zone: 'Asia/Kolkata', name: 'Ada L.' })
})

t.test('a new zone counts at once, also for tokens that were signed before', async (t) => {
  // 23:30 in UTC is the next day in Kolkata.
  const { url } = await startAll(t, { now: '2026-03-18T23:30:00Z' })
  const person = await register(url)
  const habit = await person.request('POST', '/api/habit', {
    name: 'Walk',
    kind: 'yesno',
    rule: { every: 'day' },
  })
  const tomorrow = `/api/habit/${habit.body.id as string}/day/2026-03-19`
  t.equal((await person.request('PUT', tomorrow, {})).body.code, 'habit/day-in-future')
  await person.request('PATCH', '/api/user/me', { zone: 'Asia/Kolkata' })
  const logged = await person.request('PUT', tomorrow, {})
  t.equal(logged.status, 200)
  t.equal(logged.body.zone, 'Asia/Kolkata')
})

t.test('refresh tokens count once; an old one ends the session', async (t) => {
  const { url, clock } = await startAll(t)
  const person = await register(url)
  const refresh = (refreshToken: string) =>
    request(url, 'POST', '/api/user/refresh', { refreshToken })
  const first = await refresh(person.refreshToken)
  t.equal(first.status, 200)
  const second = await refresh(first.body.refreshToken as string)
  t.equal(second.status, 200)
  t.equal((await refresh(person.refreshToken)).body.code, 'user/refresh-invalid', 'used before')
  t.equal((await refresh(second.body.refreshToken as string)).status, 401, 'and the newest with it')

  const again = await register(url)
  const together = await Promise.all([1, 2, 3].map(() => refresh(again.refreshToken)))
  t.ok(together.filter(({ status }) => status === 200).length <= 1, 'at most one of a race')

  const third = await register(url)
  clock.turn(31 * 24 * 3_600_000)
  t.equal((await refresh(third.refreshToken)).status, 401, 'not after thirty days')
})

t.test('signing out ends the session; access tokens run out', async (t) => {
  const { url, clock } = await startAll(t)
  const person = await register(url)
  t.same((await person.request('POST', '/api/user/logout', {})).body, { ended: true })
  t.same((await person.request('POST', '/api/user/logout', {})).body, { ended: false })
  const { refreshToken } = person
  t.equal((await request(url, 'POST', '/api/user/refresh', { refreshToken })).status, 401)
  t.equal((await person.request('GET', '/api/user/me')).status, 200)
  clock.turn(15 * 60_000)
  const late = await person.request('GET', '/api/user/me')
  t.equal(late.status, 401)
  t.equal(late.body.code, 'auth/token-expired')
  t.equal(late.headers.get('www-authenticate'), 'Bearer')
  t.equal((await request(url, 'POST', '/api/user/logout', {})).body.code, 'auth/required')
})

t.test('habits: begin, list by pages, edit, archive, purge', async (t) => {
  const { url } = await startAll(t)
  const person = await register(url, { zone: 'Europe/Berlin' })
  const make = (name: string) =>
    person.request('POST', '/api/habit', { name, kind: 'yesno', rule: { weekdays: [1, 3] } })
  const ids: string[] = []
  for (const name of ['Yoga', 'Read, "quietly"', '🧘 sit']) {
    const made = await make(name)
    t.equal(made.status, 201)
    t.match(made.body, { name, kind: 'yesno', archived: false, createdOn: '2026-03-18' })
    ids.push(made.body.id as string)
  }
  const page = await person.request('GET', '/api/habit?limit=2')
  t.same(
    page.body.items.map((habit: { id: string }) => habit.id),
    ids.slice(0, 2),
  )
  const rest = await person.request('GET', `/api/habit?limit=2&cursor=${page.body.next as string}`)
  t.same(
    rest.body.items.map((habit: { id: string }) => habit.id),
    ids.slice(2),
  )
  t.notOk('next' in rest.body)

  const [id = ''] = ids
  const edited = await person.request('PATCH', `/api/habit/${id}`, { name: 'Yoga at dawn' })
  t.equal(edited.body.name, 'Yoga at dawn')
  t.equal((await person.request('GET', `/api/habit/${id}`)).body.name, 'Yoga at dawn')
  t.same((await person.request('DELETE', `/api/habit/${id}`)).body, {
    id,
    archived: true,
    purged: false,
  })
  t.equal((await person.request('GET', '/api/habit')).body.items.length, 2)
  t.equal((await person.request('GET', '/api/habit?archived=true')).body.items.length, 1)
  await person.request('PUT', `/api/habit/${id}/day/2026-03-18`, {})
  t.same((await person.request('DELETE', `/api/habit/${id}?purge=true`)).body, {
    id,
    archived: false,
    purged: true,
  })
  t.equal((await person.request('GET', `/api/habit/${id}`)).status, 404)
})

t.test('measurable habits need a unit and a target, the others have none', async (t) => {
  const { url } = await startAll(t)
  const person = await register(url)
  const rule = { times: 3, per: 'week' }
  const run = { name: 'Run', kind: 'measurable', unit: 'km', target: 5, rule }
  const made = await person.request('POST', '/api/habit', run)
  t.match(made.body, { unit: 'km', target: 5, direction: 'at-least' })
  const path = `/api/habit/${made.body.id as string}`
  for (const wrong of [
    { ...run, unit: undefined },
    { ...run, target: undefined },
    { ...run, kind: 'yesno' },
  ]) {
    t.equal((await person.request('POST', '/api/habit', wrong)).body.code, 'habit/target-needed')
  }
  t.equal(
    (await person.request('PUT', `${path}/day/2026-03-18`, {})).body.code,
    'habit/amount-needed',
  )
  const logged = await person.request('PUT', `${path}/day/2026-03-18`, { amount: 5.5 })
  t.match(logged.body, { state: 'yes', amount: 5.5 })
  const skipped = await person.request('PUT', `${path}/day/2026-03-17`, {
    state: 'skip',
    note: 'ill',
  })
  t.match(skipped.body, { state: 'skip', note: 'ill' })
  const yoga = await person.request('POST', '/api/habit', { name: 'Yoga', kind: 'yesno', rule })
  const day = `/api/habit/${yoga.body.id as string}/day/2026-03-18`
  t.equal((await person.request('PUT', day, { amount: 1 })).body.code, 'habit/no-amount')
})

t.test('a day: twice is once, correct, take back, undo', async (t) => {
  const { url } = await startAll(t)
  const person = await register(url)
  const habit = { name: 'Yoga', kind: 'yesno', rule: { every: 'day' } }
  const id = (await person.request('POST', '/api/habit', habit)).body.id as string
  const path = `/api/habit/${id}/day`
  const first = await person.request('PUT', `${path}/2026-03-17`, { note: 'in the park' })
  t.match(first.body, { habitId: id, day: '2026-03-17', state: 'yes', note: 'in the park' })
  const again = await person.request('PUT', `${path}/2026-03-17`, { note: 'in the park' })
  t.notOk('change' in again.body, 'the same again changes nothing')
  t.equal(again.body.at, first.body.at)

  const corrected = await person.request('PUT', `${path}/2026-03-17`, { state: 'no' })
  t.equal(corrected.body.state, 'no')
  const undo = (change: unknown) =>
    person.request('POST', `/api/habit/change/${change as string}/undo`)
  t.equal((await undo(first.body.change)).body.code, 'habit/changed-since')
  const undone = await undo(corrected.body.change)
  t.match(undone.body, { state: 'yes', note: 'in the park' })
  t.equal(
    (await undo(corrected.body.change)).body.state,
    'yes',
    'undoing twice is the same as once',
  )
  t.equal((await undo('nothing')).body.code, 'habit/change-not-found')

  const cleared = await person.request('DELETE', `${path}/2026-03-17`)
  t.equal(cleared.body.state, 'unknown')
  await person.request('PUT', `${path}/2026-02-28`, {})
  await person.request('PUT', `${path}/2026-03-01`, {})
  const days = await person.request('GET', `${path}?from=2026-02-01&to=2026-03-18`)
  t.same(
    days.body.items.map((one: { day: string }) => one.day),
    ['2026-02-28', '2026-03-01'],
  )
  const long = await person.request('GET', `${path}?from=2024-01-01&to=2026-03-18`)
  t.equal(long.body.code, 'habit/range-too-long')
})

t.test('a whole month at once: every day is kept', async (t) => {
  const { url } = await startAll(t, { now: '2026-04-30T12:00:00Z' })
  const person = await register(url)
  const habit = { name: 'Yoga', kind: 'yesno', rule: { every: 'day' } }
  const id = (await person.request('POST', '/api/habit', habit)).body.id as string
  const days = Array.from({ length: 60 }, (_, index) =>
    new Date(Date.UTC(2026, 2, 1 + index)).toISOString().slice(0, 10),
  )
  const answers = await Promise.all(
    days.map((day) => person.request('PUT', `/api/habit/${id}/day/${day}`, {})),
  )
  t.same(new Set(answers.map(({ status }) => status)), new Set([200]))
  const kept = await person.request('GET', `/api/habit/${id}/day?from=2026-03-01&to=2026-04-30`)
  t.equal(kept.body.items.length, 60)
})

t.test('statistics: the figures of the published model', async (t) => {
  const { url } = await startAll(t, { now: '2026-03-20T12:00:00Z' })
  const person = await register(url)
  const habit = { name: 'Yoga', kind: 'yesno', rule: { every: 'day' } }
  const id = (await person.request('POST', '/api/habit', habit)).body.id as string
  const day = (number: number) => `2026-03-${String(number).padStart(2, '0')}`
  await person.request('PUT', `/api/habit/${id}/day/${day(1)}`, {})
  for (let number = 2; number <= 20; number += 1) {
    await person.request('PUT', `/api/habit/${id}/day/${day(number)}`, {})
  }
  const twenty = await person.request('GET', `/api/habit/${id}/stats`)
  t.match(twenty.body, {
    kept: { kept: 20, asked: 20 },
    streak: { current: 20, best: 20, unit: 'day' },
    comeback: { times: 0 },
  })
  t.ok(Math.abs(twenty.body.strength - 0.655747) < 1e-6, String(twenty.body.strength))
  await person.request('PUT', `/api/habit/${id}/day/${day(18)}`, { state: 'no' })
  await person.request('PUT', `/api/habit/${id}/day/${day(10)}`, { state: 'skip' })
  const later = await person.request('GET', `/api/habit/${id}/stats`)
  t.match(later.body, {
    kept: { kept: 18, asked: 19 },
    streak: { current: 2, best: 16 },
    comeback: { times: 1, lastDays: 1 },
  })
  const range = await person.request('GET', `/api/habit/${id}/stats?from=${day(17)}&to=${day(19)}`)
  t.same(range.body.kept, { kept: 2, asked: 3 })
})

t.test('moods, by day and page; taken back', async (t) => {
  const { url, clock } = await startAll(t)
  const person = await register(url, { zone: 'America/New_York' })
  const low = await person.request('POST', '/api/mood', {
    level: 2,
    feelings: ['tired'],
    note: 'slept badly',
  })
  t.equal(low.status, 201)
  t.match(low.body, { level: 2, feelings: ['tired'], note: 'slept badly', day: '2026-03-18' })
  clock.turn(600_000)
  await person.request('POST', '/api/mood', { level: 4 })
  const all = await person.request('GET', '/api/mood?from=2026-03-18&to=2026-03-18')
  t.equal(all.body.items.length, 2)
  t.equal((await person.request('GET', '/api/mood?to=2026-03-17')).body.items.length, 0)
  const page = await person.request('GET', '/api/mood?limit=1')
  const next = await person.request('GET', `/api/mood?limit=1&cursor=${page.body.next as string}`)
  t.equal(next.body.items[0].level, 4)
  const id = low.body.id as string
  t.same((await person.request('DELETE', `/api/mood/${id}`)).body, { id, removed: true })
  t.equal((await person.request('DELETE', `/api/mood/${id}`)).body.code, 'mood/not-found')
  t.equal((await person.request('POST', '/api/mood', { level: 6 })).body.fields[0].field, 'level')
})
