import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { cutGossip, loseGossip } from '../shared/mesh/gossip/cut.js'
import { State } from '../shared/mesh/gossip/swim.js'
import { type Bare, freePort, startBare } from '../test/helper/gossip.js'
import { project } from '../test/helper/processes.js'

/**
 * `npm run scale`: many members of gossip in this one process, over real UDP on the loopback address,
 * through the product's own gossip. Prints, and writes the measured part of docs/scale.md.
 */
const sizes = process.argv.slice(2).map(Number)
const wanted = sizes.length > 0 ? sizes : [10, 50, 200]
/** What was said at the start is said again for a while. */
const settleFor = 30_000
const restFor = 30_000
const lossFor = 60_000
const apartFor = 20_000

interface Result {
  readonly members: number
  readonly figures: Readonly<Record<string, string>>
}

const pause = (time: number) => new Promise((resolve) => setTimeout(resolve, time))

/** How long until it holds (s); checked often enough for one decimal. */
async function until(holds: () => boolean, patience = 60_000): Promise<string> {
  const started = performance.now()
  while (!holds()) {
    if (performance.now() - started > patience) return `> ${patience / 1_000} s`
    await pause(25)
  }
  const seconds = (performance.now() - started) / 1_000
  return seconds < 0.05 ? '< 0.05 s' : `${seconds.toFixed(1)} s`
}

/** Without a copy of each record: looking must not cost more than what is looked at. */
const known = ({ swim }: Bare) => Object.keys(swim.membership.hostToMember).length

const allKnowAll = (members: readonly Bare[]) =>
  members.every((member) => known(member) === members.length - 1)

const bytesOut = (members: readonly Bare[]) =>
  members.reduce((sum, { node }) => sum + node.counters.bytesOut, 0)

/** Bytes that one member sends in a second, while this goes on; and how busy the process is. */
async function traffic<T>(members: readonly Bare[], work: () => Promise<T>) {
  const [before, started] = [bytesOut(members), performance.now()]
  const cpu = process.cpuUsage()
  const result = await work()
  const seconds = (performance.now() - started) / 1_000
  const rate = (bytesOut(members) - before) / members.length / seconds
  const { user, system } = process.cpuUsage(cpu)
  const busy = (user + system) / 1e6 / seconds
  return {
    result,
    rate: `${Math.round(rate).toLocaleString('en-US')} B/s`,
    busy: `${Math.round(busy * 100)} %`,
  }
}

async function simulate(size: number): Promise<Result> {
  const secret = randomBytes(32)
  const ports = [await freePort(), await freePort()]
  const bases = ports.map((port) => `127.0.0.1:${port}`)
  const members: Bare[] = []
  const join = async (port?: number) => {
    const bare = await startBare({ secret, bases, ...(port === undefined ? {} : { port }) })
    members.push(bare)
    return bare
  }
  // All at once, as after a cut of the power.
  await Promise.all([...ports, ...new Array<undefined>(size - ports.length)].map(join))
  const joining = await traffic(members, () => until(() => allKnowAll(members)))
  await pause(settleFor)
  const rest = await traffic(members, () => pause(restFor))

  let deaths = 0
  const alive = new Set(members.map(({ host }) => host))
  for (const { node } of members) {
    node.on('change', ({ host, state }) => {
      if (state === State.faulty && alive.has(host)) deaths += 1
    })
  }
  loseGossip(0.05)
  const lossy = await traffic(members, () => pause(lossFor))
  const wrongly = deaths
  loseGossip(0)

  const newcomer = await join()
  alive.add(newcomer.host)
  const heardOf = await until(() => allKnowAll(members))

  const half = new Set(members.filter((_, at) => at % 2 === 0).map(({ host }) => host))
  cutGossip((from, to) => half.has(from) !== half.has(to))
  await pause(apartFor)
  cutGossip(undefined)
  const whole = await until(() => allKnowAll(members))
  await pause(5_000)

  const [killed] = members.splice(members.length - 1, 1)
  killed?.kill()
  const dead = await until(() => allKnowAll(members))

  const [leaver] = members.splice(members.length - 1, 1)
  leaver?.node.leave()
  const gone = await until(() => allKnowAll(members))

  for (const { node } of members) node.leave()
  return {
    members: size,
    figures: {
      'all start at once: all know all': joining.result,
      'sent by each meanwhile': joining.rate,
      'at rest, sent by each': rest.rate,
      'at 5 % loss, sent by each': lossy.rate,
      'wrongly dead in a minute at 5 % loss': String(wrongly),
      'one more joins: known to all': heardOf,
      'one is killed: dead to all': dead,
      'one leaves: gone from all': gone,
      'two halves, 20 s apart: whole again': whole,
      'processor time of all together: joining, at rest': `${joining.busy}, ${rest.busy}`,
    },
  }
}

const results: Result[] = []
for (const size of wanted) {
  const result = await simulate(size)
  results.push(result)
  process.stdout.write(`${size} members\n`)
  for (const [name, figure] of Object.entries(result.figures)) {
    process.stdout.write(`  ${name.padEnd(50)} ${figure}\n`)
  }
}

/** The table stands between these two lines; the rest of the document is written by hand. */
const [begin, end] = ['<!-- measured -->', '<!-- /measured -->']

function record(): void {
  const path = join(project, 'docs', 'scale.md')
  const text = readFileSync(path, 'utf8')
  const rows = Object.keys(results[0]?.figures ?? {}).map(
    (name) => `| ${name} | ${results.map(({ figures }) => figures[name]).join(' | ')} |`,
  )
  const table = [
    `| members | ${results.map(({ members }) => members).join(' | ')} |`,
    `|---|${results.map(() => '---:|').join('')}`,
    ...rows,
  ].join('\n')
  const date = new Date().toISOString().slice(0, 10)
  const made = `Measured on ${date} with Node ${process.version}, all members in one process.\n\n${table}`
  const [before = '', rest = ''] = text.split(begin)
  const after = rest.split(end)[1] ?? ''
  mkdirSync(join(project, 'docs'), { recursive: true })
  writeFileSync(path, `${before}${begin}\n\n${made}\n\n${end}${after}`)
}
if (sizes.length === 0) record()
