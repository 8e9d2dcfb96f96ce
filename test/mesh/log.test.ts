import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { register } from '../helper/client.js'
import { MeshProcesses } from '../helper/processes.js'

t.test('a request id goes through every process; logs hold no text and no secret', async (t) => {
  const mesh = await MeshProcesses.start(t)
  const person = await register(mesh.url)
  const habit = { name: 'Tell nobody about yoga', kind: 'yesno', rule: { every: 'day' } }
  await person.request('POST', '/api/habit', habit)
  const text = 'I did my tell nobody yoga'
  const said = await person.request(
    'POST',
    '/api/chat',
    { text },
    { 'x-request-id': 'through-all' },
  )
  t.equal(said.status, 200)
  await mesh.stop()
  const folder = join(mesh.dataDir, 'logs')
  const lines = new Map(
    readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  )
  const withId = [...lines].filter(([, content]) => content.includes('through-all'))
  const services = new Set(withId.map(([name]) => name.split('.')[0]))
  t.same(services, new Set(['chat', 'gateway', 'habit']))
  for (const [name, content] of lines) {
    for (const line of content.trim().split('\n')) JSON.parse(line || '{}')
    for (const secret of ['nobody', person.accessToken, person.refreshToken, person.password]) {
      t.notOk(content.toLowerCase().includes(secret.toLowerCase()), name)
    }
  }
})
