import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import ts from 'typescript'
import { project } from '../helper/processes.js'

// The compiler reads every message of the product: on a busy machine that takes its time.
t.setTimeout(60_000)

/** A fault that the compiler finds: `<line>: <code>`, the line counted from 1. */
type Fault = `${number}: ${number}`

const configured = ts.getParsedCommandLineOfConfigFile(
  join(project, 'tsconfig.json'),
  { noEmit: true, incremental: false },
  {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
      throw new Error(ts.flattenDiagnosticMessageText(messageText, '\n'))
    },
  },
)

/** What the compiler says of texts as if they stood in test/unit/types, with the product's settings. */
function compile(texts: Readonly<Record<string, string>>): Map<string, Fault[]> {
  const options = configured?.options ?? {}
  const paths = new Map(
    Object.entries(texts).map(([name, text]) => [join(project, 'test/unit/types', name), text]),
  )
  const host = ts.createCompilerHost(options)
  const disk = { ...host }
  host.fileExists = (path) => paths.has(path) || disk.fileExists(path)
  host.readFile = (path) => paths.get(path) ?? disk.readFile(path)
  host.getSourceFile = (path, version, ...rest) => {
    const text = paths.get(path)
    if (text === undefined) return disk.getSourceFile(path, version, ...rest)
    return ts.createSourceFile(path, text, version)
  }
  const roots = [...paths.keys(), join(project, 'plugins/messages.ts')]
  const program = ts.createProgram(roots, options, host)
  const faultsOf = (path: string): Fault[] => {
    const file = program.getSourceFile(path)
    if (file === undefined) throw new Error(`${path} was not compiled`)
    const found = [
      ...program.getSyntacticDiagnostics(file),
      ...program.getSemanticDiagnostics(file),
    ]
    return found.map(({ code, start }): Fault => {
      const { line } = file.getLineAndCharacterOfPosition(start ?? 0)
      return `${line + 1}: ${code}`
    })
  }
  return new Map(
    Object.keys(texts).map((name) => [name, faultsOf(join(project, 'test/unit/types', name))]),
  )
}

const expectation = /^\s*\/\/ @ts-expect-error (\d+)$/

const source = readFileSync(join(project, 'test/unit/types/ask.ts'), 'utf8')
const lines = source.split('\n')

/** The faults that the comments of the source promise, each in the line below. */
const promised = lines.flatMap((line, index): Fault[] => {
  const code = expectation.exec(line)?.[1]
  return code === undefined ? [] : [`${index + 2}: ${Number(code)}`]
})

const withoutComments = lines.map((line) => (expectation.test(line) ? '' : line)).join('\n')

const imports = `
import { log, list } from '../../../plugins/mood/messages.js'
import type { Call } from '../../../shared/message/call.js'
`.trim()

const correct = `${imports}
export async function correct({ ask }: Call): Promise<string> {
  await ask('role:mood,cmd:list', { limit: 1 })
  await ask(list, { limit: 1 })
  return (await ask(log, { level: 3 })).day
}
`

const expected = `${imports}
export async function expected({ ask }: Call): Promise<void> {
  // @ts-expect-error 2353
  await ask('role:mood,cmd:list', { limit: 1 })
  // @ts-expect-error 2353
  await ask(log, { level: 3, mood: 'calm' })
  await ask(list, {})
}
`

const found = compile({
  'ask.ts': source,
  'wrong.ts': withoutComments,
  'correct.ts': correct,
  'expected.ts': expected,
})

t.test('what is right compiles, and gives the declared types', async (t) => {
  t.ok(promised.length > 20, `${promised.length} faults are looked for`)
  t.same(found.get('ask.ts'), [])
  t.same(found.get('correct.ts'), [])
})

t.test('what is wrong does not compile: each where and as it is said', async (t) => {
  t.same(found.get('wrong.ts'), promised)
})

t.test('an expected fault that does not come breaks the build', async (t) => {
  // 2578: unused '@ts-expect-error' directive. The second one is used, and is not told.
  t.same(found.get('expected.ts'), ['4: 2578'])
})
