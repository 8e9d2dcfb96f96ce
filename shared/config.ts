import { isIPv4 } from 'node:net'
import { resolve } from 'node:path'
import { fail } from './errors.js'
import { type LogLevel, logLevels } from './log.js'

/** All that can be set from outside. Nothing has to be. */
export interface Config {
  readonly port: number
  readonly host: string
  readonly dataDir: string
  readonly logLevel: LogLevel
  readonly logTerminal: 'auto' | 'pretty' | 'json' | 'none'
  readonly meshHost: string
  /** Gossip addresses of the bases; undefined: those in `DATA_DIR/mesh.json`. */
  readonly meshBases: readonly string[] | undefined
  /** The secret of the mesh itself; undefined: from `meshSecretFile`. */
  readonly meshSecret: string | undefined
  /** The file that holds it; undefined: `DATA_DIR/secrets/mesh`, made on first start. */
  readonly meshSecretFile: string | undefined
  readonly meshTls: 'auto' | 'off'
  readonly meshTlsKey: string | undefined
  readonly meshTlsCert: string | undefined
  readonly meshTlsCa: string | undefined
  /** How many requests and WebSocket messages the gateway takes on at once. */
  readonly inFlight: number
}

interface Setting<T> {
  readonly variable: string
  /** As a person would write it. */
  readonly default: string
  readonly says: string
  /** The value, or undefined when the text is none. */
  read(text: string): T | undefined
}

type Settings = { readonly [K in keyof Config]: Setting<Config[K]> }

/** A setting that is left alone has no value: an empty text is the same as none. */
const path = (text: string): string | undefined => (text.trim() === '' ? undefined : resolve(text))

const hostName = (text: string) => (/^[\w.:-]+$/.test(text) ? text : undefined)

/** Gossip is over IPv4, and says where a member is: so neither IPv6 nor “wherever” will do. */
function meshName(text: string): string | undefined {
  if (/^[\d.]+$/.test(text)) return isIPv4(text) && text !== '0.0.0.0' ? text : undefined
  return /^[a-z\d_][\w.-]{0,252}$/i.test(text) ? text : undefined
}

function meshAddress(text: string): string | undefined {
  const [host = '', port = '', ...rest] = text.split(':')
  const whole = meshName(host) !== undefined && (wholePort(port) ?? 0) > 0 && rest.length === 0
  return whole ? text : undefined
}

const oneOf =
  <T extends string>(values: readonly T[]) =>
  (text: string) =>
    values.find((value) => value === text)

function wholePort(text: string): number | undefined {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : NaN
  return port <= 65_535 ? port : undefined
}

/** Each variable, its default, its check and what it is for; the README's table is made from this. */
export const settings: Settings = {
  port: {
    variable: 'PORT',
    default: '8080',
    says: 'port of the gateway, 0 to 65535 (0: any free one)',
    read: wholePort,
  },
  host: {
    variable: 'HOST',
    default: '127.0.0.1',
    says: 'address that the gateway listens on',
    read: hostName,
  },
  dataDir: {
    variable: 'DATA_DIR',
    default: './data',
    says: 'directory of the stores, secrets and logs',
    read: path,
  },
  logLevel: {
    variable: 'LOG_LEVEL',
    default: 'info',
    says: `one of ${logLevels.join(', ')}`,
    read: oneOf(logLevels),
  },
  logTerminal: {
    variable: 'LOG_TERMINAL',
    default: 'auto',
    says: 'what goes to standard output: pretty, json, none; auto: pretty on a terminal, else json',
    read: oneOf(['auto', 'pretty', 'json', 'none'] as const),
  },
  meshHost: {
    variable: 'MESH_HOST',
    default: '127.0.0.1',
    says: 'IPv4 address, or its name, at which members listen and reach each other',
    read: meshName,
  },
  meshBases: {
    variable: 'MESH_BASES',
    default: '',
    says: 'gossip addresses of the bases, host:port (IPv4) with commas between; empty: those in DATA_DIR/mesh.json',
    read: (text) => {
      const bases = text.split(',').filter(Boolean)
      return bases.every((base) => meshAddress(base) !== undefined) ? bases : undefined
    },
  },
  meshSecret: {
    variable: 'MESH_SECRET',
    default: '',
    says: 'the secret that makes a process a member, at least 32 characters; empty: the one in MESH_SECRET_FILE',
    read: (text) => (text.length >= 32 ? text : undefined),
  },
  meshSecretFile: {
    variable: 'MESH_SECRET_FILE',
    default: '',
    says: 'file that holds the secret; empty: DATA_DIR/secrets/mesh, made on first start',
    read: path,
  },
  meshTls: {
    variable: 'MESH_TLS',
    default: 'auto',
    says: 'auto: members beyond loopback must have a certificate; off: the network encrypts by itself',
    read: oneOf(['auto', 'off'] as const),
  },
  meshTlsKey: {
    variable: 'MESH_TLS_KEY',
    default: '',
    says: 'PEM file with the key of this member’s certificate',
    read: path,
  },
  meshTlsCert: {
    variable: 'MESH_TLS_CERT',
    default: '',
    says: 'PEM file with this member’s certificate',
    read: path,
  },
  meshTlsCa: {
    variable: 'MESH_TLS_CA',
    default: '',
    says: 'PEM file with the authority that signs the members’ certificates; empty: MESH_TLS_CERT itself',
    read: path,
  },
  inFlight: {
    variable: 'IN_FLIGHT',
    default: '64',
    says: 'how many requests and WebSocket messages the gateway takes on at once, 1 to 10000; more are refused with 503',
    read: (text) => (/^[1-9]\d{0,3}$|^10000$/.test(text) ? Number(text) : undefined),
  },
}

type Environment = Readonly<Record<string, string | undefined>>

function readSetting<T>(setting: Setting<T>, environment: Environment): T {
  const text = environment[setting.variable] ?? setting.default
  // Where nothing is the default, nothing may be said, too.
  if (text === '' && setting.default === '') return undefined as T
  const value = setting.read(text)
  if (value === undefined) {
    throw fail('config/invalid', { variable: setting.variable, expected: setting.says })
  }
  return value
}

/**
 * The configuration that an environment gives.
 * @throws `config/invalid`, with the variable and what it should be
 */
export function readConfig(environment: Environment): Config {
  const names = Object.keys(settings) as (keyof Config)[]
  const entries = names.map((name) => [name, readSetting<unknown>(settings[name], environment)])
  return Object.fromEntries(entries) as Config
}
