import process from 'node:process'
import { promisify } from 'node:util'

/** One process, as pm2 sees it. */
export interface Managed {
  /** pm2's own number for it; it stays the same when the process is replaced. */
  readonly id: number
  readonly name: string
  readonly pid: number
  readonly status: string
}

/** The pm2 of one run of `npm start`. */
export interface Manager {
  list(): Promise<Managed[]>
  /** Replace a process; resolves when the old one is gone. */
  reload(id: number): Promise<void>
}

/**
 * Reach the pm2 with this home; undefined when there is none. Once in a process: pm2 reads its
 * environment when it is loaded.
 */
export async function reachPm2(home: string): Promise<Manager | undefined> {
  process.env['PM2_HOME'] = home
  process.env['PM2_DISABLE_VERSION_CHECK'] = '1'
  const { default: pm2 } = await import('pm2')
  // Not as a daemon: if there is none to reach, pm2 would leave one behind that nobody asked for.
  const reached = await new Promise<unknown>((resolve, reject) => {
    pm2.connect(true, (error: Error | null, meta?: unknown) => {
      if (error) reject(error)
      else resolve(meta)
    })
  })
  if ((reached as { new_pm2_instance?: boolean }).new_pm2_instance !== false) return undefined
  const list = promisify(pm2.list.bind(pm2))
  return {
    async list() {
      const described = await list()
      return described.map(({ pm_id, name, pid, pm2_env }) => ({
        id: pm_id ?? -1,
        name: name ?? '',
        pid: pid ?? 0,
        status: pm2_env?.status ?? 'unknown',
      }))
    },
    async reload(id) {
      await new Promise<void>((resolve, reject) => {
        // The environment stays what it was: this process's is another's.
        pm2.reload(id, { updateEnv: false }, (error: Error | string | null) => {
          if (error === null) resolve()
          else reject(error instanceof Error ? error : new Error(error))
        })
      })
    },
  }
}
