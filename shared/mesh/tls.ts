import { readFileSync } from 'node:fs'
import type { Config } from '../config.js'
import { fail } from '../errors.js'

/** What the members' connections are encrypted with: PEM texts. */
export interface MeshTls {
  readonly key: string
  readonly cert: string
  /** Who signs the members' certificates; nobody else's counts. */
  readonly ca: string
}

const loopback = /^(127\.\d+\.\d+\.\d+|localhost|::1)$/

export const isLoopback = (host: string): boolean => loopback.test(host)

function read(variable: string, path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException
    throw fail('config/invalid', { variable, expected: `a PEM file that can be read (${code})` })
  }
}

type Settings = Pick<Config, 'meshHost' | 'meshTls' | 'meshTlsKey' | 'meshTlsCert' | 'meshTlsCa'>

/**
 * The TLS of this member. Beyond loopback it must have one, or say by name that it wants none (a
 * network that encrypts by itself).
 * @throws `config/invalid`
 */
export function tlsOf(config: Settings): MeshTls | undefined {
  const { meshHost, meshTls: mode, meshTlsKey: key, meshTlsCert: cert, meshTlsCa: ca } = config
  if (key !== undefined && cert !== undefined) {
    return {
      key: read('MESH_TLS_KEY', key),
      cert: read('MESH_TLS_CERT', cert),
      ca: read('MESH_TLS_CA', ca ?? cert),
    }
  }
  if (key !== undefined || cert !== undefined) {
    const variable = key === undefined ? 'MESH_TLS_KEY' : 'MESH_TLS_CERT'
    const expected = 'a PEM file: a key and its certificate go together'
    throw fail('config/invalid', { variable, expected })
  }
  if (mode === 'off' || isLoopback(meshHost)) return undefined
  throw fail('config/invalid', {
    variable: 'MESH_TLS_CERT',
    expected: `a PEM file, and MESH_TLS_KEY another, for MESH_HOST ${meshHost} is not loopback; or MESH_TLS=off if the network encrypts by itself`,
  })
}

/**
 * What the caller checks: the certificate must be signed by the mesh's own authority. Names are not
 * compared: members are found by address, and which one it is, its proof says.
 */
export const connectOptions = (tls: MeshTls | undefined) =>
  tls === undefined
    ? {}
    : { ...tls, rejectUnauthorized: true, checkServerIdentity: () => undefined }

/** The same for the answerer, who asks for the caller's certificate as well. */
export const listenOptions = (tls: MeshTls) => ({
  ...tls,
  requestCert: true,
  rejectUnauthorized: true,
  minVersion: 'TLSv1.3' as const,
})
