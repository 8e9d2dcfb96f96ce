import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/**
 * One mesh a data directory: two would choose the bases' addresses against each other. Gives the
 * process that has the directory, or takes it for this one until it ends.
 */
export function takeDirectory(dataDir: string): number | undefined {
  const path = join(dataDir, 'start.pid')
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      writeFileSync(path, String(process.pid), { flag: 'wx', mode: 0o600 })
      process.on('exit', () => rmSync(path, { force: true }))
      return undefined
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const pid = Number(readFileSync(path, 'utf8'))
    if (Number.isInteger(pid) && pid > 0 && isAlive(pid)) return pid
    // Left behind by one that was killed.
    rmSync(path, { force: true })
  }
  return undefined
}
