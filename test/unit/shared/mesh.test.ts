import t from 'tap'
import fc from 'fast-check'
import { fail } from '../../../shared/errors.js'
import { peerOf } from '../../../shared/mesh/advertisement.js'
import { Directory } from '../../../shared/mesh/directory.js'
import { decode, decodeAll, encode, errorOf, inward, outward } from '../../../shared/mesh/frame.js'
import { PeerClock } from '../../../shared/mesh/peer-clock.js'
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
  const claim = { callerNonce: mine, answererNonce: theirs, instance: 'me' }
  const proof = prove(secret, 'caller', claim)
  t.ok(sameProof(proof, prove(secret, 'caller', { ...claim })))
  for (const other of [
    prove(secret, 'answerer', claim),
    prove(secret, 'caller', { ...claim, callerNonce: theirs, answererNonce: mine }),
    prove(secret, 'caller', { ...claim, instance: 'another' }),
    prove(Buffer.from('another'), 'caller', claim),
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
      readContext(inward(value, (theirs) => theirs))
      decodeAll(JSON.stringify(value))
      errorOf(value)
    }),
  )
  t.end()
})

t.test('a context crosses with the time that is left; an error crosses whole', (t) => {
  const context = serviceContext({ user: 'ada', deadline: Date.now() + 5_000 })
  const there = readContext(
    inward(JSON.parse(JSON.stringify(outward(context))), (theirs) => theirs),
  )
  t.match(there, { user: 'ada', requestId: context.requestId })
  t.ok(Math.abs((there?.deadline ?? 0) - context.deadline) < 1_000)
  t.equal(
    readContext(inward(outward({ ...context, roles: 'admin' as never }), (theirs) => theirs)),
    undefined,
  )
  const error = fail('habit/not-found'.replace('habit/not-found', 'store/stale'), { id: 'x' })
  t.same(errorOf(JSON.parse(JSON.stringify(error)))?.toJSON(), error.toJSON())
  t.notOk('stack' in (JSON.parse(JSON.stringify(error)) as object))
  t.end()
})

t.test('the directory: who serves what, who listens, whose turn stays', (t) => {
  const directory = new Directory()
  const at = (instance: string, roles: string[], listens: string[] = []) => {
    const peer = peerOf(member(instance, 1, roles, { listens }))
    if (peer === undefined) throw new Error('not an advertisement')
    return { peer }
  }
  const b = at('b', ['habit', 'mood'], ['role:habit,event:logged'])
  directory.update([at('a', ['habit']), b])
  t.ok(directory.serves('mood'))
  t.notOk(directory.serves('chat'))
  t.same(
    directory.answering('habit').map(({ peer }) => peer.instance),
    ['a', 'b'],
  )
  t.same(directory.listening('role:habit,event:logged'), [b])
  const group = directory.group('habit')
  if (group !== undefined) group.turn = 1
  directory.update([b])
  t.equal(directory.group('habit')?.turn, 1)
  t.same(directory.answering('habit'), [b])
  t.same(directory.answering('nobody'), [])
  t.end()
})

t.test(
  'another clock: the least delay is that of the clocks, so what lay about is seen to be old',
  (t) => {
    const clock = new PeerClock()
    // Theirs is 1,000,000 ahead; a message takes 2 ms, another lay for 5 s.
    clock.heard(1_000_100, 102)
    clock.heard(1_000_200, 205)
    t.equal(clock.here(1_000_300), 302)
    clock.heard(1_000_300, 5_300)
    t.equal(clock.here(1_000_900), 902, 'its deadline is over when it is read')
    // A pause longer than the window: what was known before still counts.
    clock.heard(1_001_000, 21_000)
    t.equal(clock.here(1_001_500), 1_502)
    // The clocks drift: in time only what was seen lately counts.
    for (const at of [32_000, 43_000]) clock.heard(1_000_000 + at, at + 50)
    t.equal(clock.here(1_050_000), 50_050)
    t.end()
  },
)
