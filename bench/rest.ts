import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { register } from '../test/helper/client.js'
import { MeshProcesses, project } from '../test/helper/processes.js'
import { compare, type Figure } from './measure.js'

interface Result {
  readonly requests: { readonly average: number }
  readonly non2xx: number
  readonly errors: number
}

type Autocannon = (options: object) => Promise<Result>

/** From bench/package.json: the load generator never enters the product's install. */
const autocannon = createRequire(join(project, 'bench', 'package.json'))('autocannon') as Autocannon

export interface Rest {
  readonly figures: Figure[]
  readonly startup: Figure
  readonly memory: { readonly process: string; readonly megabytes: number }[]
}

/** Resident memory of a process (MB). */
function residentOf(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024
}

/** Durable writes end to end: gateway, mesh, habit, SQLite, journal; tokens, checks and logs on. */
export async function rest(closers: (() => Promise<void> | void)[]): Promise<Rest> {
  const t = { teardown: (close: () => Promise<void> | void) => void closers.push(close) }
  const startup = await compare('ms', [
    {
      name: 'the whole mesh, from spawn to `/readyz` 200',
      measure: async () => {
        const began = performance.now()
        const mesh = await MeshProcesses.start(t)
        const took = performance.now() - began
        await mesh.stop()
        return took
      },
    },
  ])
  const mesh = await MeshProcesses.start(t)
  const person = await register(mesh.url)
  const habit = { kind: 'measurable', unit: 'pages', target: 9, rule: { every: 'day' } }
  const ids: string[] = []
  for (let number = 0; number < 50; number += 1) {
    const made = await person.request('POST', '/api/habit', { ...habit, name: `Read ${number}` })
    ids.push((made.body as { id: string }).id)
  }
  let amount = 0
  const load = async (connections: number, request: object) => {
    const result = await autocannon({
      connections,
      duration: 3,
      url: mesh.url,
      requests: [request],
    })
    if (result.non2xx + result.errors > 0) {
      throw new Error(`${result.non2xx} refused, ${result.errors} failed`)
    }
    return result.requests.average
  }
  const authorization = `Bearer ${person.accessToken}`
  const write = {
    method: 'PUT',
    headers: { authorization, 'content-type': 'application/json' },
    setupRequest: (request: object) => {
      amount += 1
      const day = new Date(Date.UTC(2000, 0, 1 + (amount % 9_001))).toISOString().slice(0, 10)
      return {
        ...request,
        path: `/api/habit/${ids[amount % 50] ?? ''}/day/${day}`,
        body: JSON.stringify({ amount }),
      }
    },
  }
  const read = { method: 'GET', path: `/api/habit/${ids[0] ?? ''}`, headers: { authorization } }
  const figures = await compare('requests/s', [
    { name: 'durable PUT of a day, 50 connections', measure: () => load(50, write) },
    { name: 'durable PUT of a day, 1 connection', measure: () => load(1, write) },
    { name: 'GET of a habit, 50 connections', measure: () => load(50, read) },
  ])
  const memory = mesh.alive().map(({ service, instance, child }) => ({
    process: `${service}.${instance}`,
    megabytes: residentOf(child.pid ?? 0),
  }))
  return { figures, startup: startup[0] as Figure, memory }
}
