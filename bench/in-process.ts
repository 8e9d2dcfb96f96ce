import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serviceContext } from '../shared/message/context.js'
import { startService } from '../shared/service.js'
import { echo, say } from '../test/helper/echo.js'
import { compare, type Figure, rate } from './measure.js'

/** A message in one process: the direct way, and Seneca's own with the same checks. */
export async function inProcess(): Promise<Figure[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'habit-mesh-bench-'))
  const service = await startService({ name: 'bench', plugins: [echo('here')], dataDir })
  const context = serviceContext({ deadline: Date.now() + 3_600_000 })
  const ask = service.ask(context)
  const act = () =>
    new Promise<void>((resolve, reject) => {
      const message = { text: 'hello', custom$: context }
      service.seneca.act('role:echo,cmd:say', message, (error: Error | null) => {
        if (error) reject(error)
        else resolve()
      })
    })
  const figures = await compare('messages/s', [
    { name: '`ask`, direct way', measure: () => rate(() => ask(say, { text: 'hello' }), 64) },
    { name: '`act`, Seneca’s own way', measure: () => rate(act, 64) },
  ])
  await service.close()
  rmSync(dataDir, { recursive: true, force: true })
  return figures
}
