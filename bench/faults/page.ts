import { writeFileSync } from 'node:fs'
import { cpus, release, type } from 'node:os'
import { join } from 'node:path'
import { version } from '../../shared/version.js'
import { project } from '../../test/helper/processes.js'
import { codesText, type Codes, type Figures, type Result, total } from './figures.js'
import { keptResults } from './results.js'
import { steadyRates } from './run-under-load.js'

/** In this order; `reload` has a runner of its own, which keeps its result beside the others. */
const order = ['kill', 'stop', 'bases', 'partition', 'reload', 'stall', 'overload', 'slow', 'soak']

const number = (value: unknown): string =>
  typeof value === 'number'
    ? value.toLocaleString('en-US', { maximumFractionDigits: 1 })
    : String(value)
const ms = (value: unknown): string => (value === null ? 'not in this run' : `${number(value)} ms`)
const codes = (value: unknown): string => codesText(value as Codes)

type Row = readonly [key: keyof Figures, label: string, write: (value: unknown) => string]

const rows: readonly Row[] = [
  ['calls', 'calls', number],
  ['failedBefore', 'failed before the fault', number],
  ['safeErrors', 'safe calls that failed', codes],
  ['unsafeErrors', 'unsafe calls that failed', codes],
  ['heldUp', 'answered, but after more than 0.5 s', number],
  ['slowestFailureMs', 'longest wait for a failure', ms],
  ['longestGapMs', 'longest gap between answers to safe calls', ms],
  ['outOfRotationMs', 'last call sent that it hurt, after', ms],
  ['recoverMs', 'recovered: last hurt call ended, after', ms],
  ['backMs', 'answers again after its end', ms],
  ['wholeMs', 'everybody reaches everybody again after', ms],
  ['newcomerMs', 'newcomer answers, after the bases’ return', ms],
  ['p99BeforeMs', 'p99 of answered calls, before', ms],
  ['p99DuringMs', 'p99 of answered calls, from the fault on', ms],
  ['twiceDone', 'unsafe calls done twice', number],
  ['acknowledgedNotDone', 'said to be done, and not done', number],
  ['doneAfterGivenUp', 'begun after the caller was told of a failure', number],
  ['lostEvents', 'events lost by those that it did not touch', number],
  ['eventsTwice', 'events heard twice', number],
  ['toldToResync', 'times the slow one was told to resync', number],
  ['growthMegabytes', 'most that a process grew (MB)', number],
]

const cell = (text: string): string => text.replaceAll('|', '\\|')

function figureRows(sides: readonly (Result | undefined)[]): string[] {
  const figures = sides.map((side) => side?.figures)
  const line = (label: string, values: readonly string[]) =>
    `| ${cell(label)} | ${values.map(cell).join(' | ')} |`
  const known = rows
    .filter(([key]) => figures.some((one) => one?.[key] !== undefined))
    .map(([key, label, write]) =>
      line(
        label,
        figures.map((one) => (one?.[key] === undefined ? '–' : write(one[key]))),
      ),
    )
  const labels = [...new Set(figures.flatMap((one) => Object.keys(one?.more ?? {})))]
  const others = labels.map((label) =>
    line(
      label,
      figures.map((one) => number(one?.more?.[label] ?? '–')),
    ),
  )
  return [...known, ...others]
}

function promiseRows(sides: readonly (Result | undefined)[]): string[] {
  const says = [...new Set(sides.flatMap((side) => side?.promised.map((one) => one.says) ?? []))]
  return says.map((text) => {
    const cells = sides.map((side) => {
      const found = side?.promised.find((one) => one.says === text)
      return found === undefined ? '–' : `${found.holds ? 'yes' : '**no**'} (${found.measured})`
    })
    return `| ${cell(text)} | ${cells.map(cell).join(' | ')} |`
  })
}

/** Ours, then plain's. */
const sidesOf = (results: readonly Result[]) =>
  (['ours', 'plain'] as const).map((side) => results.find((one) => one.side === side))

/** One line a fault: what holds, and the three figures that all faults of calls have. */
function summaryRow(results: readonly Result[]): string {
  const sides = sidesOf(results)
  const beside = (write: (side: Result) => string | undefined) =>
    sides.map((side) => (side === undefined ? undefined : write(side)) ?? '–').join(' / ')
  const failed = ({ figures }: Result) =>
    figures?.safeErrors === undefined
      ? undefined
      : number(total(figures.safeErrors) + total(figures.unsafeErrors ?? {}))
  const time = (value: number | null | undefined) =>
    value === null ? 'never' : value === undefined ? undefined : number(value)
  const cells = [
    results[0]?.title ?? '',
    beside(({ promised }) =>
      promised.length === 0
        ? undefined
        : `${promised.filter(({ holds }) => holds).length} of ${promised.length}`,
    ),
    beside(failed),
    beside(({ figures }) => time(figures?.longestGapMs)),
    beside(({ figures }) => time(figures?.recoverMs)),
  ]
  return `| ${cells.map(cell).join(' | ')} |`
}

function section(results: readonly Result[]): string {
  const sides = sidesOf(results)
  const [some] = results
  if (some === undefined) return ''
  const skipped = results
    .filter((one) => one.skipped !== undefined)
    .map((one) => `Not run (${one.side}): ${one.skipped ?? ''}.`)
  const short = results.some((one) => one.short) ? ['A brief run (`--short`).'] : []
  const table = (first: string, lines: readonly string[]) =>
    lines.length === 0
      ? []
      : [`| ${first} | Habit Mesh | plain seneca-mesh |`, '|---|---|---|', ...lines, '']
  return [
    `## ${some.title}`,
    '',
    [some.does, ...short, ...skipped].join('\n'),
    '',
    ...table('must hold', promiseRows(sides)),
    ...table('measured', figureRows(sides)),
  ].join('\n')
}

/** Write docs/faults.md from what is kept. */
export function writePage(): void {
  const results = keptResults()
  const known = (fault: string) => (order.includes(fault) ? order.indexOf(fault) : order.length)
  const faults = [...new Set(results.map((one) => one.fault))].sort((a, b) => known(a) - known(b))
  const days = [...new Set(results.map((one) => one.on))].sort()
  const of = (fault: string) => results.filter((one) => one.fault === fault)
  const { safe, unsafe, events } = steadyRates
  const text = `# Faults

Made by \`npm run faults\` on ${days.join(', ')}: Habit Mesh ${version}, Node ${process.version}, ${type()} ${release()},
${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}. Everything runs on that one machine, with the load beside it;
\`npm run faults -- kill stop\` makes some of it again, \`--side ours\` one column.

Real processes: two bases, two instances that answer (\`a\` and \`b\`), one that calls, with nothing
configured but where the bases are; beside it the same on seneca-mesh 1.5 with its defaults
(seneca-balance-client, HTTP). Every second ${safe} safe calls (\`repeat: 'safe'\`), ${unsafe} unsafe ones and ${events} events
are sent, whatever became of those before. An answer takes 10 to 20 ms. Each unsafe call has an id that
is written to a file before it is answered: what was done twice shows there. A call is hurt when it
fails or takes more than half a second. Times count from the fault unless something else is said;
*not in this run* means that it did not happen as long as one looked.

Habit Mesh / plain seneca-mesh:

| fault | holds | failed calls | longest gap (ms) | recovered after (ms) |
|---|---|---|---|---|
${faults.map((fault) => summaryRow(of(fault))).join('\n')}

${faults.map((fault) => section(of(fault))).join('\n')}`
  writeFileSync(join(project, 'docs', 'faults.md'), `${text.trimEnd()}\n`)
}
