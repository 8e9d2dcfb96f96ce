import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

const pathOf = (dataDir: string): string => join(dataDir, 'start.pid')

/** The process of `npm start` that has a data directory; undefined when there is none. */
export function holderOf(dataDir: string): number | undefined {
  const path = pathOf(dataDir)
  const pid = existsSync(path) ? Number(readFileSync(path, 'utf8')) : NaN
  return Number.isInteger(pid) && pid > 0 && isAlive(pid) ? pid : undefined
}

/**
 * One mesh a data directory: two would choose the bases' addresses against each other. Gives the
 * process that has the directory, or takes it for this one until it ends.
 */
export function takeDirectory(dataDir: string): number | undefined {
  const path = pathOf(dataDir)
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      writeFileSync(path, String(process.pid), { flag: 'wx', mode: 0o600 })
      process.on('exit', () => rmSync(path, { force: true }))
      return undefined
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const holder = holderOf(dataDir)
    if (holder !== undefined) return holder
    // Left behind by one that was killed.
    rmSync(path, { force: true })
  }
  return undefined
}
