import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { settings } from '../../shared/config.js'
import { project } from './processes.js'

export const readme = (): string => readFileSync(join(project, 'README.md'), 'utf8')

/** The part of a document under a heading of the second level. */
export function section(document: string, heading: string): string {
  const [, after] = document.split(`\n## ${heading}\n`)
  if (after === undefined) throw new Error(`there is no section "${heading}"`)
  return after.split('\n## ')[0] ?? ''
}

/** The cells of every table row in a text, without headers. */
export const rowsOf = (text: string): string[][] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => line.split('|').slice(1, -1))
    .map((cells) => cells.map((cell) => cell.trim()))
    .filter(([first = ''], at, rows) => {
      const isRule = ([cell = '']: string[] = []) => /^-+$/.test(cell)
      return !isRule([first]) && !isRule(rows[at + 1])
    })

/** The rows of the README's table of settings, from the settings themselves. */
export const settingRows = (): string[][] =>
  Object.values(settings).map(({ variable, default: given, says }) => [
    `\`${variable}\``,
    given === '' ? 'empty' : `\`${given}\``,
    says,
  ])

/** A block of commands, and what they write where the document shows it. */
export interface Step {
  readonly commands: string
  readonly expected?: { readonly kind: 'json' | 'text'; readonly text: string }
}

/**
 * The steps between `<!-- tour -->` and `<!-- /tour -->`: each `sh` block is run; a `json` or `text`
 * block that follows one is what it writes.
 */
export function tourOf(document: string): Step[] {
  const [, tour = ''] = /<!-- tour -->\n([^]*)<!-- \/tour -->/.exec(document) ?? []
  const blocks = [...tour.matchAll(/^```(\w+)\n([^]*?)^```$/gm)]
  const steps: Step[] = []
  let previous = ''
  for (const [, kind = '', text = ''] of blocks) {
    const step = steps.at(-1)
    if (kind === 'sh') steps.push({ commands: text })
    else if ((kind === 'json' || kind === 'text') && step !== undefined && previous === 'sh') {
      steps.splice(-1, 1, { ...step, expected: { kind, text } })
    } else throw new Error(`a block of ${kind} that belongs to no command`)
    previous = kind
  }
  return steps
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** `…` stands for at least one character. */
const fits = (expected: string, actual: string): boolean =>
  new RegExp(`^${expected.split('…').map(escaped).join('[^]+')}$`).test(actual)

type Fields = Record<string, unknown>

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value)

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What the chat says is one of several wordings: there is something, and as much of it. */
const isWording = (value: unknown, length: number): boolean =>
  Array.isArray(value) &&
  value.length === length &&
  value.every((line) => typeof line === 'string' && line.trim() !== '')

/**
 * Where a value is not as documented; empty when it is. A documented text with `…` is compared with
 * the text of the value, whatever its kind; the order of fields does not count; `say` is a wording.
 */
export function jsonDifferences(expected: unknown, actual: unknown, at = '$'): string[] {
  if (typeof expected === 'string' && expected.includes('…')) {
    const isScalar = ['string', 'number', 'boolean'].includes(typeof actual)
    return isScalar && fits(expected, textOf(actual)) ? [] : [at]
  }
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual) || actual.length !== expected.length) return [at]
    return expected.flatMap((one, index) => jsonDifferences(one, actual[index], `${at}.${index}`))
  }
  if (isFields(expected)) {
    if (!isFields(actual)) return [at]
    return [...new Set([...Object.keys(expected), ...Object.keys(actual)])].flatMap((name) => {
      const wanted = expected[name]
      if (name === 'say' && Array.isArray(wanted)) {
        return isWording(actual[name], wanted.length) ? [] : [`${at}.say`]
      }
      return jsonDifferences(wanted, actual[name], `${at}.${name}`)
    })
  }
  return Object.is(expected, actual) ? [] : [at]
}

/** Whether a text is as documented, line by line; a line that is only `…` stands for any lines. */
export function textFits(expected: string, actual: string): boolean {
  const pattern = expected
    .trimEnd()
    .split('\n')
    .map((line) => {
      if (line.trim() === '…') return '(?:.*\\n)*?'
      return `${line.trimEnd().split('…').map(escaped).join('.+')} *\\n`
    })
    .join('')
  return new RegExp(`^\\n*${pattern}$`).test(`${actual.trimEnd()}\n`)
}

/** One bash for all steps, so that what one sets is there for the next. */
export class Shell {
  readonly #folder = mkdtempSync(join(tmpdir(), 'habit-mesh-shell-'))
  readonly #bash: ChildProcess
  #output = ''
  #steps = 0

  constructor(environment: NodeJS.ProcessEnv) {
    this.#bash = spawn('bash', ['--noprofile', '--norc'], {
      cwd: project,
      env: environment,
      stdio: ['pipe', 'pipe', 'ignore'],
    })
    this.#bash.stdout?.on('data', (data: Buffer) => {
      this.#output += data.toString()
    })
  }

  /** Run commands as they stand; gives what they wrote and how the last of them ended. */
  async run(
    commands: string,
    patience = 60_000,
  ): Promise<{ output: string; errors: string; status: number }> {
    this.#steps += 1
    const file = join(this.#folder, `${this.#steps}.sh`)
    const errors = join(this.#folder, `${this.#steps}.stderr`)
    writeFileSync(file, commands)
    const mark = `-- end of step ${this.#steps}: `
    this.#output = ''
    // From a file and not from bash's own input, which some command could read away.
    this.#bash.stdin?.write(
      `source '${file}' </dev/null 2>'${errors}'; printf '\\n${mark}%s\\n' $?\n`,
    )
    const ended = new RegExp(`\\n${mark}(\\d+)\\n`)
    const until = Date.now() + patience
    for (;;) {
      const found = ended.exec(this.#output)
      const output = this.#output.slice(0, found?.index)
      if (found !== null) {
        return { output, errors: readFileSync(errors, 'utf8'), status: Number(found[1]) }
      }
      if (Date.now() > until || this.#bash.exitCode !== null) {
        throw new Error(`no end of:\n${commands}\n${output}`)
      }
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }

  async close(): Promise<void> {
    if (this.#bash.exitCode === null && this.#bash.signalCode === null) {
      const gone = once(this.#bash, 'exit')
      this.#bash.kill('SIGKILL')
      await gone
    }
    rmSync(this.#folder, { recursive: true, force: true })
  }
}
