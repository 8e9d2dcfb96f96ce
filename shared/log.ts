import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Logger, pino, type StreamEntry } from 'pino'

/** What code needs of a logger. Entries hold codes, ids and durations; never a message's text. */
export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'> &
  Partial<Pick<Logger, 'isLevelEnabled' | 'child'>>

const nothing = (): void => undefined
export const silentLog: Log = { debug: nothing, info: nothing, warn: nothing, error: nothing }

/** Whether entries of the level debug go anywhere: they need not be made where they do not. */
export const isDebugging = (log: Log): boolean =>
  log !== silentLog && log.isLevelEnabled?.('debug') !== false

/**
 * The same log for entries that are built here field by field, of what is safe by itself (ids, declared
 * names, numbers): what looks for secrets in each entry costs as much as writing it.
 */
export const safe = (log: Log): Log => log.child?.({}, { redact: [] }) ?? log

export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

/** How long something took until now (ms, two decimals). @param started from `performance.now()` */
export const millisecondsSince = (started: number): number =>
  Math.round((performance.now() - started) * 100) / 100

/** Where a defect happened, for a log: the frames alone, for its message may hold what somebody wrote. */
export function framesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return []
  const { stack = '', message } = error
  // The message may have several lines, and one of them may look like a frame.
  const at = message === '' ? -1 : stack.indexOf(message)
  const rest = at === -1 ? stack : stack.slice(at + message.length)
  return rest.split('\n').filter((line) => /^ +at .*(:\d+\)?|\))$/.test(line))
}

export interface LogOptions {
  readonly service: string
  readonly level: LogLevel
  /** Where the JSON files go, one a process. */
  readonly folder: string
  /** `pretty` for people, `json` for whatever collects standard output, `none`. */
  readonly terminal: 'pretty' | 'json' | 'none'
}

/** Names whose values never reach a log, wherever they stand: the last line of defence. */
const secret = ['password', 'accessToken', 'refreshToken', 'authorization', 'token', 'text', 'note']
const redact = secret.flatMap((name) => [name, `*.${name}`])

/** The process's logger: JSON into its file, and onto standard output as asked. */
export async function openLog(options: LogOptions): Promise<{ log: Log; flush: () => void }> {
  mkdirSync(options.folder, { recursive: true, mode: 0o700 })
  const file = pino.destination({
    dest: join(options.folder, `${options.service}.log`),
    mode: 0o600,
    sync: false,
  })
  await once(file, 'ready')
  const streams: StreamEntry[] = [{ level: 'debug', stream: file }]
  if (options.terminal === 'pretty') {
    // Only here: most processes never need it, and each pays for what it loads.
    const { default: pretty } = await import('pino-pretty')
    const stream = pretty({
      sync: true,
      singleLine: true,
      ignore: 'pid,hostname',
      translateTime: 'HH:MM:ss.l',
    })
    streams.push({ level: 'debug', stream })
  }
  if (options.terminal === 'json') {
    // The descriptor itself: under pm2's cluster mode `process.stdout` sends each line to pm2 as a message.
    streams.push({ level: 'debug', stream: pino.destination({ dest: 1, sync: true }) })
  }
  const log = pino(
    {
      level: options.level,
      name: options.service,
      redact: { paths: redact, censor: '[kept out]' },
    },
    pino.multistream(streams),
  )
  return {
    log,
    flush: () => file.flushSync(),
  }
}
