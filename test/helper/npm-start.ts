import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { plainEnvironment } from './environment.js'
import { built, project, wholeMesh } from './processes.js'

/** A mesh under pm2, as `npm start` runs it. */
export interface Started {
  readonly child: ChildProcess
  readonly url: string
  readonly dataDir: string
  readonly output: () => string
}

/** What start.ts says when all of it is ready. */
export const banner = /Habit Mesh is ready \((\d+\.\d) s\)/

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** A script that runs, and what it wrote so far. */
interface Script {
  readonly child: ChildProcess
  readonly output: () => string
}

/** Run one of the built scripts. */
export function runScript(name: string, more: NodeJS.ProcessEnv): Script {
  const child = spawn(process.execPath, [join(built, 'scripts', `${name}.js`)], {
    cwd: project,
    env: { ...plainEnvironment(), ...more },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data: Buffer) => {
      output += data.toString()
    })
  }
  return { child, output: () => output }
}

/** What `npm start` runs after the build. */
export function start(port: number, dataDir: string, logLevel = 'debug'): Started {
  const place = { PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: logLevel }
  return { ...runScript('start', place), url: `http://127.0.0.1:${port}`, dataDir }
}

/** Wait until it is ready, and every process there: of a service's instances one is enough to be ready. */
export async function whenStarted(started: Started, patience = 60_000): Promise<void> {
  const until = Date.now() + patience
  const isThere = () => servicesOf(started.dataDir).length >= wholeMesh.length
  while (!banner.test(started.output()) || !isThere()) {
    if (started.child.exitCode !== null || Date.now() > until) throw new Error(started.output())
    await pause(50)
  }
}

/** Stop it as a signal does; gives its exit code. */
export async function stop({ child }: Started, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null) return child.exitCode
  const gone = once(child, 'exit')
  child.kill(signal)
  const [code] = (await gone) as [number | null]
  return code
}

function contentOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return '' // It ended in this moment, or is somebody else's.
  }
}

/** The processes that run for a data directory, by their environment. */
export function processesOf(dataDir: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((name) => {
      const environment = contentOf(`/proc/${name}/environ`).split('\0')
      return environment.includes(`DATA_DIR=${dataDir}`)
    })
    .map(Number)
}

/** Those of them that run a service, with the service's name. */
export function servicesOf(dataDir: string): { pid: number; service: string }[] {
  return processesOf(dataDir).flatMap((pid) => {
    const command = contentOf(`/proc/${pid}/cmdline`)
    const [, service] = /services\/([a-z]+)\.js/.exec(command) ?? []
    return service === undefined ? [] : [{ pid, service }]
  })
}
