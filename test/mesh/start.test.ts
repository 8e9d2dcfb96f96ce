import t from 'tap'
import { register } from '../helper/client.js'
import { MeshProcesses, wholeMesh } from '../helper/processes.js'

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

t.test('any start order: the gateway first, the bases last', async (t) => {
  const mesh = await MeshProcesses.prepare(t)
  for (const service of [...wholeMesh].reverse()) {
    mesh.launch(service)
    await pause(service === 'habit' ? 1_500 : 200)
  }
  await mesh.ready()
  const person = await register(mesh.url)
  t.equal((await person.request('GET', '/api/habit/ping')).status, 200)
  t.equal(mesh.alive().length, wholeMesh.length, 'no process ended')
})

t.test('without a service /readyz names its role, and it is there again by itself', async (t) => {
  const mesh = await MeshProcesses.start(t)
  const person = await register(mesh.url)
  for (const running of mesh.alive('mood')) await mesh.kill(running)
  const not = await fetch(`${mesh.url}/readyz`)
  t.equal(not.status, 503)
  t.same(await not.json(), { status: 'not ready', missing: ['mood'] })
  const away = await person.request('POST', '/api/mood', { level: 3 })
  t.equal(away.status, 503)
  t.equal(away.headers.get('retry-after'), '1')
  t.match(away.body.code, /^mesh\/(no-service|unreachable)$/)
  mesh.launch('mood')
  await mesh.ready()
  t.equal((await person.request('POST', '/api/mood', { level: 3 })).status, 201)

  // One of two instances gone: nobody notices.
  const [first] = mesh.alive('habit')
  if (first !== undefined) await mesh.kill(first)
  const answers = await Promise.all(
    Array.from({ length: 40 }, () => person.request('GET', '/api/habit')),
  )
  t.same(new Set(answers.map((answer) => answer.status)), new Set([200]))
})
