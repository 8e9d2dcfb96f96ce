import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { holderOf } from './lock.js'

/** What `npm start` notes of itself in the data directory, for those who come to it later. */
export interface Running {
  /** The home of its pm2: whoever knows it can give that pm2 orders, and no other. */
  readonly pm2Home: string
  /** Where the gateway answers on this machine. */
  readonly url: string
}

const pathOf = (dataDir: string): string => join(dataDir, 'start.json')

/** Note what runs here, until this process ends. */
export function noteRunning(dataDir: string, running: Running): void {
  const path = pathOf(dataDir)
  writeFileSync(path, JSON.stringify(running), { mode: 0o600 })
  process.on('exit', () => rmSync(path, { force: true }))
}

/** What runs on a data directory; undefined when nothing does. */
export function findRunning(dataDir: string): Running | undefined {
  if (holderOf(dataDir) === undefined) return undefined
  try {
    return JSON.parse(readFileSync(pathOf(dataDir), 'utf8')) as Running
  } catch (error) {
    // It is only just starting.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' || error instanceof SyntaxError) {
      return undefined
    }
    throw error
  }
}
