import t from 'tap'
import fc from 'fast-check'
import { fail } from '../../../shared/errors.js'
import { Directory } from '../../../shared/mesh/directory.js'
import { decode, encode, errorOf, inward, outward } from '../../../shared/mesh/frame.js'
import { nonce, prove, sameProof } from '../../../shared/mesh/proof.js'
import { readContext, serviceContext } from '../../../shared/message/context.js'

const member = (instance: string, port: number, roles: string[], more = {}) => ({
  host: `127.0.0.1:${port + 1}`,
  state: 0,
  meta: {
    instance,
    config: {
      type: 'ws',
      host: '127.0.0.1',
      port,
      service: 'x',
      roles,
      listens: [],
      since: 1,
      ...more,
    },
  },
})

t.test('the proof holds for these nonces, this end and this secret only', (t) => {
  const secret = Buffer.from('a secret')
  const [mine, theirs] = [nonce(), nonce()]
  t.not(mine, theirs)
  const proof = prove(secret, 'caller', mine, theirs)
  t.ok(sameProof(proof, prove(secret, 'caller', mine, theirs)))
  for (const other of [
    prove(secret, 'answerer', mine, theirs),
    prove(secret, 'caller', theirs, mine),
    prove(Buffer.from('another'), 'caller', mine, theirs),
    proof.slice(1),
    '',
    undefined,
    5,
  ]) {
    t.notOk(sameProof(other, proof))
  }
  t.end()
})

t.test('whatever comes is a frame or undefined; a frame comes back as it went', (t) => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const frame = decode(text)
      return frame === undefined || (Array.isArray(frame) && typeof frame[0] === 'string')
    }),
  )
  fc.assert(
    fc.property(fc.string(), fc.jsonValue(), (kind, value) => {
      t.same(decode(encode([kind, value])), JSON.parse(JSON.stringify([kind, value])))
    }),
    { numRuns: 50 },
  )
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      readContext(inward(value))
      errorOf(value)
    }),
  )
  t.end()
})

t.test('a context crosses with the time that is left; an error crosses whole', (t) => {
  const context = serviceContext({ user: 'ada', deadline: Date.now() + 5_000 })
  const there = readContext(inward(JSON.parse(JSON.stringify(outward(context)))))
  t.match(there, { user: 'ada', requestId: context.requestId })
  t.ok(Math.abs((there?.deadline ?? 0) - context.deadline) < 1_000)
  t.equal(readContext(inward({ ...outward(context), roles: 'admin' })), undefined)
  const error = fail('habit/not-found'.replace('habit/not-found', 'store/stale'), { id: 'x' })
  t.same(errorOf(JSON.parse(JSON.stringify(error)))?.toJSON(), error.toJSON())
  t.notOk('stack' in (JSON.parse(JSON.stringify(error)) as object))
  t.end()
})

t.test('the directory: who serves what, whose turn it is, who is gone', (t) => {
  const directory = new Directory('self')
  t.same(
    directory.update([
      member('a', 1, ['habit']),
      member('b', 2, ['habit', 'mood']),
      member('self', 3, ['x']),
    ]),
    [],
  )
  t.notOk(directory.serves('x'), 'not itself')
  const turns = [1, 2, 3, 4].map(() =>
    directory
      .inTurn('habit')
      .map((peer) => peer.instance)
      .join(),
  )
  t.same(turns, ['a,b', 'b,a', 'a,b', 'b,a'])
  const gone = directory.update([member('b', 2, ['habit', 'mood'])])
  t.same(
    gone.map((peer) => peer.instance),
    ['a'],
  )
  t.same(directory.inTurn('nobody'), [])
  t.end()
})
