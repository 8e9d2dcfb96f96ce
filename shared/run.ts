import cluster from 'node:cluster'
import { systemClock } from './clock.js'
import { type Config, readConfig } from './config.js'
import { CodedError } from './errors.js'
import { framesOf, type Log, openLog } from './log.js'
import type { Hostable } from './message/plugin.js'
import { basesOf, portOf } from './mesh/bases.js'
import { tlsOf } from './mesh/tls.js'
import { configuredSecret } from './secrets.js'
import { logFolder, type Service, startService } from './service.js'

export interface RunOptions {
  /** Which base of the mesh this is, from 0. */
  readonly base?: number
  /** Everything in this one process: no mesh. */
  readonly alone?: boolean
  /** After the plugins: what else the process does, such as serving HTTP. */
  readonly then?: (
    service: Service,
    config: Config,
  ) => Promise<{ url?: string; close: () => Promise<void> }>
}

/** How long a stop may take before it is cut short (ms). */
const stopPatience = 5_000

function terminalOf(config: Config): 'pretty' | 'json' | 'none' {
  if (config.logTerminal !== 'auto') return config.logTerminal
  return process.stdout.isTTY ? 'pretty' : 'json'
}

/** Read the configuration or end with a sentence that says what to correct. */
export const configOrExit = (): Config => orExit(() => readConfig(process.env))

/** What `read` gives, or the end of the process with a sentence that says which variable to correct. */
function orExit<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof CodedError)) throw error
    const { variable, expected } = error.details as { variable: string; expected: string }
    process.stderr.write(`${error.code}: ${variable} must be: ${expected}\n`)
    process.exit(2)
  }
}

/**
 * Be a process: configuration, log, signals, and the plugins that this service hosts. The name
 * carries the instance (`habit.1`) where there are several. During a reload the old and the new
 * process of an instance run side by side, and write to one log file: whole lines, each at its end.
 */
export async function run(
  service: string,
  plugins: readonly Hostable[],
  options: RunOptions = {},
): Promise<void> {
  const config = configOrExit()
  const mesh = options.alone ? undefined : orExit(() => placeInMesh(config, options.base))
  const instance = process.env['SERVICE_INSTANCE'] ?? process.env['NODE_APP_INSTANCE']
  const name = instance === undefined ? service : `${service}.${instance}`
  const { log, flush } = await openLog({
    service: name,
    level: config.logLevel,
    folder: logFolder(config.dataDir),
    terminal: terminalOf(config),
  })
  const end = (code: number): never => {
    flush()
    process.exit(code)
  }
  watchDefects(log, end)
  const started = await startService({
    name,
    plugins,
    dataDir: config.dataDir,
    clock: systemClock,
    log,
    ...(mesh === undefined ? {} : { mesh }),
  }).catch((error: unknown) => {
    // Nobody has said anything yet: the message may be told.
    const { message, stack } = error as Error
    log.error({ stack }, `cannot start: ${message}`)
    return end(1)
  })
  // Others stop an older process of this service the moment that this one says it is ready.
  await started.mesh?.arrived()
  const more = await options.then?.(started, config)
  log.info({ service: name, pid: process.pid, address: more?.url }, 'started')
  process.send?.('ready')

  let stopping = false
  const stop = (signal: string) => {
    if (stopping) return
    stopping = true
    log.info({ signal }, 'stopping')
    setTimeout(() => end(1), stopPatience).unref()
    Promise.resolve(more?.close())
      .then(() => started.close())
      .then(
        () => end(0),
        () => end(1),
      )
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stop(signal))
  process.on('message', (message) => {
    if (message === 'shutdown') stop('shutdown')
  })
  // A cluster's worker would end at once when its parent is gone, in the middle of its work.
  cluster.worker?.once('disconnect', () => {
    if (cluster.worker !== undefined) cluster.worker.exitedAfterDisconnect = true
  })
  // Whoever started this process and kept a channel to it is gone: do not stay behind alone.
  if (process.channel !== undefined) process.on('disconnect', () => stop('disconnect'))
}

function placeInMesh(config: Config, number: number | undefined) {
  const bases = config.meshBases ?? basesOf(config.dataDir, config.meshHost)
  const base = number === undefined ? undefined : bases[number]
  return {
    host: config.meshHost,
    bases,
    secret: configuredSecret(config),
    tls: tlsOf(config),
    ...(base === undefined ? {} : { basePort: portOf(base) }),
  }
}

/** A defect that nobody caught: on record, without what people said, and the process starts anew. */
function watchDefects(log: Log, end: (code: number) => void): void {
  // pm2's own listeners, in cluster mode, write the message too; and it may hold what somebody wrote.
  for (const event of ['uncaughtException', 'unhandledRejection']) process.removeAllListeners(event)
  const note = (kind: string) => (error: unknown) => {
    const { name, code } = (error ?? {}) as { name?: string; code?: string }
    log.error({ kind, name, code, stack: framesOf(error) }, 'a defect that nobody caught')
    end(1)
  }
  process.on('uncaughtException', note('exception'))
  process.on('unhandledRejection', note('rejection'))
}
