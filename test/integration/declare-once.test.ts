import t from 'tap'
import { LiveClient, register, request } from '../helper/client.js'
import { answers, ProjectCopy } from '../helper/copy.js'
import { freePort } from '../helper/processes.js'

// It compiles the product: on a busy machine that takes its time.
t.setTimeout(120_000)

const declaration = `
export const latest = message('role:mood,cmd:latest', {
  summary: 'One’s newest check-ins',
  input: object({ count: Type.Integer({ minimum: 1, maximum: 10 }) }),
  output: object({ items: Type.Array(Mood) }),
  errors: ['mood/not-found'],
  access: 'member',
  http: 'GET /api/mood/latest/:count',
  live: true,
  repeat: 'safe',
  example: { count: 3 },
})
`

const answer = `
  answer(latest, async ({ count }, call) => {
    const { items } = await call.mine(moods).page({ limit: count, order: -1 })
    if (items.length === 0) throw fail('mood/not-found')
    return { items: items.map(shown) }
  })
`

const copy = new ProjectCopy(t)

/** The logic: what the message gives. */
function giveAnswer(): void {
  const file = 'plugins/mood/mood.ts'
  const source = copy
    .read(file)
    .replace(/import \{ (.*) \} from '(.*errors\.js)'/, `import { fail, $1 } from '$2'`)
    .replace('import { list,', 'import { latest, list,')
    .replace(/\}\)\n$/, `${answer}})\n`)
  copy.write(file, source)
}

t.test('a message that is declared and not answered stops the start, by name', async (t) => {
  copy.append('plugins/mood/messages.ts', declaration)
  t.equal(await copy.build(), '', 'it compiles')
  const started = copy.start(process.execPath, ['dist/services/mood.js'])
  const patience = new Promise<string>((resolve) => {
    setTimeout(resolve, 15_000, 'still running').unref()
  })
  t.equal(await Promise.race([started.ended, patience]), 1, 'the service ends')
  t.match(
    started.output(),
    /role:mood,cmd:latest is declared, but plugin mood does not answer it/,
    'and says why',
  )
})

t.test('a message needs its declaration and its answer, and no other edit', async (t) => {
  giveAnswer()
  t.equal(await copy.build(), '', 'it compiles')
  const port = await freePort()
  const start = (service: string) =>
    copy.start(process.execPath, [`dist/services/${service}.js`], { PORT: String(port) })
  for (const service of ['base', 'user', 'mood']) start(service)
  const gateway = start('gateway')
  const url = `http://127.0.0.1:${port}`
  for (const role of ['user', 'journal', 'mood']) await answers(`${url}/api/${role}/ping`, gateway)

  t.test('REST', async (t) => {
    const ada = await register(url)
    const none = await ada.request('GET', '/api/mood/latest/2')
    t.match(none, { status: 404, body: { code: 'mood/not-found' } })
    for (const level of [1, 3, 5]) await ada.request('POST', '/api/mood', { level })
    const two = await ada.request('GET', '/api/mood/latest/2')
    t.match(two, { status: 200, body: { items: [{ level: 5 }, { level: 3 }] } })
    const many = await ada.request('GET', '/api/mood/latest/99')
    t.match(many, { status: 400, body: { code: 'input/invalid', fields: [{ field: 'count' }] } })
    const nobody = await request(url, 'GET', '/api/mood/latest/2')
    t.match(nobody, { status: 401, body: { code: 'auth/required' } })
  })

  t.test('the WebSocket', async (t) => {
    const bob = await register(url)
    await bob.request('POST', '/api/mood', { level: 2 })
    const live = await LiveClient.open(url, bob.accessToken)
    const sent = await live.send('role:mood,cmd:latest', { count: 1 })
    t.match(sent, { ok: { items: [{ level: 2 }] } })
    const wrong = await live.send('role:mood,cmd:latest', { count: 'one' })
    t.match(wrong, { error: { code: 'input/invalid' } })
    await live.close()
  })

  t.test('OpenAPI and AsyncAPI', async (t) => {
    const open = await request(url, 'GET', '/api/openapi.json')
    t.match(open.body.paths['/api/mood/latest/{count}'].get, {
      operationId: 'mood.latest',
      summary: 'One’s newest check-ins',
      parameters: [{ name: 'count', in: 'path', schema: { type: 'integer', maximum: 10 } }],
      responses: { 200: {}, 401: {}, 404: { description: /mood\/not-found/ } },
    })
    const live = await request(url, 'GET', '/api/asyncapi.json')
    t.match(live.body.operations['mood.latest'], { action: 'receive' })
    t.match(live.body.channels.live.messages['mood.latest'].payload.properties, {
      send: { const: 'role:mood,cmd:latest' },
      body: { properties: { count: { type: 'integer' } } },
    })
  })

  t.test('the console', async (t) => {
    const cyd = await register(url)
    await cyd.request('POST', '/api/mood', { level: 4 })
    const typed = [
      'patterns role:mood,cmd:l*',
      'help role:mood,cmd:latest',
      `as ${cyd.email}`,
      'act role:mood,cmd:latest {"count":1}',
    ]
    const shown = await copy.run(['scripts/console/built.js', 'repl'], {}, typed.join('\n'))
    t.match(shown, /^role:mood,cmd:latest +member +One’s newest check-ins$/m, 'listed')
    t.match(shown, /^ {2}REST +GET \/api\/mood\/latest\/:count → 200$/m, 'its help: the route')
    t.match(shown, /count +required +whole number; 1 to 10/, 'what it takes')
    t.match(shown, /mood\/not-found \(404\)/, 'what it fails with')
    t.match(shown, 'act role:mood,cmd:latest {"count":3}', 'its example')
    t.match(shown, '"level": 4', 'its answer')
  })
})
