import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The root of the project, seen from what was built. */
export const project = join(fileURLToPath(import.meta.url), '..', '..', '..')
/** Where the peers are installed: never among the product's own packages. */
export const benchFolder = join(project, 'bench')

/** The benchmarks' own packages are not there; the message says what to do. */
export class PeersMissing extends Error {
  constructor(name: string) {
    super(`${name} is not installed: the peers have an install of their own, npm ci --prefix bench`)
    this.name = 'PeersMissing'
  }
}

/** Load a package of bench/package.json. `T` is the part of it that the caller uses. @throws PeersMissing */
export function requirePeer<T>(name: string, folder = benchFolder): T {
  const require = createRequire(join(folder, 'package.json'))
  try {
    return require(name) as T
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    const itself = code === 'MODULE_NOT_FOUND' && message.includes(`'${name}'`)
    throw itself ? new PeersMissing(name) : error
  }
}

/** Load a package of the product itself that is not written as a module. */
export const requireOwn = <T>(name: string): T =>
  createRequire(join(project, 'package.json'))(name) as T

/** The packages that bench/package.json names, each with the version that is installed. @throws PeersMissing */
export function peerVersions(folder = benchFolder): Record<string, string> {
  const read = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>
  const names = Object.keys(read(join(folder, 'package.json'))['dependencies'] as object)
  return Object.fromEntries(
    names.map((name) => {
      const path = join(folder, 'node_modules', name, 'package.json')
      if (!existsSync(path)) throw new PeersMissing(name)
      return [name, String(read(path)['version'])]
    }),
  )
}

/** The version of one of the product's own packages. */
export function ownVersion(name: string): string {
  const path = join(project, 'node_modules', name, 'package.json')
  return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version
}
