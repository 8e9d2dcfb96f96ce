import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Config } from '../shared/config.js'
import { freeBases } from '../shared/mesh/bases.js'
import { configOrExit } from '../shared/run.js'
import { takeDirectory } from './lock.js'
import { noteRunning } from './running.js'

/**
 * `npm start`: the whole mesh under pm2, in the foreground. Everything that pm2 keeps of its own goes
 * into a directory of this run, so that copies on one machine do not see each other's processes.
 */
const readyPatience = 60_000

async function portIsFree(config: Config): Promise<boolean> {
  const server = createServer()
  const free = new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false))
    server.listen(config.port, config.host, () => resolve(true))
  })
  const result = await free
  if (result) await new Promise((resolve) => server.close(resolve))
  return result
}

function complain(sentence: string): never {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}

async function whenReady(url: string): Promise<boolean> {
  const until = Date.now() + readyPatience
  while (Date.now() < until) {
    const answer = await fetch(`${url}/readyz`).catch(() => undefined)
    if (answer?.status === 200) return true
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return false
}

const banner = (url: string, seconds: string) => `
  Habit Mesh is ready (${seconds} s).

    URL        ${url}
    API page   ${url}/api/docs
    WebSocket  ${url.replace('http', 'ws')}/api/live

  What to try next, in another terminal:

    npm run demo     a person with five habits and ninety days; prints how to sign in
    npm run repl     try patterns by hand: patterns, help <pattern>, act <pattern> {json}
    curl ${url}/api/habit/ping

  Ctrl-C stops all of it.
`

/** pm2's own words are few that matter here: a process that ended while nobody asked for it. */
const isWorthSaying = (line: string, stopping: boolean): boolean =>
  !/PM2 log: /.test(line) || (!stopping && / exited with code /.test(line) && !wasAsked.test(line))
/** So ends a process that was asked to, for a reload. */
const wasAsked = / exited with code \[0\] via signal \[SIGINT\]/

/** Stop on a signal, and when whoever started this is gone. */
function stopWith(pm2: ChildProcess, onStop: () => void): void {
  let asked = 0
  const stop = () => {
    asked += 1
    if (asked === 1) onStop()
    pm2.kill(asked > 2 ? 'SIGKILL' : 'SIGINT')
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid !== parent && asked === 0) stop()
  }, 500)
  watch.unref()
}

const started = performance.now()
const config = configOrExit()
if (config.port === 0) complain('PORT must be a port of its own for npm start, not 0.')
if (!(await portIsFree(config))) {
  complain(
    `Port ${config.port} on ${config.host} is taken. Stop what runs there, or set PORT (and DATA_DIR) to start another copy.`,
  )
}
mkdirSync(join(config.dataDir, 'logs'), { recursive: true, mode: 0o700 })
const holder = takeDirectory(config.dataDir)
if (holder !== undefined) {
  complain(
    `Process ${holder} runs on ${config.dataDir} already. Stop it, or set DATA_DIR (and PORT) to start another copy.`,
  )
}
if (config.meshBases === undefined) await freeBases(config.dataDir, config.meshHost)

const name = config.host.includes(':') ? `[${config.host}]` : config.host
const url = `http://${name === '0.0.0.0' ? '127.0.0.1' : name}:${config.port}`
const home = mkdtempSync(join(tmpdir(), 'habit-mesh-'))
noteRunning(config.dataDir, { pm2Home: home, url })
const require = createRequire(import.meta.url)
const runtime = join(dirname(require.resolve('pm2/package.json')), 'bin', 'pm2-runtime')
const terminal = process.stdout.isTTY ? 'pretty' : 'json'
const pm2 = spawn(process.execPath, [runtime, 'start', 'ecosystem.config.js', '--raw'], {
  stdio: ['ignore', 'pipe', 'pipe'],
  // Ctrl-C reaches every process of the terminal's group; pm2 gets its signal from here, once.
  detached: true,
  env: {
    ...process.env,
    DATA_DIR: config.dataDir,
    LOG_TERMINAL: config.logTerminal === 'auto' ? terminal : config.logTerminal,
    PM2_HOME: home,
    PM2_DISABLE_VERSION_CHECK: '1',
    // All services at once: none waits for another, and pm2 waits for each until it is ready.
    PM2_CONCURRENT_ACTIONS: '8',
  },
})
let stopping = false
stopWith(pm2, () => {
  stopping = true
  process.stdout.write('\nStopping …\n')
})
for (const stream of [pm2.stdout, pm2.stderr]) {
  createInterface({ input: stream }).on('line', (line) => {
    if (isWorthSaying(line, stopping)) process.stdout.write(`${line}\n`)
  })
}
const ended = once(pm2, 'exit')
const ready = await Promise.race([whenReady(url), ended.then(() => undefined)])
const seconds = ((performance.now() - started) / 1000).toFixed(1)
if (ready === true) process.stdout.write(banner(url, seconds))
if (ready === false)
  process.stderr.write(`Not ready after ${seconds} s: see ${url}/readyz and the logs.\n`)
const [code] = (await ended) as [number | null]
rmSync(home, { recursive: true, force: true })
if (stopping) process.stdout.write('Stopped.\n')
process.exit(code ?? 0)
