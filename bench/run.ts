import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { pageOf, sectionText, shown, targetTable } from './page.js'
import { PeersMissing, peerVersions, project } from './peer.js'
import { load, loadNow, save } from './results.js'
import { Closers, type Options, type Section } from './section.js'
import { calls } from './sections/calls.js'
import { events } from './sections/events.js'
import { local } from './sections/local.js'
import { rest } from './sections/rest.js'
import { scale } from './sections/scale.js'
import { start } from './sections/start.js'

/** `npm run bench [-- section …] [--rounds N] [--seconds S]`: measure, and write docs/benchmarks.md. */
const sections: Readonly<Record<string, Section>> = { calls, local, rest, events, scale, start }
const names = Object.keys(sections)

const usage = `npm run bench [-- section …] [--rounds 5] [--seconds 2]
sections: ${names.join(', ')}; page: only write the page anew`

const say = (text: string) => void process.stdout.write(`${text}\n`)

function chosen(): { wanted: string[]; options: Options } {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      rounds: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '2' },
    },
  })
  const [rounds, seconds] = [Number(values.rounds), Number(values.seconds)]
  const known = positionals.every((name) => name === 'page' || names.includes(name))
  if (!known || !Number.isInteger(rounds) || rounds < 1 || !(seconds > 0)) throw new Error(usage)
  const wanted = positionals.length === 0 ? names : positionals.filter((name) => name !== 'page')
  return { wanted, options: { rounds, seconds } }
}

/** What the section that is measured has open. */
let opened = new Closers()
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void opened.close().finally(() => process.exit(1)))
}

async function measure(name: string, options: Options): Promise<void> {
  say(`${name} …`)
  opened = new Closers()
  const loadBefore = loadNow()
  try {
    const found = await (sections[name] as Section)(options, opened)
    save(name, options, loadBefore, found)
  } finally {
    await opened.close()
  }
  const result = load([name]).get(name)
  if (result !== undefined) say(`${sectionText(result)}\n`)
}

function fail(error: unknown): never {
  process.stderr.write(`${(error as Error).message}\n`)
  process.exit(2)
}

let choice: ReturnType<typeof chosen>
try {
  choice = chosen()
  peerVersions()
} catch (error) {
  fail(error)
}
try {
  for (const name of choice.wanted) await measure(name, choice.options)
  const results = load(Object.keys(shown))
  say(targetTable(results))
  mkdirSync(join(project, 'docs'), { recursive: true })
  writeFileSync(join(project, 'docs', 'benchmarks.md'), pageOf(results))
  say('written to docs/benchmarks.md')
} catch (error) {
  if (error instanceof PeersMissing) fail(error)
  throw error
}
process.exit(0)
