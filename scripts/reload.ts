import process from 'node:process'
import { CodedError, declareErrors, fail } from '../shared/errors.js'
import { configOrExit } from '../shared/run.js'
import { type Managed, type Manager, reachPm2 } from './pm2.js'
import { findRunning } from './running.js'

/**
 * `npm run reload`: replace every process of the mesh that `npm start` runs on this DATA_DIR, one after
 * another, while it goes on serving. Of a service the new process is there before the old one goes.
 */
declareErrors({
  'reload/not-running': {
    status: 503,
    says: 'Nothing runs here that could be reloaded.',
    remedy: 'Start it with `npm start`, or set the DATA_DIR that it runs on.',
  },
  'reload/busy': {
    status: 409,
    says: 'Somebody else reloads it at the moment.',
    remedy: 'Wait until that is done.',
  },
  'reload/not-ready': {
    status: 503,
    says: 'A process did not get ready again; those after it were left as they are.',
    remedy:
      'Look into its log and its .stderr files in DATA_DIR/logs, correct it, and reload again.',
  },
})

/** How long all roles may take to be reachable again after a process was replaced (ms). */
const readyPatience = 15_000

const usage = `npm run reload

Replaces the processes that npm start runs on this DATA_DIR, one after another, by new ones of what
is built now. Nobody notices: no request fails, and WebSockets are asked to come back (1012).

  exit code 0    all were replaced
            1    one did not get ready again
            3    nothing runs on this DATA_DIR
`

/** The order: what the others stand on first, and last the one that people reach. */
const rank = ({ name }: Managed): number => (name === 'base' ? 0 : name === 'gateway' ? 2 : 1)

/** Wait until every role can be reached; gives the roles that can not. */
async function missing(url: string): Promise<string[] | undefined> {
  const until = Date.now() + readyPatience
  for (;;) {
    // A connection each time: one that is held would keep the old gateway waiting for it.
    const headers = { connection: 'close' }
    const answer = await fetch(`${url}/readyz`, { headers }).catch(() => undefined)
    if (answer?.status === 200) return undefined
    if (Date.now() > until) {
      const told = (await answer?.json().catch(() => undefined)) as
        { missing?: string[] } | undefined
      return told?.missing ?? ['gateway']
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

async function replace(manager: Manager, old: Managed, url: string): Promise<Managed> {
  await manager.reload(old.id).catch((error: Error) => {
    throw /in progress/.test(error.message) ? fail('reload/busy') : error
  })
  const now = (await manager.list()).find(({ id }) => id === old.id)
  const service = old.name
  if (now === undefined || now.pid === old.pid || now.status !== 'online') {
    throw fail('reload/not-ready', { service, status: now?.status ?? 'gone' })
  }
  const away = await missing(url)
  if (away !== undefined) throw fail('reload/not-ready', { service, missing: away })
  return now
}

const secondsSince = (started: number): string => ((performance.now() - started) / 1_000).toFixed(1)

async function reload(): Promise<void> {
  const { dataDir } = configOrExit()
  const started = performance.now()
  const running = findRunning(dataDir)
  const manager = running && (await reachPm2(running.pm2Home))
  if (running === undefined || manager === undefined) throw fail('reload/not-running', { dataDir })
  const all = (await manager.list()).sort((a, b) => rank(a) - rank(b) || a.id - b.id)
  for (const old of all) {
    const begun = performance.now()
    const now = await replace(manager, old, running.url)
    const name = old.name.padEnd(8)
    process.stdout.write(`  ${name} ${old.pid} → ${now.pid}   ${secondsSince(begun)} s\n`)
  }
  process.stdout.write(`Reloaded ${all.length} processes in ${secondsSince(started)} s.\n`)
}

if (process.argv.includes('--help')) {
  process.stdout.write(usage)
  process.exit(0)
}
try {
  await reload()
  process.exit(0)
} catch (error) {
  if (!(error instanceof CodedError)) throw error
  const details = JSON.stringify(error.details)
  process.stderr.write(`${error.code}: ${error.message} ${details}\n`)
  process.exit(error.code === 'reload/not-running' ? 3 : 1)
}
