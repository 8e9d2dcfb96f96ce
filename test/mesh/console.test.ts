import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { temporaryDirectory } from '../helper/one-process.js'
import { built, MeshProcesses, project } from '../helper/processes.js'

interface Ended {
  readonly code: number | null
  readonly out: string
  readonly error: string
  /** From the last word on standard output to the end of the process (ms). */
  readonly leaving: number
}

async function end(child: ChildProcess, input: string): Promise<Ended> {
  let [out, error, last] = ['', '', Date.now()]
  child.stdout?.on('data', (data: Buffer) => {
    out += data.toString()
    last = Date.now()
  })
  child.stderr?.on('data', (data: Buffer) => (error += data.toString()))
  child.stdin?.end(input)
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, out, error, leaving: Date.now() - last }
}

type Environment = Record<string, string | undefined>

const script = (env: Environment, name: string, given: readonly string[], input = '') =>
  end(spawn(process.execPath, [join(built, 'scripts', `${name}.js`), ...given], { env }), input)

const parse = <T = unknown>(text: string) => JSON.parse(text) as T
const codeOf = ({ error }: Ended) => parse<{ code: string }>(error).code

/** A mesh without those services that this test does not need. */
async function startSome(): Promise<MeshProcesses> {
  const mesh = await MeshProcesses.prepare(t)
  for (const service of ['base', 'user', 'habit', 'gateway']) mesh.launch(service)
  const reached = async (role: string) =>
    (await fetch(`${mesh.url}/api/${role}/ping`).catch(() => undefined))?.status === 200
  for (let left = 300; !((await reached('habit')) && (await reached('user'))); left -= 1) {
    if (left === 0) throw new Error(mesh.output)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return mesh
}

const mesh = await startSome()
// Without the test runner's own preloads: the scripts as people run them.
const env: Environment = { ...mesh.environment, NODE_OPTIONS: '' }
const act = (...given: string[]) => script(env, 'act', given)
const repl = (lines: readonly string[]) => script(env, 'repl', [], lines.join('\n'))
const ada = { email: 'ada@example.org', password: 'a long walk at dawn', name: 'Ada' }
const asAda = ['--as', ada.email]
const secretNote = 'nobody else may read this'

t.test('act: the reply on standard output, the outcome in the exit code', async (t) => {
  const person = JSON.stringify({ ...ada, zone: 'Europe/Berlin' })
  const registered = await script(env, 'act', ['role:user,cmd:register', '-'], person)
  t.match(registered, { code: 0, error: '' }, 'input from standard input')

  const yoga = '{"name":"Yoga","kind":"yesno","rule":{"every":"day"}}'
  const created = await act('cmd:create, role:habit', yoga, ...asAda)
  t.match(created, { code: 0, error: '' })
  t.ok(created.leaving < 1_000, `gone ${created.leaving} ms after the reply`)
  t.equal(created.out.split('\n').length, 2, 'one line')
  const { id } = parse<{ id: string }>(created.out)

  const day = `{"habitId":"${id}","day":"2026-03-01","note":"${secretNote}"}`
  t.equal((await act('role:habit,cmd:log', day, ...asAda)).code, 0)
  const listed = await act('role:habit,cmd:list', ...asAda)
  t.match(JSON.parse(listed.out), { items: [{ id, name: 'Yoga' }] })
})

t.test('act: what fails says why on standard error', async (t) => {
  const cases: [code: string, exit: number, given: string[]][] = [
    ['habit/not-found', 1, ['role:habit,cmd:get', '{"habitId":"x"}', ...asAda]],
    ['input/invalid', 1, ['role:habit,cmd:get', '{"habit":"x"}', ...asAda]],
    ['auth/required', 1, ['role:habit,cmd:list']],
    ['user/not-found', 1, ['role:habit,cmd:list', '{}', '--as', 'nobody@example.org']],
    ['console/bad-json', 2, ['role:habit,cmd:get', '{"habitId"']],
    ['mesh/unknown-pattern', 2, ['role:habit,cmd:gte', '{}']],
    ['console/usage', 2, ['role:habit,cmd:list', '{}', '--for', 'x']],
  ]
  const all = await Promise.all(cases.map(([, , given]) => act(...given)))
  for (const [at, ended] of all.entries()) {
    const [code, exit] = cases[at] ?? ['', 0]
    t.match(ended, { code: exit, out: '' }, code)
    t.match(JSON.parse(ended.error), { code, title: /\w/, detail: /\w/, status: Number }, code)
  }
})

t.test('act: refused without the secret of the mesh, and clear when there is none', async (t) => {
  const stranger = temporaryDirectory(t)
  const { bases } = parse<{ bases: string[] }>(
    readFileSync(join(mesh.dataDir, 'mesh.json'), 'utf8'),
  )
  const outside: Environment = { ...env, DATA_DIR: stranger, MESH_BASES: bases.join(',') }
  const ping = ['role:habit,cmd:ping']

  const none = await script(outside, 'act', ping)
  t.match(none, { code: 3, out: '' })
  t.equal(codeOf(none), 'console/no-mesh', 'no secret')
  t.notOk(existsSync(join(stranger, 'secrets')), 'none is made')

  mkdirSync(join(stranger, 'secrets'))
  writeFileSync(join(stranger, 'secrets', 'mesh'), Buffer.alloc(32, 7).toString('base64url'))
  const [refused, session, away, empty] = await Promise.all([
    script(outside, 'act', ping),
    script(outside, 'repl', [], 'members\n'),
    script({ ...outside, MESH_BASES: '127.0.0.1:19998' }, 'act', ping),
    script({ ...env, DATA_DIR: join(stranger, 'empty') }, 'repl', [], 'help\n'),
  ])
  t.match(refused, { code: 3, out: '' })
  t.equal(codeOf(refused), 'mesh/refused')
  t.match(session, { code: 1, out: '', error: /^mesh\/refused .*secret of the mesh/s })
  t.match(away, { code: 3, out: '' })
  t.match(
    parse(away.error),
    { code: 'console/no-mesh', found: /no member.*secret/ },
    'nobody at the bases',
  )
  t.match(empty, { code: 1, out: '', error: /No mesh was found.*npm start/s })
  t.notOk(existsSync(join(stranger, 'empty')), 'nothing is made')
})

t.test('the REPL does what its lines say, whatever they are', async (t) => {
  const session = await repl([
    'patterns role:habit',
    'help role:habit,cmd:log',
    'role:habit,cmd:list',
    'as nobody@example.org',
    `as ${ada.email}`,
    'act cmd:list , role:habit {}',
    'act role:habit,cmd:get {"habitId":"x"}',
    'act role:habit,cmd:get {"habit":"x"}',
    'act role:habit,cmd:get {oops',
    'act role:habit,cmd:nix {}',
    'act',
    'no such command',
    '\u0000\u001b[A{{{',
    'as nobody',
    'role:habit,cmd:list {}',
    'members',
    'exit',
    'members',
  ])
  t.match(session, { code: 0, error: '' })
  t.ok(session.leaving < 1_000, `gone after ${session.leaving} ms`)
  const expected = [
    /^role:habit,cmd:clear +member.*role:habit,event:logged/s,
    /PUT \/api\/habit\/:habitId\/day\/:day/,
    /auth\/required \(401\)/,
    /user\/not-found \(404\)/,
    /Acting for ada@example\.org \([^;]+; [^;]+; Europe\/Berlin; en\)/,
    /"name": "Yoga"/,
    /habit\/not-found \(404\) .*What to do: Look at your list/s,
    /input\/invalid \(400\).*habitId: is missing.*habit: is not known here/s,
    /bad-json.*unknown-pattern.*usage.*unknown-command/s,
    /Acting for nobody.*auth\/required/s,
    /habit\.0 +\S+ +127\.0\.0\.1:\d+ +habit +\d{4}-\d\d-\d\dT/,
  ]
  let rest = session.out
  for (const pattern of expected) {
    const found = pattern.exec(rest)
    t.ok(found, String(pattern))
    if (found !== null) rest = rest.slice(found.index + found[0].length)
  }
  t.equal(session.out.match(/SERVICE/g)?.length, 1, 'nothing after exit')
})

t.test('each act is on record, on both sides, without what was said', async (t) => {
  const read = (service: string) =>
    readFileSync(join(mesh.dataDir, 'logs', `${service}.log`), 'utf8').trim()
  const entries = (text: string) => text.split('\n').map(parse<Record<string, unknown>>)
  const mine = read('console')
  const logged = entries(mine).find(({ pattern }) => pattern === 'role:habit,cmd:log')
  t.match(logged, { msg: 'acted', as: /\w{8}/, requestId: /\w{8}/, outcome: 'ok', level: 30 })
  const found = entries(mine).find(({ outcome }) => outcome === 'habit/not-found')
  t.match(found, { pattern: 'role:habit,cmd:get', as: logged?.['as'] as string })
  const theirs = entries(read('habit.0')).find(
    ({ requestId, msg }) => requestId === logged?.['requestId'] && msg === 'answered the console',
  )
  t.match(theirs, { pattern: 'role:habit,cmd:log', via: 'console', as: logged?.['as'], level: 30 })
  for (const private_ of [secretNote, ada.password, ada.email, 'Yoga'])
    t.notOk(mine.includes(private_), `the console’s log does not hold “${private_}”`)
  t.notOk(mesh.output.includes(secretNote))
})

t.test('npm run act: standard output holds the JSON alone', async (t) => {
  // As a shell of its own: npm hands its configuration on through the environment.
  const outer = Object.entries(env).filter(([name]) => !name.startsWith('npm_'))
  const options = { env: Object.fromEntries(outer), cwd: project }
  const npm = (...given: string[]) => end(spawn('npm', ['run', 'act', '--', ...given], options), '')
  const worked = await npm('role:habit,cmd:list', '{"limit":5}', ...asAda)
  t.equal(worked.code, 0, worked.error)
  t.match(JSON.parse(worked.out), { items: [{ name: 'Yoga' }] })
  const failed = await npm('role:nix,cmd:nix')
  t.equal(failed.code, 2, 'the exit code passes through npm')
  t.match(failed.error, /"code":"mesh\/unknown-pattern"/)
})
