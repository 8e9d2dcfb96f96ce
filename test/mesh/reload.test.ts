import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { runScript, servicesOf, start, stop, whenStarted } from '../helper/npm-start.js'
import { temporaryDirectory } from '../helper/one-process.js'
import { freePort, wholeMesh } from '../helper/processes.js'
import { reloadUnderLoad } from '../helper/reload.js'

/** A machine that does other things besides, such as running more tests, should carry it with ease. */
const light = { people: 2, every: 60, around: 500 }

/** Run `npm run reload`, without its build. */
async function reload(dataDir: string): Promise<{ code: number | null; output: string }> {
  const { child, output } = runScript('reload', { DATA_DIR: dataDir })
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, output: output() }
}

t.test('where nothing runs, a reload says so', async (t) => {
  const { code, output } = await reload(temporaryDirectory(t))
  t.equal(code, 3)
  t.match(output, /^reload\/not-running: .*"dataDir"/)
})

t.test('every process is replaced under load, and nobody notices', async (t) => {
  const mesh = start(await freePort(), temporaryDirectory(t), 'info')
  t.teardown(() => stop(mesh, 'SIGTERM'))
  await whenStarted(mesh)
  const before = servicesOf(mesh.dataDir)
  t.equal(before.length, wholeMesh.length)

  let told = { code: null as number | null, output: '' }
  const figures = await reloadUnderLoad(
    mesh.url,
    async () => {
      told = await reload(mesh.dataDir)
    },
    light,
  )
  t.equal(told.code, 0, told.output)
  t.match(told.output, /Reloaded 8 processes/)
  const after = servicesOf(mesh.dataDir)
  const names = (all: typeof before) => all.map(({ service }) => service).sort()
  t.same(names(after), names(before), 'the same services as before, and no more')
  const old = new Set(before.map(({ pid }) => pid))
  t.same(
    after.filter(({ pid }) => old.has(pid)),
    [],
    'every process is another',
  )

  t.comment(JSON.stringify({ ...figures, closes: figures.closes.length }))
  t.same(figures.failed, [], `of ${figures.requests} requests none failed`)
  t.ok(figures.requests > 100, 'there was a load')
  t.ok(figures.reused > figures.requests / 2, 'over held connections')
  t.same(figures.lost, [], `of ${figures.acknowledgedWrites} acknowledged writes none is lost`)
  t.same(figures.twice, [], 'and nothing was done twice')
  t.same(
    figures.closes,
    Array.from({ length: figures.sockets }, () => 1012),
    'each WebSocket was asked to come back, once',
  )
  t.same(figures.socketsFailed, [])
  t.same(figures.outOfOrder, [], 'and saw each event once and in order')
  // For a while two processes wrote to each log.
  const logs = join(mesh.dataDir, 'logs')
  for (const name of readdirSync(logs)) {
    const lines = readFileSync(join(logs, name), 'utf8').split('\n').filter(Boolean)
    if (name.includes('stderr')) t.same(lines, [], `${name} is empty`)
    else t.doesNotThrow(() => lines.map((line) => JSON.parse(line) as unknown), `${name} is whole`)
  }
  t.notMatch(mesh.output(), /exited with code|will restart/, 'an end that was asked for is no news')
})
