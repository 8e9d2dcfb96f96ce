import { join as path } from 'node:path'
import '../../plugins/messages.js'
import type { Config } from '../../shared/config.js'
import { openLog } from '../../shared/log.js'
import { join, type Member } from './join.js'
import { findMesh } from './place.js'

/**
 * Join the mesh of this configuration, with a log of one's own.
 * @throws `console/no-mesh`, before anything is made in DATA_DIR
 */
export async function openConsole(config: Config): Promise<Member> {
  const place = findMesh(config)
  const { log, flush } = await openLog({
    service: 'console',
    // What is done by hand is always on record, however quiet the services are.
    level: config.logLevel === 'debug' ? 'debug' : 'info',
    folder: path(config.dataDir, 'logs'),
    terminal: 'none',
  })
  const member = await join(place, log).catch((error: unknown) => {
    flush()
    throw error
  })
  return {
    ...member,
    async close() {
      await member.close()
      flush()
    },
  }
}
