import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { utimesSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { register } from '../helper/client.js'
import { plainEnvironment } from '../helper/environment.js'
import { temporaryDirectory } from '../helper/one-process.js'
import { freePort, project } from '../helper/processes.js'

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

t.test('npm run dev: everything in one process, started anew when a source changes', async (t) => {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const dataDir = temporaryDirectory(t)
  const child = spawn('npm', ['run', 'dev'], {
    cwd: project,
    env: { ...plainEnvironment(), PORT: String(port), DATA_DIR: dataDir, LOG_TERMINAL: 'json' },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  t.teardown(async () => {
    const gone = once(child, 'exit')
    process.kill(-(child.pid ?? 0), 'SIGTERM')
    await gone
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data: Buffer) => {
      output += data.toString()
    })
  }
  const pids = () =>
    [...output.matchAll(/"service":"all","pid":(\d+),.*"msg":"started"/g)].map((match) => match[1])
  const started = async (count: number) => {
    for (let wait = 0; pids().length < count; wait += 1) {
      if (wait > 400) throw new Error(output)
      await pause(100)
    }
  }
  await started(1)
  const person = await register(url)
  t.equal((await person.request('GET', '/api/habit/ping')).status, 200)
  const now = new Date()
  utimesSync(join(project, 'services', 'all.ts'), now, now)
  await started(2)
  t.not(pids()[0], pids()[1], 'another process')
  t.equal((await person.request('GET', '/api/user/me')).status, 200, 'with the same data')
})
