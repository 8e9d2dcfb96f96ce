import { parseArgs } from 'node:util'
import { bases } from './bases.js'
import { codesText, type Result } from './figures.js'
import { kill } from './kill.js'
import { overload } from './overload.js'
import { writePage } from './page.js'
import { partition } from './partition.js'
import { keepResult } from './results.js'
import type { Fault } from './run-under-load.js'
import { type SideName, sideNames } from './side.js'
import { slow } from './slow.js'
import { soak } from './soak.js'
import { stall } from './stall.js'
import { stop } from './stop.js'

/** `npm run faults [-- fault …] [--side ours|plain|both] [--short]`: try faults, write docs/faults.md. */
const all: readonly Fault[] = [kill, stop, bases, partition, stall, overload, slow, soak]
const usage = `npm run faults -- [${all.map(({ name }) => name).join('|')} …] [--side ours|plain|both] [--short]`

const say = (text: string) => void process.stdout.write(`${text}\n`)

function chosen() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      side: { type: 'string', default: 'both' },
      short: { type: 'boolean', default: false },
    },
  })
  const sides = sideNames.filter((side) => values.side === 'both' || values.side === side)
  const isAsked = ({ name }: Fault) => positionals.length === 0 || positionals.includes(name)
  const unknown = positionals.filter((asked) => !all.some(({ name }) => name === asked))
  if (unknown.length > 0) throw new Error(`unknown: ${unknown.join(', ')}`)
  if (sides.length === 0) throw new Error(`no such side: ${values.side}`)
  return { sides, faults: all.filter(isAsked), short: values.short }
}

async function attempt(fault: Fault, side: SideName, short: boolean): Promise<Result> {
  const { name, title, does } = fault
  const began = performance.now()
  const found = await fault.run(side, short).catch((error: unknown) => ({
    skipped: `it could not be tried: ${error instanceof Error ? error.message : String(error)}`,
    failed: true,
    promised: [],
  }))
  const seconds = Math.round((performance.now() - began) / 1_000)
  const { failed = false, ...rest } = { failed: false, ...found }
  const promised = failed
    ? [{ says: 'the run can be made', holds: false, measured: rest.skipped ?? '' }]
    : rest.promised
  const on = new Date().toISOString().slice(0, 10)
  return { fault: name, title, does, side, ...rest, promised, seconds, short, on }
}

function tell({ fault, side, seconds, skipped, figures, promised }: Result): void {
  say(`\n${fault}, ${side} (${seconds} s)${skipped === undefined ? '' : `: skipped, ${skipped}`}`)
  for (const { says, holds, measured } of promised) {
    say(`  ${holds ? 'holds ' : side === 'ours' ? 'BROKEN' : 'not so'}  ${says}: ${measured}`)
  }
  const { safeErrors, unsafeErrors, longestGapMs, recoverMs } = figures ?? {}
  if (safeErrors !== undefined) say(`  safe errors     ${codesText(safeErrors)}`)
  if (unsafeErrors !== undefined) say(`  unsafe errors   ${codesText(unsafeErrors)}`)
  if (longestGapMs !== undefined) say(`  longest gap     ${longestGapMs} ms`)
  if (recoverMs !== undefined) say(`  recovered after ${recoverMs ?? 'not in this run'} ms`)
}

let plan: ReturnType<typeof chosen>
try {
  plan = chosen()
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n${usage}\n`)
  process.exit(2)
}

// What a fault started goes with this process: its channel closes, and its namespaces are removed.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))

const broken: string[] = []
for (const fault of plan.faults) {
  for (const side of plan.sides) {
    const result = await attempt(fault, side, plan.short)
    keepResult(result)
    tell(result)
    if (side !== 'ours') continue
    for (const { says, holds, measured } of result.promised) {
      if (!holds) broken.push(`${fault.name}: ${says} (${measured})`)
    }
  }
}
writePage()
say('\nwritten to docs/faults.md')
for (const line of broken) say(`does not hold: ${line}`)
process.exit(broken.length === 0 ? 0 : 1)
