import { appendFileSync, chmodSync, readFileSync, writeFileSync } from 'node:fs'

/** How many lines are kept from one session to the next. */
const longest = 500

/** What must not stay behind in a file: lines that carry somebody's key. */
const secret = /password|token/i

/** What was typed before, in a file that only its owner reads. */
export class History {
  readonly #path: string
  #last = ''

  constructor(path: string) {
    this.#path = path
  }

  /** The lines of earlier sessions, newest first, as readline wants them. */
  load(): string[] {
    let lines: string[]
    try {
      lines = readFileSync(this.#path, 'utf8').split('\n').filter(Boolean)
      // It may have come from a backup with other rights.
      chmodSync(this.#path, 0o600)
    } catch {
      return []
    }
    if (lines.length > 2 * longest) {
      lines = lines.slice(-longest)
      writeFileSync(this.#path, `${lines.join('\n')}\n`, { mode: 0o600 })
    }
    return lines.slice(-longest).reverse()
  }

  add(text: string): void {
    const line = text.trim()
    if (line === '' || line === this.#last || secret.test(line)) return
    this.#last = line
    try {
      appendFileSync(this.#path, `${line}\n`, { mode: 0o600 })
    } catch {
      // A full disk must not end a session; the line is only not there next time.
    }
  }
}
