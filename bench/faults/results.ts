import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { project } from '../../test/helper/processes.js'
import type { Result } from './figures.js'

const folder = join(project, 'bench', 'results', 'faults')

/** Keep what a run gave; it replaces what the fault gave on that side before. */
export function keepResult(result: Result): void {
  mkdirSync(folder, { recursive: true })
  const name = `${result.fault}.${result.side}.json`
  writeFileSync(join(folder, name), `${JSON.stringify(result, null, 2)}\n`)
}

/** Whatever is kept, of this run and of those before. */
export function keptResults(): Result[] {
  mkdirSync(folder, { recursive: true })
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Result)
}
