import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { basesOf, freeBases, portOf } from '../../shared/mesh/bases.js'
import { plainEnvironment } from '../../test/helper/environment.js'
import type { Outcome } from './load.js'
import type { CommandName, Commands, FromMember, Spec } from './protocol.js'
import type { SideName } from './side.js'

const memberFile = join(fileURLToPath(import.meta.url), '..', 'member.js')

/** How long a process may take to be ready, or to answer what it is told (ms). */
const patience = 30_000

/** A process of the mesh, as the run sees it. */
export class Member {
  readonly name: string
  readonly child: ChildProcess
  readonly #answers = new Map<number, (value: unknown) => void>()
  #next = 1
  #isReady = false

  constructor(spec: Spec, namespace: string | undefined, hear: (outcomes: Outcome[]) => void) {
    this.name = spec.name
    const node = [process.execPath, '--expose-gc', memberFile, JSON.stringify(spec)]
    const inside = namespace === undefined ? [] : ['ip', 'netns', 'exec', namespace]
    const [command = '', ...rest] = [...inside, ...node]
    const log = process.env['FAULTS_OUTPUT'] === undefined ? 'ignore' : 'inherit'
    this.child = spawn(command, rest, {
      env: plainEnvironment(),
      stdio: ['ignore', log, log, 'ipc'],
    })
    this.child.on('message', (message: FromMember) => {
      if (message.kind === 'ready') this.#isReady = true
      else if (message.kind === 'outcomes') hear([...message.outcomes])
      else {
        this.#answers.get(message.number)?.(message.value)
        this.#answers.delete(message.number)
      }
    })
    // A process that dies may take the channel with it while it is written to.
    this.child.on('error', () => undefined)
  }

  get pid(): number {
    return this.child.pid ?? 0
  }

  get isAlive(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null
  }

  /** Wait until it has started; false when it ended instead. */
  async ready(within = patience): Promise<boolean> {
    const end = Date.now() + within
    while (!this.#isReady && this.isAlive) {
      if (Date.now() > end) return false
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    return this.#isReady
  }

  /** Tell it something and wait for its answer. */
  async tell<N extends CommandName>(
    name: N,
    given: Commands[N]['given'],
    within = patience,
  ): Promise<Commands[N]['gives']> {
    const number = this.#next
    this.#next += 1
    const answered = new Promise<unknown>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`${this.name} does not ${name}`)), within)
      this.#answers.set(number, (value) => {
        clearTimeout(late)
        resolve(value)
      })
    })
    if (this.child.connected) this.child.send({ number, name, given })
    return (await answered) as Commands[N]['gives']
  }

  signal(signal: NodeJS.Signals): void {
    if (this.isAlive) this.child.kill(signal)
  }

  async kill(): Promise<void> {
    if (!this.isAlive) return
    const gone = once(this.child, 'exit')
    this.child.kill('SIGKILL')
    await gone
  }
}

export interface StartOptions {
  readonly port?: number
  /** Where it listens, and the network namespace that it runs in. */
  readonly host?: string
  readonly namespace?: string
}

/** The processes of one mesh, with the outcomes of the calls that its callers made. */
export class Fleet {
  readonly side: SideName
  readonly folder: string
  readonly bases: readonly string[]
  readonly members: Member[] = []
  readonly outcomes: Outcome[] = []
  /** Told of each outcome instead of keeping it, where there are too many to keep. */
  onOutcome: ((outcome: Outcome) => void) | undefined

  private constructor(side: SideName, folder: string, bases: readonly string[]) {
    this.side = side
    this.folder = folder
    this.bases = bases
    process.once('exit', this.#killAll)
  }

  /** This process ends early: whoever stands still would not see it. */
  readonly #killAll = (): void => {
    for (const member of this.members) member.signal('SIGKILL')
    rmSync(this.folder, { recursive: true, force: true })
  }

  /** @param bases where the bases will be, when it is not this machine's loopback */
  static async open(side: SideName, bases?: readonly string[]): Promise<Fleet> {
    const folder = mkdtempSync(join(tmpdir(), 'habit-mesh-faults-'))
    basesOf(folder, '127.0.0.1')
    return new Fleet(side, folder, bases ?? (await freeBases(folder, '127.0.0.1')))
  }

  start(name: string, duty: Spec['duty'], options: StartOptions = {}): Member {
    const { side, folder, bases } = this
    const { host = '127.0.0.1', namespace, port } = options
    mkdirSync(join(folder, name), { recursive: true })
    const place = port === undefined ? {} : { port }
    const spec: Spec = { side, duty, name, host, bases, folder, ...place }
    const member = new Member(spec, namespace, (outcomes) => {
      for (const outcome of outcomes) {
        if (this.onOutcome === undefined) this.outcomes.push(outcome)
        else this.onOutcome(outcome)
      }
    })
    this.members.push(member)
    return member
  }

  /** The base of this number, from 0. */
  startBase(number: number, options: StartOptions = {}): Member {
    const port = portOf(this.bases[number] ?? '')
    return this.start(`base${number}`, 'base', { ...options, port })
  }

  async close(): Promise<void> {
    process.off('exit', this.#killAll)
    await Promise.all(this.members.map((member) => member.kill()))
    rmSync(this.folder, { recursive: true, force: true })
  }
}
