import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { PeersMissing, peerVersions, requirePeer } from '../../../bench/peer.js'
import { temporaryDirectory } from '../../helper/one-process.js'

const sentence = {
  message:
    'fastest is not installed: the peers have an install of their own, npm ci --prefix bench',
}

/** A folder as bench/ is, with nothing installed. */
function emptyBench(t: Parameters<typeof temporaryDirectory>[0]): string {
  const folder = temporaryDirectory(t)
  writeFileSync(join(folder, 'package.json'), '{"dependencies":{"fastest":"1.2.3"}}')
  return folder
}

t.test('a peer that is not installed is told with what to do', async (t) => {
  const folder = emptyBench(t)
  t.throws(() => requirePeer<object>('fastest', folder), sentence)
  t.throws(() => peerVersions(folder), sentence)
})

t.test('a peer that lacks something of its own is another matter', async (t) => {
  const folder = emptyBench(t)
  const home = join(folder, 'node_modules', 'fastest')
  mkdirSync(home, { recursive: true })
  writeFileSync(join(home, 'package.json'), '{"version":"1.2.3"}')
  writeFileSync(join(home, 'index.js'), 'require("its-own-dependency")')
  t.strictSame(peerVersions(folder), { fastest: '1.2.3' })
  try {
    requirePeer<object>('fastest', folder)
    t.fail('it is not whole')
  } catch (error) {
    t.notOk(error instanceof PeersMissing)
    t.match((error as Error).message, 'its-own-dependency')
  }
})
