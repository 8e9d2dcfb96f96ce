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
    read: (text) => (text.trim() === '' ? undefined : resolve(text)),
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
}

type Environment = Readonly<Record<string, string | undefined>>

function readSetting<T>(setting: Setting<T>, environment: Environment): T {
  const text = environment[setting.variable] ?? setting.default
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
  const bases = environment[settings.meshBases.variable]
  return {
    port: readSetting(settings.port, environment),
    host: readSetting(settings.host, environment),
    dataDir: readSetting(settings.dataDir, environment),
    logLevel: readSetting(settings.logLevel, environment),
    logTerminal: readSetting(settings.logTerminal, environment),
    meshHost: readSetting(settings.meshHost, environment),
    meshBases: bases ? readSetting(settings.meshBases, environment) : undefined,
  }
}
