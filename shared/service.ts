import { join } from 'node:path'
import { type Clock, systemClock } from './clock.js'
import { type Log, silentLog } from './log.js'
import { type Ask, askAs } from './message/ask.js'
import { type Context, serviceContext } from './message/context.js'
import { declaredMessages } from './message/declare.js'
import { type Host, hostOf } from './message/host.js'
import type { Hostable } from './message/plugin.js'
import { member } from './mesh/member/member.js'
import { joinMesh, type Mesh, type MeshOptions } from './mesh/mesh.js'
import { closeSeneca, createSeneca, memberOptions, type Seneca, senecaReady } from './seneca.js'
import { declaredEntities } from './store/entity.js'
import { directPort } from './store/port.js'
import { sqliteStore } from './store/sqlite/sqlite.js'

export interface ServiceOptions {
  readonly name: string
  readonly plugins: readonly Hostable[]
  readonly dataDir: string
  readonly clock?: Clock
  readonly log?: Log
  /** Without it everything runs in this one process. */
  readonly mesh?: Omit<MeshOptions, 'service' | 'roles' | 'listens'>
  /** Check what actions give, too. */
  readonly checkOutput?: boolean
}

export interface Service {
  readonly name: string
  readonly seneca: Seneca
  readonly host: Host
  readonly mesh: Mesh | undefined
  /** `ask`, on behalf of whoever `context` names; of the service itself without. */
  ask(context?: Partial<Context>): Ask
  close(): Promise<void>
}

/**
 * Start the plugins of one process: store, plugins, then the mesh, then whatever waits for all of
 * them. It owns nothing of the process itself (see run.ts), so that tests can start many.
 */
export async function startService(options: ServiceOptions): Promise<Service> {
  const seneca = createSeneca(memberOptions(options.name))
  const host = hostOf(seneca)
  host.clock = options.clock ?? systemClock
  host.log = options.log ?? silentLog
  host.checkOutput = options.checkOutput ?? false
  host.dataDir = options.dataDir
  // A plugin that can not be defined leaves Seneca waiting: it never says that it is ready.
  const failed = new Promise<never>((_resolve, reject) => {
    seneca.error((error) => reject(causeOf(error)))
  })
  seneca.use('entity', { mem_store: false })
  seneca.use(sqliteStore({ folder: options.dataDir, entities: entitiesOf(options.plugins) }))
  let mesh: Mesh | undefined
  for (const plugin of options.plugins) seneca.use(plugin)
  seneca.use(member(options.name, () => mesh))
  // Once for all of them: Seneca takes a tenth of a second to say that it is ready.
  await Promise.race([senecaReady(seneca), failed])
  host.store = directPort(seneca)

  if (options.mesh !== undefined) {
    const answered = [...host.answers.keys()].map(
      (pattern) => declaredMessages().get(pattern)?.role,
    )
    const advertised = answered.filter((role) => role !== undefined && role !== 'member')
    const roles = [...new Set(advertised as string[])]
    const listens = [...host.listeners.keys()]
    mesh = await joinMesh(host, { ...options.mesh, service: options.name, roles, listens })
    host.remote = mesh
  }
  for (const start of host.starters) await start()

  return {
    name: options.name,
    seneca,
    host,
    mesh,
    ask: (context) => askAs(host, serviceContext(context)),
    /** First be chosen no more, then finish what is under way, then close the stores. */
    async close() {
      await mesh?.leave()
      for (const close of [...host.closers].reverse()) await close()
      await closeSeneca(seneca)
      await mesh?.close()
    },
  }
}

/** What a plugin threw, out of what Seneca makes of it. */
const causeOf = (error: Error & { orig$?: unknown }): Error =>
  error.orig$ instanceof Error ? error.orig$ : error

/** The entities of the roles that are hosted here: no other service's file is opened. */
function entitiesOf(plugins: readonly Hostable[]) {
  const roles = plugins.map((plugin) => ('role' in plugin ? plugin.role : undefined))
  return declaredEntities().filter(({ canon }) => roles.includes(canon.split('/')[0]))
}

/** Where a service keeps its logs. */
export const logFolder = (dataDir: string): string => join(dataDir, 'logs')
