import { once } from 'node:events'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { register } from '../helper/client.js'
import {
  banner,
  processesOf,
  servicesOf,
  start,
  type Started,
  stop,
  whenStarted,
} from '../helper/npm-start.js'
import { temporaryDirectory } from '../helper/one-process.js'
import { freePort } from '../helper/processes.js'

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** CPU time that the processes of a data directory have used so far (s). */
function processorSeconds(dataDir: string): number {
  const ticksASecond = 100
  const statOf = (pid: number) => {
    try {
      return readFileSync(`/proc/${pid}/stat`, 'utf8')
    } catch {
      return '' // It ended in this moment.
    }
  }
  return processesOf(dataDir)
    .map(statOf)
    .filter((stat) => stat !== '')
    .map((stat) => stat.slice(stat.lastIndexOf(')') + 2).split(' '))
    .reduce((sum, fields) => sum + (Number(fields[11]) + Number(fields[12])) / ticksASecond, 0)
}

t.test(
  'npm start: the whole mesh under pm2; two copies side by side; Ctrl-C ends all',
  async (t) => {
    const started: Started[] = []
    t.teardown(async () => {
      for (const one of started) await stop(one, 'SIGTERM')
    })
    const seconds: number[] = []
    const work: number[] = []
    for (let copy = 0; copy < 2; copy += 1) {
      const one = start(await freePort(), temporaryDirectory(t))
      started.push(one)
      await whenStarted(one)
      seconds.push(Number(banner.exec(one.output())?.[1]))
      work.push(processorSeconds(one.dataDir))
    }
    // Ready within 10 s on two cores. The wall clock depends on what else the machine does (other tests
    // run beside this one; `npm run bench` measures it alone), the work that a start takes does not.
    t.comment(`ready after ${seconds.join(' s and ')} s, of CPU ${work.join(' s and ')} s`)
    for (const used of work) t.ok(used > 1 && used < 16, `a start takes ${used} s of CPU`)
    const [one, two] = started as [Started, Started]
    t.match(one.output(), one.url)
    t.match(one.output(), `${one.url}/api/docs`)
    t.match(one.output(), 'npm run demo')

    const person = await register(one.url)
    const text = 'something that only they should know'
    const mood = await person.request('POST', '/api/mood', { level: 2, note: text })
    t.equal(mood.status, 201)
    t.equal((await fetch(`${two.url}/readyz`)).status, 200)
    const elsewhere = { authorization: `Bearer ${person.accessToken}` }
    t.equal((await fetch(`${two.url}/api/user/me`, { headers: elsewhere })).status, 401)

    const habit = { name: 'Tell nobody about yoga', kind: 'yesno', rule: { every: 'day' } }
    await person.request('POST', '/api/habit', habit)
    const sentence = { text: 'I did my tell nobody yoga' }
    const followed = { 'x-request-id': 'through-all' }
    t.equal((await person.request('POST', '/api/chat', sentence, followed)).status, 200)

    const { dataDir } = one
    for (const secret of ['mesh', 'token-key']) {
      t.equal(statSync(join(dataDir, 'secrets', secret)).mode & 0o777, 0o600, secret)
    }
    t.equal(processesOf(dataDir).length >= 10, true, 'start, pm2 and eight services')

    const clash = start(Number(new URL(one.url).port), temporaryDirectory(t))
    await once(clash.child, 'exit')
    t.not(clash.child.exitCode, 0)
    t.match(clash.output(), /is taken.*set PORT/s)

    const double = start(await freePort(), dataDir)
    await once(double.child, 'exit')
    t.not(double.child.exitCode, 0)
    t.match(double.output(), /runs on .* already/)

    // A service that is killed is there again by itself.
    const victim = servicesOf(dataDir).find(({ service }) => service === 'mood')
    if (victim !== undefined) process.kill(victim.pid, 'SIGKILL')
    const until = Date.now() + 15_000
    let again = 0
    while (again !== 200 && Date.now() < until) {
      again = (await person.request('GET', '/api/mood')).status
      await pause(100)
    }
    t.equal(again, 200, 'pm2 starts it anew')

    t.equal(await stop(one, 'SIGINT'), 0, 'Ctrl-C')
    await stop(two, 'SIGTERM')
    await pause(200)
    t.same(processesOf(dataDir), [], 'nothing stays behind')
    t.same(processesOf(two.dataDir), [])

    const logs = readdirSync(join(dataDir, 'logs'))
    t.match(logs, new Set(['gateway.0.log', 'habit.0.log', 'habit.1.log', 'user.0.log']))
    // LOG_LEVEL is debug here: every process tells what it answered.
    const through = logs.filter((name) =>
      readFileSync(join(dataDir, 'logs', name), 'utf8').includes('through-all'),
    )
    t.same(
      new Set(through.map((name) => name.split('.')[0])),
      new Set(['chat', 'gateway', 'habit']),
    )
    const all = logs.map((name) => readFileSync(join(dataDir, 'logs', name), 'utf8')).join('\n')
    for (const secret of [
      text,
      'nobody',
      person.accessToken,
      person.refreshToken,
      person.password,
    ]) {
      t.notOk(all.includes(secret), 'no text and no secret in a log')
      t.notOk(one.output().includes(secret))
    }
    const requests = all
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as { msg: string; requestId?: string; ms?: number })
      .filter((entry) => entry.msg === 'request')
    t.ok(requests.length > 2)
    for (const entry of requests) t.match(entry, { requestId: String, ms: Number })
  },
)
