import { readConfig } from '../shared/config.js'
import { asCoded } from '../shared/errors.js'
import './console/codes.js'
import { asText } from './console/problem.js'
import { holdSession } from './console/session.js'

/** `npm run repl`: try patterns by hand, as a member of the mesh that runs here. */

// Whoever reads the output may stop reading (`| head`).
process.stdout.on('error', () => process.exit(0))

try {
  await holdSession(readConfig(process.env))
} catch (error) {
  process.stderr.write(`${asText(asCoded(error))}\n`)
  process.exitCode = 1
}
// Everything is closed by now. Should a handle be left all the same, nobody waits for it.
setTimeout(() => process.exit(), 500).unref()
