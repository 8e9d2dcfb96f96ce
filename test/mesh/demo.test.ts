import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import t from 'tap'
import { daysBefore } from '../../scripts/demo/days.js'
import { demo } from '../../scripts/demo/demo.js'
import { addDays } from '../../shared/day.js'
import { request } from '../helper/client.js'
import { startAll } from '../helper/one-process.js'
import { built } from '../helper/processes.js'

const today = '2026-03-18'
const zone = 'Europe/Berlin'

interface Day {
  readonly day: string
  readonly state: string
  readonly amount?: number
  readonly note?: string
}

t.test('a person with five habits and ninety days, the same for the same seed', async (t) => {
  const { url } = await startAll(t, { now: `${today}T12:00:00Z` })

  const make = async (seed: number) => {
    const started = Date.now()
    const result = await demo({ url, seed, zone })
    t.ok(Date.now() - started < 20_000, `${Date.now() - started} ms`)
    const login = await request(url, 'POST', '/api/user/login', {
      email: result.email,
      password: result.password,
    })
    t.equal(login.status, 200, 'one can sign in')
    const { accessToken } = login.body as { accessToken: string }
    const authorization = `Bearer ${accessToken}`
    const get = async (path: string) =>
      (await request(url, 'GET', path, undefined, { authorization })).body as { items: unknown[] }
    const range = `from=${addDays(today, -90)}&to=${addDays(today, -1)}`
    const days = await Promise.all(
      result.habits.map(async ({ id }) => {
        const { items } = await get(`/api/habit/${id}/day?${range}`)
        return (items as Day[]).map(({ day, state, amount, note }) => ({
          day,
          state,
          amount,
          note,
        }))
      }),
    )
    const { items: habits } = await get('/api/habit')
    const { items: moods } = await get('/api/mood')
    return { result, days, habits, moods }
  }

  const one = await make(7)
  t.match(one.habits, [
    { name: 'Yoga', kind: 'yesno', rule: { every: 'day' } },
    { name: 'Run', kind: 'measurable', unit: 'km', rule: { times: 3, per: 'week' } },
    { name: 'Read', kind: 'measurable', unit: 'pages', target: 20 },
    { name: 'Walk before work', rule: { weekdays: [1, 2, 3, 4, 5] } },
    { name: 'Journal', kind: 'yesno' },
  ])
  t.equal(one.moods.length, 2)
  t.equal(one.days.flat().length, one.result.recorded, 'every day that was sent is there')
  t.ok(one.result.recorded > 250, `${one.result.recorded} days`)
  t.equal(one.result.turns.length, 3)

  const two = await make(7)
  t.not(two.result.email, one.result.email)
  t.same(two.days, one.days)
  t.notSame((await make(8)).days, one.days)
})

t.test('the days look like days', async (t) => {
  const days = daysBefore(today, 1)
  const states = (state: string) => days.filter(({ body }) => body.state === state)
  t.ok(states('yes').length > states('no').length, 'more good than bad')
  t.ok(states('no').length > 20, 'and not only good')
  t.ok(states('skip').some(({ body }) => body.note === 'ill'))
  const yes = (from: number, to: number) =>
    states('yes').filter(({ day }) => day >= addDays(today, from) && day <= addDays(today, to))
      .length
  t.ok(yes(-42, -36) * 3 < yes(-14, -8), 'a low week, and a comeback')
  t.ok(days.every(({ day }) => day >= addDays(today, -90) && day < today))
  for (const { habit, body } of days) {
    const measured = habit === 1 || habit === 2
    if ((body.amount !== undefined) !== (measured && body.state === 'yes')) t.fail('amount')
  }
})

t.test('the command: a report, or a sentence that says what is missing', async (t) => {
  const { url } = await startAll(t, { now: `${today}T12:00:00Z` })
  const run = async (...given: string[]) => {
    const child = spawn(process.execPath, [join(built, 'scripts', 'demo.js'), ...given])
    let [out, error] = ['', '']
    child.stdout.on('data', (data: Buffer) => (out += data.toString()))
    child.stderr.on('data', (data: Buffer) => (error += data.toString()))
    const [code] = (await once(child, 'close')) as [number]
    return { code, out, error }
  }
  const made = await run('--url', url)
  t.match(made, { code: 0, error: '' })
  t.match(made.out, /Yoga +\d+ of \d+ days/)
  t.match(made.out, new RegExp(`curl -s ${url}/api/user/login .*demo-[0-9a-f]{8}@example.org`))
  const nobody = await run('--url', 'http://127.0.0.1:19997')
  t.match(nobody, { code: 1, out: '', error: /Nothing answers at .*npm start/ })
  t.match(await run('--sede', '1'), { code: 2, out: '', error: /--sede/ })
  t.match(await run('--help'), { code: 0, out: /--url/ })
})
