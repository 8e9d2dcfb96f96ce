import { createSocket } from 'node:dgram'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Type } from '@sinclair/typebox'
import { matches } from '../message/check.js'
import { readOrMake } from '../secrets.js'

/**
 * Where the bases of this mesh are: two gossip addresses in `DATA_DIR/mesh.json`, chosen on first
 * start, so that several copies on one machine do not see each other.
 */
const File = Type.Object({ bases: Type.Array(Type.String(), { minItems: 1 }) })

const path = (dataDir: string) => join(dataDir, 'mesh.json')

// Below the range that members take theirs from (40000 to 50000) and that systems give out from.
const lowest = 20_000
const highest = 32_000

function choose(host: string): string[] {
  const first = lowest + 2 * Math.floor((Math.random() * (highest - lowest)) / 2)
  return [`${host}:${first}`, `${host}:${first + 1}`]
}

const serialise = (bases: string[]) => `${JSON.stringify({ bases }, null, 2)}\n`

/** The bases' addresses; made when there are none yet. Several processes may ask at once. */
export function basesOf(dataDir: string, host: string): string[] {
  const text = readOrMake(path(dataDir), () => serialise(choose(host)))
  const value: unknown = JSON.parse(text)
  if (!matches(File, value)) throw new Error(`${path(dataDir)} is not a list of bases`)
  return (value as { bases: string[] }).bases
}

/** The port of a `host:port`. */
export const portOf = (address: string): number =>
  Number(address.slice(address.lastIndexOf(':') + 1))

/** Why this gossip address cannot be listened to; undefined when it can. */
const obstacle = (address: string): Promise<string | undefined> =>
  new Promise((resolve) => {
    const socket = createSocket('udp4')
    socket.once('error', ({ code }: NodeJS.ErrnoException) => {
      socket.close()
      resolve(code ?? 'unknown')
    })
    const host = address.slice(0, address.lastIndexOf(':'))
    socket.bind({ port: portOf(address), address: host, exclusive: true }, () => {
      socket.close(() => {
        resolve(undefined)
      })
    })
  })

const isFree = async (address: string): Promise<boolean> => (await obstacle(address)) === undefined

/** Whether somebody on this machine listens at this gossip address. */
export const isTaken = async (address: string): Promise<boolean> =>
  (await obstacle(address)) === 'EADDRINUSE'

/** Before a start: if somebody took the bases' ports meanwhile, choose others. */
export async function freeBases(dataDir: string, host: string): Promise<string[]> {
  let bases = basesOf(dataDir, host)
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const free = await Promise.all(bases.map(isFree))
    if (free.every(Boolean)) return bases
    bases = choose(host)
    writeFileSync(path(dataDir), serialise(bases), { mode: 0o600 })
  }
  throw new Error('no free ports for the bases of the mesh')
}
