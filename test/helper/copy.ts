import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { type Teardown, temporaryDirectory } from './one-process.js'
import { project } from './processes.js'

/** What the product is made of; of the tests only what helps. */
const sources = ['plugins', 'services', 'gateway', 'shared', 'scripts', 'web', 'test/helper']
const settings = ['package.json', 'tsconfig.json', 'ecosystem.config.js', '.taprc', '.npmrc']

/** How long a process may take to end when it is asked to (ms). */
const patience = 10_000

/**
 * What a copy's processes see of this one's environment: nothing of the runner of this test, nor of
 * how this product is set here.
 */
const environment = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name]) => !/^(TAP|npm_|NODE_OPTIONS|PORT$|HOST$|DATA_DIR|LOG_|MESH_)/.test(name),
  ),
)

/** Let the build's memory find the packages where they really are, so that only changes are compiled. */
function moveBuildInfo(from: string, to: string): void {
  const packages = realpathSync(join(project, 'node_modules'))
  const text = readFileSync(from, 'utf8')
  writeFileSync(to, text.replaceAll('"../node_modules/', `"${relative(dirname(to), packages)}/`))
}

/** A running process of a copy. */
export interface Started {
  readonly child: ChildProcess
  /** What it wrote, to standard output and error. */
  readonly output: () => string
  /** Its exit code, when it has ended. */
  readonly ended: Promise<number | null>
}

/** A copy of the project that a test may change: its own sources and build, the packages of this one. */
export class ProjectCopy {
  readonly root: string
  readonly #t: Teardown

  constructor(t: Teardown) {
    this.#t = t
    // As the compiler sees it: a path without links, so that `relative` is right.
    this.root = realpathSync(temporaryDirectory(t))
    const take = (name: string) => {
      const from = join(project, name)
      if (existsSync(from)) cpSync(from, join(this.root, name), { recursive: true })
    }
    for (const name of [...settings, ...sources]) take(name)
    for (const name of sources) take(join('dist', name))
    moveBuildInfo(join(project, 'dist/.tsbuildinfo'), join(this.root, 'dist/.tsbuildinfo'))
    symlinkSync(realpathSync(join(project, 'node_modules')), join(this.root, 'node_modules'))
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), 'utf8')
  }

  write(path: string, text: string): void {
    const file = join(this.root, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }

  append(path: string, text: string): void {
    this.write(path, this.read(path) + text)
  }

  /** Start a program in the copy; it goes with the test, and so does whatever it started. */
  start(command: string, given: readonly string[], more: NodeJS.ProcessEnv = {}): Started {
    const child = spawn(command, given, {
      cwd: this.root,
      env: { ...environment, ...more },
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: true,
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (data: Buffer) => {
        output += data.toString()
      })
    }
    const ended = once(child, 'close').then(([code]) => code as number | null)
    this.#t.teardown(() => end(child))
    return { child, output: () => output, ended }
  }

  /** Run a program of Node in the copy to its end; gives what it wrote. */
  async run(given: readonly string[], more: NodeJS.ProcessEnv = {}, input = ''): Promise<string> {
    const { child, output, ended } = this.start(process.execPath, given, more)
    child.stdin?.end(input)
    const code = await ended
    return code === 0 ? output() : `${output()}\nended with ${code}\n`
  }

  /** Compile what was changed; gives the compiler's complaints, empty when there are none. */
  build(): Promise<string> {
    return this.run(['node_modules/typescript/bin/tsc', '-p', '.'])
  }
}

/** End a process with its whole group, as Ctrl-C does. */
async function end(child: ChildProcess): Promise<void> {
  const { pid } = child
  if (pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  const cut = setTimeout(() => process.kill(-pid, 'SIGKILL'), patience)
  process.kill(-pid, 'SIGINT')
  await gone
  clearTimeout(cut)
}

/** Wait until an address answers 200. */
export async function answers(url: string, started: Started, longest = 30_000): Promise<void> {
  const until = Date.now() + longest
  let over = false
  void started.ended.then(() => {
    over = true
  })
  for (;;) {
    const answer = await fetch(url).catch(() => undefined)
    await answer?.arrayBuffer()
    if (answer?.status === 200) return
    if (over || Date.now() > until) throw new Error(`${url} does not answer:\n${started.output()}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
