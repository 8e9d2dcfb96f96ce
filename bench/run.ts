import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { version } from '../shared/version.js'
import { project } from '../test/helper/processes.js'
import { between } from './between.js'
import { inProcess } from './in-process.js'
import { type Figure, rounds } from './measure.js'
import { rest } from './rest.js'

/** `npm run bench`: measure, print, and write docs/benchmarks.md. */
const number = (value: number) =>
  value.toLocaleString('en-US', { maximumFractionDigits: value < 10 ? 2 : 0 })

const table = (figures: readonly Figure[]): string =>
  [
    '| what | median | lowest – highest | unit |',
    '|---|---:|---:|---|',
    ...figures.map(
      ({ name, unit, median, min, max }) =>
        `| ${name} | ${number(median)} | ${number(min)} – ${number(max)} | ${unit} |`,
    ),
  ].join('\n')

const say = (text: string) => void process.stdout.write(`${text}\n`)

const closers: (() => Promise<void> | void)[] = []
try {
  say('in one process …')
  const local = await inProcess()
  say(table(local))
  say('between two processes …')
  const remote = await between()
  say(table(remote))
  say('over REST …')
  const whole = await rest(closers)
  const memory = whole.memory.reduce((sum, { megabytes }) => sum + megabytes, 0)
  say(table([whole.startup, ...whole.figures]))

  const text = `# Benchmarks

Made by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}: Habit Mesh ${version}, Node ${process.version},
${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}. All sides run one after another in rotated order in one run,
${rounds} rounds after a warm-up; medians, with the lowest and the highest round as the spread.
Load generator and servers share the machine.

## A message in one process

64 under way, input checked.

${table(local)}

## A call between two processes

The same answer behind both; plain seneca-mesh 1.5 with its defaults checks nothing.

${table(remote)}

## The whole, over REST

Gateway, mesh, habit × 2, SQLite with every write durable, journal; tokens, checks and logs on
(level debug).

${table([...whole.figures, whole.startup])}

## Memory

Resident after the load, all processes together: **${number(memory)} MB**.

| process | MB |
|---|---:|
${whole.memory.map(({ process: name, megabytes }) => `| ${name} | ${number(megabytes)} |`).join('\n')}
`
  mkdirSync(join(project, 'docs'), { recursive: true })
  writeFileSync(join(project, 'docs', 'benchmarks.md'), text)
  say('written to docs/benchmarks.md')
} finally {
  for (const close of closers.reverse()) await close()
}
process.exit(0)
