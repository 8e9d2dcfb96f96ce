import t from 'tap'
import fc from 'fast-check'
import { isAdvertisement, peerOf } from '../../../../shared/mesh/advertisement.js'
import { faultOf } from '../../../../shared/mesh/gossip/shape.js'
import { advertise } from '../../../helper/gossip.js'

const own = '127.0.0.1:40001'
const meta = (more: object = {}) => advertise(['habit', 'mood'], more)
const record = (more: object = {}) => ({
  host: own,
  state: 0,
  incarnation: 1_790_000_000_000,
  meta: meta(),
  ...more,
})
const many = (count: number, item: (at: number) => unknown) =>
  new Array(count).fill(0).map((_, at) => item(at))

t.test('what members of this mesh say of themselves is taken', (t) => {
  t.ok(isAdvertisement(meta()))
  t.match(peerOf({ meta: meta() }), {
    service: 'simulated',
    roles: ['habit', 'mood'],
    listens: ['role:journal,event:appended'],
  })
  for (const more of [
    { host: 'habit-1.internal' },
    { port: 1 },
    { port: 65_535 },
    { roles: [], pin: ['id:abc/1/2/3.38.0/base,role:nobody'] },
    { roles: many(64, (at) => `role-${at}`), pin: ['role:role-63'] },
    { tls: true, zone: 'a', weight: 3, takes: ['x', 'y'] },
  ]) {
    t.ok(isAdvertisement(meta(more)), JSON.stringify(more))
    t.ok(peerOf({ meta: meta(more) }))
  }
  t.ok(isAdvertisement({ ...meta(), left$: true }))
  t.end()
})

t.test('what would mislead or end the others is not', (t) => {
  const cases: object[] = [
    { type: 'web' },
    { type: 'unheard-of' },
    { type: undefined },
    { host: '::1' },
    { host: '' },
    { host: 'a b' },
    { host: 'x'.repeat(254) },
    { host: 5 },
    { port: 0 },
    { port: 65_536 },
    { port: 1.5 },
    { port: '80' },
    { service: undefined },
    { service: 'x'.repeat(65) },
    { roles: undefined },
    { roles: [1] },
    { roles: ['habit', null] },
    { roles: many(65, (at) => `r${at}`) },
    { roles: ['x'.repeat(33)] },
    { roles: ['seneca'], pin: ['role:seneca'] },
    { listens: 'role:x' },
    { listens: many(65, () => 'role:x') },
    { listens: ['x'.repeat(161)] },
    { listens: ['role:x,{'] },
    { since: 'now' },
    { since: -1 },
    { more: 'x'.repeat(257) },
    { more: { nested: true } },
    { fatal$: true },
    { cmd: 'close' },
    { role: 'seneca' },
    { hook: 'listen' },
  ]
  for (const more of cases) {
    t.notOk(isAdvertisement(meta(more)), JSON.stringify(more))
    t.equal(peerOf({ meta: meta(more) }), undefined, JSON.stringify(more))
  }
  for (const more of [
    { pin: undefined },
    { pin: 'role:habit' },
    { pin: [] },
    { pin: ['role:user'] },
    { pin: ['cmd:close'] },
    { pin: ['role:habit,{'] },
    { model: 'observe' },
  ]) {
    t.notOk(isAdvertisement(meta(more)), JSON.stringify(more))
  }
  for (const other of [
    { ...meta(), instance: '' },
    { ...meta(), instance: 7 },
    { ...meta(), identifier$: 'x'.repeat(3_001) },
    { ...meta(), tag$: 1 },
    { ...meta(), config: null },
    { ...meta(), fatal$: true },
    { ...meta(), left$: 'yes' },
    null,
    undefined,
    [],
    'x',
  ]) {
    t.notOk(isAdvertisement(other))
  }
  t.equal(peerOf({}), undefined)
  t.end()
})

t.test('messages of gossip are exactly what swim expects', (t) => {
  t.equal(faultOf('ping', { seq: 0 }, own), undefined)
  t.equal(faultOf('ack', { seq: 7 }, own), undefined)
  t.equal(faultOf('pingreq', { seq: 1, destination: own }, own), undefined)
  t.equal(faultOf('sync', record(), own), undefined)
  t.equal(faultOf('update', record({ state: 2 }), '10.0.0.1:1'), undefined)
  const short = { host: own, state: 1, incarnation: 5, mark: 'abcdefgh' }
  t.equal(faultOf('update', short, own), undefined, 'without the advertisement')
  t.equal(faultOf('update', { ...short, state: 2, left: true }, own), undefined)
  const bad: [string, unknown][] = [
    ['update', { ...short, mark: 5 }],
    ['update', { ...short, host: 'x' }],
    ['update', { ...short, left: 'yes' }],
    ['update', { ...short, meta: {} }],
    ['sync', short],
    ['ping', undefined],
    ['ping', { seq: -1 }],
    ['ping', { seq: '1' }],
    ['ping', { seq: 1, more: 1 }],
    ['ack', { seq: NaN }],
    ['ack', { seq: Infinity }],
    ['ack', []],
    ['pingreq', { seq: 1 }],
    ['pingreq', { seq: 1, destination: 'x' }],
    ['pingreq', { seq: 1, destination: '999.1.1.1:1' }],
    ['pingreq', { seq: 1, destination: '127.0.0.1:70000' }],
    ['sync', record({ host: '127.0.0.1:40002' })],
    ['update', record({ host: 'localhost:1' })],
    ['update', record({ host: '127.0.0.1:0' })],
    ['update', record({ state: 3 })],
    ['update', record({ state: '0' })],
    ['update', record({ incarnation: 2 ** 53 })],
    ['update', record({ incarnation: -1 })],
    ['update', record({ incarnation: null })],
    ['update', { ...record(), more: 1 }],
    ['unknown', Buffer.alloc(0)],
  ]
  for (const [kind, data] of bad) t.equal(faultOf(kind, data, own), 'message', kind)
  t.equal(faultOf('update', record({ meta: meta({ type: 'tcp' }) }), own), 'advertisement')
  t.equal(faultOf('sync', record({ meta: null }), own), 'advertisement')
  t.end()
})

t.test('whatever comes instead is refused, and nothing is thrown', (t) => {
  const names = ['type', 'host', 'port', 'service', 'roles', 'listens', 'since', 'pin', 'model']
  fc.assert(
    fc.property(fc.constantFrom(...names), fc.jsonValue(), (name, value) => {
      const changed = meta({ [name]: value })
      const taken = isAdvertisement(changed)
      // What is taken is no larger than what is announced.
      t.ok(!taken || JSON.stringify(changed).length < 20_000)
      peerOf({ meta: changed })
    }),
  )
  fc.assert(
    fc.property(
      fc.constantFrom('ping', 'pingreq', 'sync', 'update', 'x'),
      fc.anything(),
      (k, v) => {
        faultOf(k, v, own)
      },
    ),
  )
  t.end()
})
