import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { basesOf, freeBases } from '../shared/mesh/bases.js'
import { serviceContext } from '../shared/message/context.js'
import { meshSecret } from '../shared/secrets.js'
import { createSeneca, type Seneca, senecaReady } from '../shared/seneca.js'
import { startService } from '../shared/service.js'
import { say } from '../test/helper/echo.js'
import { compare, type Figure, rate } from './measure.js'

const answerer = join(fileURLToPath(import.meta.url), '..', 'answerer.js')

async function child(kind: string, dataDir: string): Promise<ChildProcess> {
  const made = spawn(process.execPath, [answerer, kind, dataDir], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  await once(made, 'message')
  return made
}

/** seneca-mesh as it comes: its own balancer and HTTP transport. */
async function plainClient(dataDir: string): Promise<Seneca> {
  const require = createRequire(import.meta.url)
  const seneca = createSeneca({ log: 'silent', debug: { undead: true } })
  seneca.use(require('seneca-balance-client'))
  const [, base = ''] = basesOf(dataDir, '127.0.0.1')
  const discover = { multicast: { active: false } }
  seneca.use('mesh', { host: '127.0.0.1', bases: [base], discover })
  await senecaReady(seneca)
  return seneca
}

/** A call between two processes: ours beside seneca-mesh with its defaults, the same answer behind both. */
export async function between(): Promise<Figure[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'habit-mesh-bench-'))
  const bases = await freeBases(dataDir, '127.0.0.1')
  const [ours, plain] = [await child('ours', dataDir), await child('plain', dataDir)]
  const place = { host: '127.0.0.1', bases: bases.slice(0, 1), secret: meshSecret(dataDir) }
  const service = await startService({ name: 'client', plugins: [], dataDir, mesh: place })
  const seneca = await plainClient(dataDir)
  await new Promise((resolve) => setTimeout(resolve, 3_000))
  const context = serviceContext({ deadline: Date.now() + 3_600_000 })
  const ask = service.ask(context)
  const call = () => ask(say, { text: 'hello' })
  const act = () =>
    new Promise<void>((resolve, reject) => {
      seneca.act('role:echo,cmd:say', { text: 'hello' }, (error: Error | null) => {
        if (error) reject(error)
        else resolve()
      })
    })
  const figures = await compare('calls/s', [
    { name: 'Habit Mesh, 64 in flight', measure: () => rate(call, 64) },
    { name: 'plain seneca-mesh (HTTP), 64 in flight', measure: () => rate(act, 64) },
    { name: 'Habit Mesh, 1 in flight', measure: () => rate(call, 1) },
    { name: 'plain seneca-mesh (HTTP), 1 in flight', measure: () => rate(act, 1) },
  ])
  await service.close()
  for (const process of [ours, plain]) process.kill('SIGKILL')
  rmSync(dataDir, { recursive: true, force: true })
  return figures
}
