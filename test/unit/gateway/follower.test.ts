import t from 'tap'
import type { WebSocket } from 'ws'
import { Follower, page } from '../../../gateway/follower.js'
import type { Entry } from '../../../shared/journal/messages.js'
import { silentLog } from '../../../shared/log.js'

const entry = (seq: number): Entry => ({ seq, event: 'role:x,event:y', at: 0, body: {} })
const settled = () => new Promise((resolve) => setTimeout(resolve, 5))

/** A journal, a socket that can be slow, and what was told. */
function follow() {
  const journal: Entry[] = []
  const socket = { bufferedAmount: 0 }
  const told: number[] = []
  const fetched: number[] = []
  const follower = new Follower(
    socket as WebSocket,
    (seq) => {
      fetched.push(seq)
      const entries = journal.filter((one) => one.seq > seq).slice(0, page)
      return Promise.resolve({ entries, latest: journal.length })
    },
    (frame) => told.push((frame as { seq: number }).seq),
    silentLog,
  )
  const put = (count: number): Entry[] => {
    const added = Array.from({ length: count }, (_none, at) => entry(journal.length + at + 1))
    journal.push(...added)
    return added
  }
  return { follower, socket, told, fetched, put }
}

const upTo = (last: number) => Array.from({ length: last }, (_none, at) => at + 1)

t.test(
  'what is put while one follows is told at once; after a gap the journal says the rest',
  async (t) => {
    const { follower, told, fetched, put } = follow()
    follower.begin(0, 0)
    follower.deliver(put(2))
    t.same(told, [1, 2])
    put(3)
    follower.deliver(put(1))
    await settled()
    t.same(told, upTo(6))
    t.same(fetched, [2])
    follower.deliver([entry(3)])
    t.same(told, upTo(6), 'none twice')
  },
)

t.test(
  'a client that reads too slowly is told nothing more, and everything once it has read',
  async (t) => {
    const { follower, socket, told, put } = follow()
    follower.begin(0, 0)
    follower.deliver(put(1))
    socket.bufferedAmount = 300_000
    for (let times = 0; times < 1_000; times += 1) follower.deliver(put(1))
    follower.lookAgain()
    await settled()
    t.same(told, [1], 'what waits, waits in the journal and not in memory')
    t.notOk(follower.beat(), 'one heartbeat is not too long')
    socket.bufferedAmount = 100_000
    follower.written()
    t.same(told, [1], 'not yet')
    socket.bufferedAmount = 0
    follower.written()
    await settled()
    t.same(told, upTo(1_001), 'whole and in order')
    t.notOk(follower.beat())
  },
)

t.test('a client that does not read at all is sent away at the second heartbeat', async (t) => {
  const { follower, socket, put } = follow()
  follower.begin(0, 0)
  socket.bufferedAmount = 300_000
  follower.deliver(put(1))
  t.notOk(follower.beat())
  t.ok(follower.beat())
})
