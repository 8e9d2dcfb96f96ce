import { readFileSync } from 'node:fs'
import { type Person, register } from '../test/helper/client.js'
import { MeshProcesses, wholeMesh } from '../test/helper/processes.js'
import type { Closers, Memory } from './section.js'
import type { HttpRequest } from './sides/load.js'
import { inputs } from './work.js'

export const json = { 'content-type': 'application/json' }

const megabytesOf = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1_024

/** The product as it runs, with habits of a person who is signed in. */
export async function product(opened: Closers) {
  const mesh = await startMesh(opened)
  const person = await register(mesh.url)
  const ids: string[] = []
  for (let number = 0; number < 50; number += 1) ids.push(await habitOf(person, number))
  const authorization = `Bearer ${person.accessToken}`
  let amount = 0
  const pass = () => {
    amount += 1
    return inputs.map(({ day, note }, index) => ({
      method: 'PUT',
      path: `/api/habit/${ids[index % ids.length] ?? ''}/day/${day}`,
      headers: { ...json, authorization },
      body: JSON.stringify({ amount, note }),
    }))
  }
  // The same again would be no change and no write: each pass over the days has an amount of its own.
  const writes = (): HttpRequest[] => [...pass(), ...pass()]
  const reads = () =>
    ids.map((id) => ({
      method: 'GET',
      path: `/api/habit/${id}`,
      headers: { authorization },
    }))
  return { mesh, writes, reads }
}

/** The whole mesh with the log as it comes (info), into files and not to us. */
export async function startMesh(opened: Closers): Promise<MeshProcesses> {
  const mesh = await MeshProcesses.prepare(opened)
  Object.assign(mesh.environment, { LOG_LEVEL: 'info', LOG_TERMINAL: 'none' })
  for (const service of wholeMesh) mesh.launch(service)
  await mesh.ready()
  return mesh
}

async function habitOf(person: Person, number: number): Promise<string> {
  const habit = { kind: 'measurable', unit: 'pages', target: 9, rule: { every: 'day' } }
  const made = await person.request('POST', '/api/habit', { ...habit, name: `Read ${number}` })
  return (made.body as { id: string }).id
}

/** Resident memory of each of its processes. */
export const memoryOfMesh = (mesh: MeshProcesses): Memory[] =>
  mesh.alive().map(({ service, instance, child }) => ({
    side: 'Habit Mesh, the whole',
    process: `${service}.${instance}`,
    megabytes: megabytesOf(child.pid ?? 0),
  }))
