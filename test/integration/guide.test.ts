import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { request } from '../helper/client.js'
import { answers, ProjectCopy, type Started } from '../helper/copy.js'
import { type Block, blocksOf, like, patch } from '../helper/markdown.js'
import { freePort, project } from '../helper/processes.js'

/** The address that the guide's examples use; here each run has a port of its own. */
const shownAddress = '127.0.0.1:8080'

/** A shell that keeps its variables from one block to the next, as a reader's terminal does. */
class Terminal {
  readonly #shell: Started
  #seen = 0

  constructor(copy: ProjectCopy, environment: NodeJS.ProcessEnv) {
    this.#shell = copy.start('bash', [], environment)
  }

  /** Run commands; gives what they wrote, and a code that is not 0 when one of them failed. */
  async run(commands: string): Promise<{ output: string; code: number }> {
    const from = this.#seen
    this.#shell.child.stdin?.write(
      `failed=0; trap 'failed=$?' ERR\n{\n${commands}\n} </dev/null\nprintf '\\n<ended %d>\\n' $failed\n`,
    )
    for (;;) {
      const ended = /\n<ended (\d+)>\n/.exec(this.#shell.output().slice(from))
      if (ended !== null) {
        this.#seen = from + ended.index + ended[0].length
        const output = this.#shell.output().slice(from, from + ended.index)
        return { output, code: Number(ended[1]) }
      }
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
}

// It compiles the product and starts all of it: on a busy machine that takes its time.
t.setTimeout(120_000)

const prompt = /^[\w.@-]+> /

/** Does what a guide says, block by block, in a copy of the project. */
class Reader {
  readonly #t: Test
  readonly #copy: ProjectCopy
  readonly #port: number
  readonly #terminal: Terminal
  #output = ''

  constructor(t: Test, copy: ProjectCopy, port: number) {
    this.#t = t
    this.#copy = copy
    this.#port = port
    this.#terminal = new Terminal(copy, this.#environment)
  }

  get #environment() {
    return { PORT: String(this.#port) }
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  async follow({ words, text, line }: Block): Promise<void> {
    const where = `line ${line}`
    const { file } = words
    if ('diff' in words && file !== undefined) {
      this.#copy.write(file, patch(this.#copy.read(file), text, `${where}: ${file}`))
    } else if (file !== undefined) {
      this.#copy.write(file, text)
    } else if ('run' in words) {
      await this.#run(text, where)
    } else if ('serve' in words) {
      const started = this.#copy.start('bash', ['-c', text], this.#environment)
      await answers(`${this.url}/readyz`, started, 60_000)
    } else if ('answer' in words) {
      this.#compare(`${this.#output.trimEnd()}\n`, text, `${where}: the answer`)
    } else if ('repl' in words) {
      await this.#talk(text, where)
    } else {
      this.#t.fail(`${where}: a block that nobody does: ${JSON.stringify(words)}`)
    }
  }

  #compare(came: string, shown: string, name: string): void {
    if (like(shown).test(came)) this.#t.pass(name)
    else this.#t.equal(came, shown, name)
  }

  async #run(text: string, where: string): Promise<void> {
    const { output, code } = await this.#terminal.run(
      text.replaceAll(shownAddress, `127.0.0.1:${this.#port}`),
    )
    this.#output = output
    if (code !== 0) throw new Error(`${where} ended with ${code}:\n${text}\n${output}`)
    this.#t.pass(`${where}: ${text.split('\n')[0]}`)
  }

  /** Type the lines that follow a prompt, and compare the others with what comes. */
  async #talk(text: string, where: string): Promise<void> {
    const lines = text.trimEnd().split('\n')
    const typed = lines.filter((line) => prompt.test(line))
    const shown = lines.filter((line) => !prompt.test(line)).join('\n')
    const input = typed.map((line) => `${line.replace(prompt, '')}\n`).join('')
    const output = await this.#copy.run(['scripts/console/built.js', 'repl'], {}, input)
    this.#compare(output, `${shown}\n`, `${where}: the console`)
  }
}

const guide = readFileSync(join(project, 'docs/guides/first-plugin.md'), 'utf8')

t.test('the guide works, word for word', async (t) => {
  const copy = new ProjectCopy(t)
  const reader = new Reader(t, copy, await freePort())
  for (const block of blocksOf(guide)) await reader.follow(block)

  const { url } = reader
  const ready = (await request(url, 'GET', '/readyz')).body as { status: string; roles: string[] }
  t.equal(ready.status, 'ready')
  t.ok(ready.roles.includes('gratitude'), 'among the roles of /readyz')

  const open = await request(url, 'GET', '/api/openapi.json')
  t.match(open.body.paths['/api/gratitude'], {
    post: { operationId: 'gratitude.add', responses: { 201: {} } },
    get: { operationId: 'gratitude.list' },
  })
  t.match(open.body.paths['/api/gratitude/{id}'].delete.responses[404], {
    description: /gratitude\/not-found/,
  })
  const live = await request(url, 'GET', '/api/asyncapi.json')
  t.match(live.body.operations, {
    'gratitude.add': { action: 'receive' },
    'gratitude.added': { action: 'send' },
  })
  const codes = await request(url, 'GET', '/api/errors')
  t.match(codes.body['gratitude/not-found'], { status: 404 })
})

t.test('the guide names no other place than this project', async (t) => {
  const links = [...guide.matchAll(/\]\(([^)#]+)\)/g)].map(([, link = '']) => link)
  t.same(
    links.filter((link) => !existsSync(join(project, 'docs/guides', link))),
    [],
    `${links.length} links lead somewhere`,
  )
  const hosts = [...guide.matchAll(/https?:\/\/([^/\s"'):]+)/g)].map(([, host]) => host)
  t.same([...new Set(hosts)], ['127.0.0.1'])
  t.notMatch(guide, /\/(home|work|tmp|usr)\//)
})

t.test('what does not fit is not applied', async (t) => {
  const source = 'one\ntwo\nthree = [a, b]\ntwo\n'
  t.equal(patch(source, ' one\n+more\n', 'x'), 'one\nmore\ntwo\nthree = [a, b]\ntwo\n')
  t.equal(
    patch(source, ' one\n-two\n@@\n-three = […]\n+three = […, c]\n', 'x'),
    'one\nthree = [a, b, c]\ntwo\n',
  )
  t.throws(() => patch(source, ' two\n+more\n', 'x'), { message: /x: 2 places, not one/ })
  t.throws(() => patch(source, ' four\n+more\n', 'x'), { message: /x: 0 places, not one/ })
  t.match('{"id":"a1"}\n', like('{"id":"…"}'))
  t.match('a\nb\nc\nd\n', like('a\n…\nd\n'))
  t.notMatch('{"id":"a1","more":1}\n', like('{"id":"…"}'))
  t.notMatch('a\nb\nc\n', like('a\n…\nd\n'))
})
