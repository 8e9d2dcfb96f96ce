import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { plainEnvironment } from '../../test/helper/environment.js'
import { register } from '../../test/helper/client.js'
import { freePort, MeshProcesses } from '../../test/helper/processes.js'
import type { Wave } from './flood.js'
import { Fleet } from './fleet.js'
import { allReady, pause } from './run-under-load.js'
import type { SideName } from './side.js'

/** What the overload is sent to. */
export interface Gate {
  readonly url: string
  readonly habits: Wave['habits']
  /** The processes behind it, by name. */
  readonly pids: ReadonlyMap<string, number>
  close(): Promise<void>
}

const people = 10
const habitsOfEach = 10

/** The product as it runs: gateway, two habit processes, user with the journal, two bases. */
async function ourGate(): Promise<Gate> {
  const closers: (() => Promise<void> | void)[] = []
  const close = async () => {
    for (const one of closers.reverse()) await one()
  }
  const mesh = await MeshProcesses.prepare({ teardown: (one) => void closers.push(one) })
  const killAll = () => {
    for (const { child } of mesh.alive()) child.kill('SIGKILL')
  }
  process.once('exit', killAll)
  closers.push(() => void process.off('exit', killAll))
  try {
    mesh.environment['LOG_LEVEL'] = 'warn'
    for (const service of ['base', 'base', 'user', 'habit', 'habit', 'mood', 'chat', 'gateway']) {
      mesh.launch(service)
    }
    await mesh.ready()
    const habits: { path: string; token: string }[] = []
    for (let person = 0; person < people; person += 1) {
      const owner = await register(mesh.url)
      for (let number = 0; number < habitsOfEach; number += 1) {
        const made = await owner.request('POST', '/api/habit', {
          name: `Read ${number}`,
          kind: 'measurable',
          unit: 'pages',
          target: 9,
          rule: { every: 'day' },
        })
        const { id } = made.body as { id: string }
        habits.push({ path: `/api/habit/${id}`, token: owner.accessToken })
      }
    }
    const pids = new Map(
      mesh
        .alive()
        .map(({ service, instance, child }) => [`${service}.${instance}`, child.pid ?? 0]),
    )
    return { url: mesh.url, habits, pids, close }
  } catch (error) {
    await close()
    throw error
  }
}

const plainGateFile = fileURLToPath(new URL('plain-gate.js', import.meta.url))

/** The same road on plain seneca-mesh: Express, `act`, one of two who note each write in a file. */
async function plainGate(): Promise<Gate> {
  const fleet = await Fleet.open('plain')
  let gate: ChildProcess | undefined
  try {
    await allReady([fleet.startBase(0), fleet.startBase(1)])
    const answerers = [fleet.start('a', 'answerer'), fleet.start('b', 'answerer')]
    await allReady(answerers)
    const port = await freePort()
    const place = { name: 'gate', host: '127.0.0.1', bases: fleet.bases, folder: fleet.folder }
    gate = spawn(process.execPath, [plainGateFile, JSON.stringify({ ...place, port })], {
      env: plainEnvironment(),
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    const made = gate
    await once(made, 'message')
    await pause(3_000)
    const pids = new Map([
      ['gate', made.pid ?? 0],
      ...answerers.map(({ name, pid }) => [name, pid] as const),
    ])
    const habits = Array.from({ length: people * habitsOfEach }, (_, number) => ({
      path: `/api/habit/${number}`,
      token: 'none',
    }))
    const close = async () => {
      made.kill('SIGKILL')
      await fleet.close()
    }
    return { url: `http://127.0.0.1:${port}`, habits, pids, close }
  } catch (error) {
    gate?.kill('SIGKILL')
    await fleet.close()
    throw error
  }
}

export const openGate = (side: SideName): Promise<Gate> =>
  side === 'ours' ? ourGate() : plainGate()
