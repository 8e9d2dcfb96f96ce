import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * Read a file, or make it: whichever of several processes that start at once is first makes it, and
 * all read the same. It appears whole or not at all, with mode 0600.
 */
export function readOrMake(path: string, make: () => string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`
  writeFileSync(draft, make(), { mode: 0o600 })
  try {
    linkSync(draft, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(draft, { force: true })
  }
  return readFileSync(path, 'utf8')
}

/** The secret that makes a process a member of this mesh; made on first start. */
export const meshSecret = (dataDir: string): Buffer =>
  Buffer.from(
    readOrMake(join(dataDir, 'secrets', 'mesh'), () => randomBytes(32).toString('base64url')),
    'base64url',
  )
