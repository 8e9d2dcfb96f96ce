import { run } from '../shared/run.js'

/** A base of the mesh: the others find each other through it. It answers no role. */
const number = Number(process.env['SERVICE_INSTANCE'] ?? process.env['NODE_APP_INSTANCE'] ?? 0)

await run('base', [], { base: number })
