import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { plainEnvironment } from '../test/helper/environment.js'
import { freePort } from '../test/helper/processes.js'
import type { Place, Report, Usage } from './part.js'

const entry = join(fileURLToPath(import.meta.url), '..', 'process.js')

/** A process that plays a part. */
export class Player {
  readonly name: string
  readonly #child: ChildProcess
  readonly #waiting = new Map<number, (report: Report) => void>()
  #next = 1

  constructor(place: Place, options: readonly string[]) {
    this.name = place.part + (place.number === undefined ? '' : `.${place.number}`)
    this.#child = spawn(process.execPath, [...options, entry, JSON.stringify(place)], {
      env: plainEnvironment(),
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    this.#child.on('message', (report: Report) => {
      this.#waiting.get(report.id)?.(report)
      this.#waiting.delete(report.id)
    })
    this.#child.on('exit', (code) => {
      const error = `${place.side} ${this.name} ended with ${code}`
      for (const [id, settle] of this.#waiting) settle({ id, error })
    })
  }

  /** Wait until it plays. */
  async ready(): Promise<void> {
    await this.#report(0)
  }

  /** Let it do a job. `T` is what the job gives. */
  async ask<T>(job: string, argument?: unknown): Promise<T> {
    const id = this.#next
    this.#next += 1
    const report = this.#report(id)
    this.#child.send({ id, job, argument })
    return (await report) as T
  }

  usage(): Promise<Usage> {
    return this.ask<Usage>('usage')
  }

  async end(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    const gone = once(this.#child, 'exit')
    // Asked first, so that a profiler in it can write what it found.
    if (this.#child.connected) this.#child.disconnect()
    const cut = setTimeout(() => this.#child.kill('SIGKILL'), 5_000)
    await gone
    clearTimeout(cut)
  }

  #report(id: number): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, ({ result, error }) => {
        if (error === undefined) resolve(result)
        else reject(new Error(error))
      })
    })
  }
}

/** The processes of one side, in a directory of their own. */
export class Troupe {
  readonly players: Player[] = []
  readonly dataDir: string
  readonly #side: string
  readonly #ports: Readonly<Record<string, number>>

  private constructor(side: string, ports: Readonly<Record<string, number>>) {
    this.#side = side
    this.#ports = ports
    this.dataDir = mkdtempSync(join(tmpdir(), 'habit-mesh-bench-'))
  }

  /** @param listeners what listens: each name is given a free port */
  static async gather(side: string, listeners: readonly string[] = []): Promise<Troupe> {
    const ports: Record<string, number> = {}
    for (const name of listeners) ports[name] = await freePort()
    return new Troupe(side, ports)
  }

  /** Start a process and wait until it plays its part. */
  async play(part: string, more: Partial<Place> = {}): Promise<Player> {
    const place = { side: this.#side, part, ports: this.#ports, dataDir: this.dataDir, ...more }
    const player = new Player(place, profilerOptions(`${this.#side}-${part}`))
    this.players.push(player)
    await player.ready()
    return player
  }

  urlOf(listener: string): string {
    return `http://127.0.0.1:${this.#ports[listener] ?? 0}`
  }

  /** What all of its processes have used so far. */
  async usage(): Promise<Usage> {
    const each = await Promise.all(this.players.map((player) => player.usage()))
    const total = (of: keyof Usage) => each.reduce((sum, usage) => sum + usage[of], 0)
    return { cpu: total('cpu'), memory: total('memory') }
  }

  async end(): Promise<void> {
    await Promise.all(this.players.map((player) => player.end()))
    rmSync(this.dataDir, { recursive: true, force: true })
  }
}

/** `BENCH_PROFILE=folder`: a processor profile of every process of ours. */
function profilerOptions(name: string): string[] {
  const folder = process.env['BENCH_PROFILE']
  if (folder === undefined) return []
  return [
    '--cpu-prof',
    `--cpu-prof-dir=${folder}`,
    `--cpu-prof-name=${name}-${Date.now()}.cpuprofile`,
  ]
}
