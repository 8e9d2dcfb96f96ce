import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../../shared/config.js'
import { fail } from '../../shared/errors.js'
import { type MeshTls, tlsOf } from '../../shared/mesh/tls.js'
import { meshSecretFile, secretBytes } from '../../shared/secrets.js'

/** Where a running mesh is, and what proves that one belongs to it. */
export interface Place {
  readonly host: string
  readonly bases: readonly string[]
  readonly secret: Buffer
  readonly tls: MeshTls | undefined
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw fail('console/no-mesh', { looked: path, found: code === 'ENOENT' ? 'nothing' : code })
  }
}

function basesIn(path: string): string[] {
  const text = read(path)
  try {
    const { bases } = JSON.parse(text) as { bases: unknown }
    if (Array.isArray(bases) && bases.length > 0) return bases.map(String)
  } catch {
    // Not JSON: told below.
  }
  throw fail('console/no-mesh', { looked: path, found: 'no list of bases' })
}

/**
 * The mesh of this configuration. The services make what they do not find; a console must not: it
 * would sit alone in a mesh of its own.
 * @throws `console/no-mesh`
 */
export function findMesh(config: Config): Place {
  const { meshSecret, meshSecretFile: file, dataDir } = config
  const secret = meshSecret ?? read(file ?? meshSecretFile(dataDir))
  const bases = config.meshBases ?? basesIn(join(dataDir, 'mesh.json'))
  return { host: config.meshHost, bases, secret: secretBytes(secret), tls: tlsOf(config) }
}
