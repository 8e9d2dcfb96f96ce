import { randomBytes } from 'node:crypto'
import t from 'tap'
import fc from 'fast-check'
import { clockWindow, Seal, sealLength } from '../../../../shared/mesh/seal.js'

const secret = Buffer.from('the secret of a mesh')
const here = '127.0.0.1:40001'
const start = 1_790_000_000_000

/** Two members whose clocks the test turns. */
function pair(options: { remembered?: number; largest?: number } = {}) {
  const clock = { sender: start, receiver: start }
  const sender = new Seal(secret, { now: () => clock.sender })
  const receiver = new Seal(secret, { ...options, now: () => clock.receiver })
  return { clock, sender, receiver }
}

const reason = (opened: object) => ('refused' in opened ? opened.refused : 'none')

t.test('what is sealed is opened as it was, by whom it is for, once', (t) => {
  const { sender, receiver } = pair()
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2_000 }), (bytes) => {
      const plain = Buffer.from(bytes)
      const datagram = sender.seal(plain, here)
      t.equal(datagram.length, plain.length + sealLength)
      t.equal(reason(receiver.open(datagram, '127.0.0.1:40002')), 'wrong key', 'another address')
      t.same(receiver.open(datagram, here), { plain })
      t.equal(reason(receiver.open(datagram, here)), 'replayed')
    }),
  )
  t.notOk(sender.seal(Buffer.from('a habit'), here).includes('habit'), 'it cannot be read')
  t.end()
})

t.test('any bit that is changed, and any byte that is missing or too much, is noticed', (t) => {
  const { sender, receiver } = pair()
  const datagram = sender.seal(Buffer.from('ping'), here)
  for (let bit = 0; bit < datagram.length * 8; bit += 1) {
    const changed = Buffer.from(datagram)
    changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
    t.ok('refused' in receiver.open(changed, here), `bit ${bit}`)
  }
  for (let length = 0; length < datagram.length; length += 1) {
    t.ok('refused' in receiver.open(datagram.subarray(0, length), here), `${length} bytes`)
  }
  t.ok('refused' in receiver.open(Buffer.concat([datagram, Buffer.of(0)]), here))
  t.same(receiver.open(datagram, here), { plain: Buffer.from('ping') }, 'itself still is')
  t.end()
})

t.test('nothing that anybody makes up is opened', (t) => {
  const { receiver } = pair()
  const stranger = new Seal(Buffer.from('another secret'), { now: () => start })
  t.equal(reason(receiver.open(stranger.seal(Buffer.from('x'), here), here)), 'wrong key')
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      t.ok('refused' in receiver.open(Buffer.from(bytes), here))
      // The same with a version and a time that are right.
      const likely = Buffer.concat([Buffer.alloc(7), Buffer.from(bytes)])
      likely[0] = 1
      likely.writeUIntBE(start, 1, 6)
      t.ok('refused' in receiver.open(likely, here))
    }),
  )
  t.equal(reason(receiver.open(Buffer.alloc(70_000, 1), here)), 'oversized')
  t.equal(reason(pair({ largest: 100 }).receiver.open(Buffer.alloc(101, 1), here)), 'oversized')
  t.end()
})

t.test(
  'it counts for half a minute, whichever clock is wrong, and over the turn of an hour',
  (t) => {
    const { clock, sender, receiver } = pair()
    const later = (time: number) => {
      const datagram = sender.seal(randomBytes(8), here)
      clock.receiver = clock.sender + time
      return reason(receiver.open(datagram, here))
    }
    t.equal(later(clockWindow), 'none')
    t.equal(later(-clockWindow), 'none')
    t.equal(later(clockWindow + 1), 'stale')
    t.equal(later(-clockWindow - 1), 'stale')
    for (let time = 0; time < 48; time += 1) {
      clock.sender = Math.ceil(start / 3_600_000) * 3_600_000 + time * 3_600_000 - 1
      t.equal(later(2), 'none')
      clock.sender += 1
      t.equal(later(-2), 'none')
    }
    t.end()
  },
)

t.test('a replay is refused for as long as it could count', (t) => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: -30_000, max: 30_000 }), fc.nat(20_000)), {
        minLength: 2,
        maxLength: 60,
      }),
      (steps) => {
        const { clock, sender, receiver } = pair({ remembered: 5 })
        const taken: Buffer[] = []
        for (const [skew, wait] of steps) {
          clock.receiver += wait
          clock.sender = clock.receiver + skew
          const datagram = sender.seal(Buffer.of(1), here)
          if (!('refused' in receiver.open(datagram, here))) taken.push(datagram)
          for (const old of taken) t.ok('refused' in receiver.open(old, here))
        }
        t.ok(taken.length > 0)
      },
    ),
    { numRuns: 200 },
  )
  t.end()
})

t.test('more than it remembers makes it refuse what is late, and go on', (t) => {
  const { clock, sender, receiver } = pair({ remembered: 10 })
  const first = sender.seal(Buffer.of(0), here)
  const late = sender.seal(Buffer.of(0), here)
  t.equal(reason(receiver.open(first, here)), 'none')
  for (let count = 0; count < 100; count += 1) {
    clock.sender += 1
    clock.receiver += 1
    t.equal(reason(receiver.open(sender.seal(Buffer.of(1), here), here)), 'none')
  }
  t.equal(reason(receiver.open(first, here)), 'stale')
  t.equal(reason(receiver.open(late, here)), 'stale')
  t.end()
})
