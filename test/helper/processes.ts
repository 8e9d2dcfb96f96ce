import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { plainEnvironment } from './environment.js'
import { type Teardown, temporaryDirectory } from './one-process.js'

/** The root of what was built. */
export const built = join(fileURLToPath(import.meta.url), '..', '..', '..')
/** The root of the project. */
export const project = join(built, '..')

/** The processes of the whole product, bases first. */
export const wholeMesh = ['base', 'base', 'user', 'habit', 'habit', 'mood', 'chat', 'gateway']

export async function freePort(): Promise<number> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** A running service process. */
export interface Running {
  readonly service: string
  readonly instance: number
  readonly child: ChildProcess
}

/** Real processes of one mesh, started and stopped by the test. */
export class MeshProcesses {
  readonly url: string
  readonly dataDir: string
  readonly environment: NodeJS.ProcessEnv
  readonly running: Running[] = []
  /** What they wrote to standard output and error; none of it should name what people said. */
  output = ''

  private constructor(port: number, dataDir: string) {
    this.url = `http://127.0.0.1:${port}`
    this.dataDir = dataDir
    this.environment = {
      ...plainEnvironment(),
      PORT: String(port),
      DATA_DIR: dataDir,
      LOG_LEVEL: 'debug',
      LOG_TERMINAL: 'json',
    }
  }

  static async prepare(t: Teardown): Promise<MeshProcesses> {
    const mesh = new MeshProcesses(await freePort(), temporaryDirectory(t))
    t.teardown(() => mesh.stop())
    return mesh
  }

  /** Start the whole mesh and wait until it is ready. */
  static async start(t: Teardown, services: readonly string[] = wholeMesh): Promise<MeshProcesses> {
    const mesh = await MeshProcesses.prepare(t)
    for (const service of services) mesh.launch(service)
    await mesh.ready()
    return mesh
  }

  launch(service: string): Running {
    const instances = this.running.filter((one) => one.service === service)
    const used = new Set(instances.filter(isAlive).map((one) => one.instance))
    let instance = 0
    while (used.has(instance)) instance += 1
    const child = spawn(process.execPath, [join(built, 'services', `${service}.js`)], {
      cwd: project,
      env: { ...this.environment, SERVICE_INSTANCE: String(instance) },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (data: Buffer) => {
        this.output = (this.output + data.toString()).slice(-1_000_000)
      })
    }
    const running = { service, instance, child }
    this.running.push(running)
    return running
  }

  alive(service?: string): Running[] {
    return this.running.filter((one) => isAlive(one) && (service ?? one.service) === one.service)
  }

  async kill(running: Running, signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    if (!isAlive(running)) return
    const gone = once(running.child, 'exit')
    running.child.kill(signal)
    await gone
  }

  /** Wait until `/readyz` says 200; gives how long it took (ms). */
  async ready(patience = 30_000): Promise<number> {
    const started = Date.now()
    for (;;) {
      const answer = await fetch(`${this.url}/readyz`).catch(() => undefined)
      await answer?.arrayBuffer()
      if (answer?.status === 200) return Date.now() - started
      if (Date.now() - started > patience)
        throw new Error(`not ready:\n${this.output.slice(-4_000)}`)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }

  async stop(): Promise<void> {
    await Promise.all(this.alive().map((one) => this.kill(one, 'SIGTERM')))
  }
}

const isAlive = ({ child }: Running): boolean =>
  child.exitCode === null && child.signalCode === null
