import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gateway, openGateway } from '../../gateway/gateway.js'
import { plugins } from '../../plugins/plugins.js'
import { TestClock } from '../../shared/clock.js'
import type { Log } from '../../shared/log.js'
import { type Service, startService } from '../../shared/service.js'

/** What a helper needs of a test: to close behind it. */
export interface Teardown {
  teardown(close: () => Promise<void> | void): void
}

export interface OneProcess {
  readonly url: string
  readonly service: Service
  readonly clock: TestClock
  readonly dataDir: string
}

/** A directory that goes with the test. */
export function temporaryDirectory(t: Teardown): string {
  const folder = mkdtempSync(join(tmpdir(), 'habit-mesh-test-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Start every plugin and the gateway in this process, on a directory and a clock of their own. */
export async function startAll(
  t: Teardown,
  options: { now?: string; log?: Log; dataDir?: string; without?: readonly string[] } = {},
): Promise<OneProcess> {
  const dataDir = options.dataDir ?? temporaryDirectory(t)
  const { without = [] } = options
  const clock = new TestClock(options.now ?? '2026-03-18T12:00:00Z')
  const service = await startService({
    name: 'test',
    plugins: [...plugins.filter((plugin) => !without.includes(plugin.role)), gateway],
    dataDir,
    clock,
    checkOutput: true,
    ...(options.log === undefined ? {} : { log: options.log }),
  })
  const open = await openGateway(service, { host: '127.0.0.1', port: 0 })
  t.teardown(async () => {
    await open.close()
    await service.close()
  })
  return { url: open.url, service, clock, dataDir }
}
