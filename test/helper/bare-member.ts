/** A member of gossip as a process of its own, for a test to stop and continue: `secret base`. */
import { startBare } from './gossip.js'

const [secret = '', base = ''] = process.argv.slice(2)
const { host } = await startBare({ secret: Buffer.from(secret, 'hex'), bases: [base] })
process.stdout.write(`${host}\n`)
