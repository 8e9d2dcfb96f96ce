import { resolve } from 'node:path'
import process from 'node:process'

/**
 * The processes of Habit Mesh, for pm2. `npm start` runs them in the foreground; every setting comes
 * from the environment (see README, "Settings") and none is needed.
 *
 * A named export: pm2 does not find the apps behind a default one.
 */
const dataDir = resolve(process.env.DATA_DIR ?? './data')

/** @param {string} name @param {number} instances */
const service = (name, instances = 1) => ({
  name,
  script: `dist/services/${name}.js`,
  instances,
  exec_mode: 'fork',
  instance_var: 'SERVICE_INSTANCE',
  env: { PM2_DISABLE_VERSION_CHECK: '1', NODE_ENV: 'production' },
  // The services write their own logs; what pm2 keeps is only what a crash leaves behind.
  out_file: '/dev/null',
  error_file: resolve(dataDir, 'logs', `${name}.stderr.log`),
  kill_timeout: 6_000,
  exp_backoff_restart_delay: 100,
})

export const apps = [
  service('base', 2),
  service('user'),
  service('habit', 2),
  service('mood'),
  service('chat'),
  service('gateway'),
]
