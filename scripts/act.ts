import { text } from 'node:stream/consumers'
import { actOnce } from './console/once.js'

/** `npm run act -- '<pattern>' '<json>' [--as <email>]`: one message through the mesh, for scripts. */
process.exitCode = await actOnce(process.argv.slice(2), {
  read: () => text(process.stdin),
  out: (line) => process.stdout.write(line),
  error: (line) => process.stderr.write(line),
  terminal: process.stdout.isTTY,
})
// Everything is closed by now. Should a handle be left all the same, nobody waits for it.
setTimeout(() => process.exit(), 500).unref()
