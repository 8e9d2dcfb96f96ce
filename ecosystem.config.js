import { resolve } from 'node:path'
import process from 'node:process'

/**
 * The processes of Habit Mesh, for pm2. `npm start` runs them in the foreground; every setting comes
 * from the environment (see README, "Settings") and none is needed.
 *
 * A named export: pm2 does not find the apps behind a default one.
 */
const dataDir = resolve(process.env.DATA_DIR ?? './data')

/**
 * @param {string} name
 * @param {{ instances?: number, exec_mode?: 'cluster' | 'fork' }} how
 */
const service = (name, { instances = 1, exec_mode = 'cluster' } = {}) => ({
  name,
  script: `dist/services/${name}.js`,
  instances,
  // cluster: a reload starts the new process beside the old one, and hands it the public port.
  exec_mode,
  instance_var: 'SERVICE_INSTANCE',
  // What cannot even be loaded ends, and is tried again: pm2's cluster mode would only write it down.
  node_args: ['--unhandled-rejections=strict'],
  env: { PM2_DISABLE_VERSION_CHECK: '1', NODE_ENV: 'production' },
  // The services write their own logs; what pm2 keeps is only what a crash leaves behind.
  out_file: '/dev/null',
  error_file: resolve(dataDir, 'logs', `${name}.stderr.log`),
  // A process says when it is ready; only then is the one that it replaces asked to stop.
  wait_ready: true,
  listen_timeout: 30_000,
  kill_timeout: 6_000,
  // No process has children: to look for them costs a program for each.
  treekill: false,
  // pm2's metrics, which nobody reads here.
  pmx: false,
  exp_backoff_restart_delay: 100,
})

export const apps = [
  // A base's address is its own: two processes cannot have it at once, so they take turns.
  service('base', { instances: 2, exec_mode: 'fork' }),
  service('user'),
  service('habit', { instances: 2 }),
  service('mood'),
  service('chat'),
  service('gateway'),
]
