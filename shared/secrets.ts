import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Config } from './config.js'
import { fail } from './errors.js'

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

/** Where the secret of the mesh stands unless the configuration says otherwise. */
export const meshSecretFile = (dataDir: string): string => join(dataDir, 'secrets', 'mesh')

/** The bytes that a secret's text stands for: its own, whatever it is written in. */
export const secretBytes = (text: string): Buffer => Buffer.from(text.trim(), 'utf8')

/** The secret that makes a process a member of this mesh; made on first start. */
export const meshSecret = (dataDir: string): Buffer =>
  secretBytes(
    readOrMake(meshSecretFile(dataDir), () => `${randomBytes(32).toString('base64url')}\n`),
  )

/** The same, from wherever the configuration has it. A file that it names is read and never made. */
export function configuredSecret(
  config: Pick<Config, 'dataDir' | 'meshSecret' | 'meshSecretFile'>,
): Buffer {
  if (config.meshSecret !== undefined) return secretBytes(config.meshSecret)
  if (config.meshSecretFile === undefined) return meshSecret(config.dataDir)
  const expected = 'a file that can be read and holds at least 32 characters'
  let text = ''
  try {
    text = readFileSync(config.meshSecretFile, 'utf8')
  } catch {
    // Told below, as an empty one is.
  }
  if (text.trim().length < 32)
    throw fail('config/invalid', { variable: 'MESH_SECRET_FILE', expected })
  return secretBytes(text)
}
