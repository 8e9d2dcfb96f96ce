import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { join } from 'node:path'
import { version } from '../shared/version.js'
import { benchFolder, ownVersion, peerVersions } from './peer.js'
import type { Found, Options } from './section.js'

/** What one section found, with all that one has to know to believe it. */
export interface Result extends Found, Options {
  readonly section: string
  readonly at: string
  readonly node: string
  readonly machine: string
  /** Load average of the minute before: what others did meanwhile does not stand in any figure. */
  readonly loadBefore?: number
  readonly versions: Readonly<Record<string, string>>
}

/** Kept from run to run, so that one section can be measured anew without the others. */
const folder = join(benchFolder, 'results')
const path = (section: string) => join(folder, `${section}.json`)

/** How busy the machine is at this moment (processes that run or would). */
export const loadNow = (): number => loadavg()[0] ?? NaN

export function save(section: string, options: Options, loadBefore: number, found: Found): void {
  const [first] = cpus()
  const own = ['seneca', 'seneca-mesh', 'ws', 'express', '@sinclair/typebox', 'pino']
  const result: Result = {
    section,
    at: new Date().toISOString(),
    ...options,
    node: process.version,
    loadBefore,
    machine: `${cpus().length} × ${first?.model.trim() ?? 'unknown processor'}`,
    versions: {
      'Habit Mesh': version,
      ...Object.fromEntries(own.map((name) => [name, ownVersion(name)])),
      ...peerVersions(),
    },
    ...found,
  }
  mkdirSync(folder, { recursive: true })
  writeFileSync(path(section), `${JSON.stringify(result, null, 2)}\n`)
}

/** The last result of each of the sections that were ever measured here. */
export function load(sections: readonly string[]): Map<string, Result> {
  const known = sections.filter((section) => existsSync(path(section)))
  return new Map(
    known.map((section) => [section, JSON.parse(readFileSync(path(section), 'utf8')) as Result]),
  )
}
