import { spawn } from 'node:child_process'
import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { join } from 'node:path'
import t from 'tap'
import type { Log } from '../../shared/log.js'
import { freeBases, portOf } from '../../shared/mesh/bases.js'
import { cutGossip, loseGossip } from '../../shared/mesh/gossip/cut.js'
import { State } from '../../shared/mesh/gossip/swim.js'
import { Seal } from '../../shared/mesh/seal.js'
import { meshSecret } from '../../shared/secrets.js'
import { type Service, startService } from '../../shared/service.js'
import { echo } from '../helper/echo.js'
import { built } from '../helper/processes.js'
import { advertise, type Bare, type BareOptions, startBare } from '../helper/gossip.js'
import { plainEnvironment } from '../helper/environment.js'
import { type Teardown, temporaryDirectory } from '../helper/one-process.js'

const until = async (what: string, holds: () => boolean, patience = 20_000) => {
  const started = Date.now()
  while (!holds()) {
    if (Date.now() - started > patience) throw new Error(`waited in vain: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  return Date.now() - started
}

/** A log that a test can read. */
function listening() {
  const warned: Record<string, unknown>[] = []
  const nothing = () => undefined
  const warn = (entry: Record<string, unknown>) => warned.push(entry)
  const log = { debug: nothing, info: nothing, warn, error: nothing } as unknown as Log
  return { log, warned }
}

async function place(t: Teardown) {
  const dataDir = temporaryDirectory(t)
  const bases = await freeBases(dataDir, '127.0.0.1')
  const secret = meshSecret(dataDir)
  t.teardown(() => {
    cutGossip(undefined)
    loseGossip(0)
  })
  const bare = async (more: Partial<BareOptions> = {}) => {
    const member = await startBare({ secret, bases, ...more })
    t.teardown(() => member.node.leave())
    return member
  }
  const base = (more: Partial<BareOptions> = {}) => bare({ port: portOf(bases[0] ?? ''), ...more })
  return { dataDir, bases, secret, bare, base }
}

const sees = (member: Bare, other: Bare) =>
  member.node.members().some(({ host }) => host === other.host)

const allSeeAll = (members: readonly Bare[]) =>
  members.every((one) => members.every((other) => one === other || sees(one, other)))

/** Somebody at a socket: without the secret, or with it. */
async function somebody(t: Teardown, secret: Buffer) {
  const socket: Socket = createSocket('udp4')
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  t.teardown(() => void socket.close())
  const seal = new Seal(secret)
  const send = (datagram: Buffer, to: string) =>
    new Promise<void>((resolve) => {
      socket.send(datagram, portOf(to), '127.0.0.1', () => resolve())
    })
  return {
    host: `127.0.0.1:${socket.address().port}`,
    send,
    say: (plain: Buffer, to: string) => send(seal.seal(plain, to), to),
  }
}

/** What members really send, before it is sealed and after. */
function record(member: Bare) {
  const sealed: Buffer[] = []
  const plain: Buffer[] = []
  const { net } = member.swim
  const socket = net.udpSocket
  const send = socket.send.bind(socket) as (...given: unknown[]) => void
  socket.send = ((...given: unknown[]) => {
    sealed.push(Buffer.from(given[0] as Buffer))
    send(...given)
  }) as Socket['send']
  const sendBuffer = net.sendBuffer.bind(net)
  net.sendBuffer = (buffer, host) => {
    plain.push(Buffer.from(buffer))
    sendBuffer(buffer, host)
  }
  return { sealed, plain }
}

/** A generator of its own, so that a failure can be repeated. */
function random(seed: number) {
  let state = seed
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

function mutated(genuine: Buffer, pick: (below: number) => number): Buffer {
  const copy = Buffer.from(
    genuine.subarray(0, pick(4) === 0 ? pick(genuine.length + 1) : undefined),
  )
  for (let left = 1 + pick(4); left > 0 && copy.length > 0; left -= 1) {
    copy[pick(copy.length)] = pick(256)
  }
  return pick(8) === 0 ? Buffer.concat([copy, genuine.subarray(pick(genuine.length))]) : copy
}

t.test('100,000 datagrams of rubbish, sealed and not: all alive and serving after', async (t) => {
  const { dataDir, bases, secret, bare } = await place(t)
  const { log, warned } = listening()
  const start = async (name: string, basePort?: number): Promise<Service> => {
    const mesh = { host: '127.0.0.1', bases, secret }
    const service = await startService({
      name,
      plugins: name === 'echo' ? [echo('there')] : [],
      dataDir,
      log,
      mesh: basePort === undefined ? mesh : { ...mesh, basePort },
    })
    t.teardown(() => service.close())
    return service
  }
  await start('base', portOf(bases[0] ?? ''))
  await start('echo')
  const client = await start('client')
  const ask = client.ask() as unknown as (pattern: string, input: object) => Promise<unknown>
  const serving = async (when: string) =>
    t.match(await ask('role:echo,cmd:say', { text: when }), { by: 'there' }, when)

  const one = await bare()
  const another = await bare()
  const recorded = record(one)
  await until('all are there', () => one.node.members().length === 4)
  await until('all kinds were sent', () => recorded.plain.length > 20)
  await serving('before')

  const targets = one.node.members().map(({ host }) => host)
  const stranger = await somebody(t, Buffer.from('no secret'))
  const traitor = await somebody(t, secret)
  const pick = random(20_261_124)
  for (let count = 0; count < 100_000; count += 1) {
    const to = targets[count % targets.length] ?? ''
    const sealed = recorded.sealed[pick(recorded.sealed.length)] ?? Buffer.alloc(0)
    const plain = recorded.plain[pick(recorded.plain.length)] ?? Buffer.alloc(0)
    const noise = () => Buffer.from(Array.from({ length: pick(60) }, () => pick(256)))
    const send = [
      () => stranger.send(noise(), to),
      () => stranger.send(mutated(sealed, pick), to),
      () => stranger.send(sealed, to),
      () => traitor.say(mutated(plain, pick), to),
      () => traitor.say(noise(), to),
    ][count % 5]
    const sent = send?.()
    // Now and then wait, so that what is sent is also received.
    if (count % 20 === 0) {
      await sent
      await new Promise(setImmediate)
    }
  }
  const { refused, datagramsIn } = another.node.counters
  t.ok(datagramsIn > 20_000, `${datagramsIn} of 25,000 arrived at this one of four`)
  for (const reason of ['not ours', 'wrong key', 'message'] as const) {
    t.ok(refused[reason] > 1_000, `${refused[reason]} ${reason}`)
  }
  // Some of what a traitor says may be well formed: it can lie, and is contradicted.
  const alive = () =>
    targets.every((target) =>
      one.node.members().some(({ host, state }) => host === target && state === State.alive),
    )
  await until('all are alive', alive)
  await serving('after')
  const reasons = warned.map(
    ({ from, reason }) => `${String(from).split(':')[0]} ${String(reason)}`,
  )
  t.ok(reasons.length <= 3 * 7 + 3, `${reasons.length} lines for 100,000 datagrams`)
})

t.test(
  'without the secret nobody is seen; replays and what is too large are refused',
  async (t) => {
    const { base, bare } = await place(t)
    const { log, warned } = listening()
    const member = await base({ log })
    const stranger = await bare({ secret: Buffer.from('another secret') })
    await until('it was heard', () => member.node.counters.refused['wrong key'] >= 3)
    t.same(member.node.members(), [])
    t.same(stranger.node.members(), [])
    t.equal(warned.filter(({ reason }) => reason === 'wrong key').length, 1, 'said once')

    const friend = await bare()
    const { sealed } = record(friend)
    await until('they meet', () => sees(member, friend) && sealed.length > 5)
    const replayer = await somebody(t, Buffer.from('none'))
    for (const datagram of sealed) await replayer.send(datagram, member.host)
    await replayer.send(Buffer.alloc(60_000, 1), member.host)
    const { refused } = member.node.counters
    await until('refused', () => refused.oversized === 1 && refused.replayed >= 5)
    t.equal(warned.filter(({ reason }) => reason === 'replayed').length, 1)
  },
)

t.test(
  'a member that advertises what nobody knows is ignored by all and ends nobody',
  async (t) => {
    const { dataDir, bases, secret, bare } = await place(t)
    const { log, warned } = listening()
    const base = await startService({
      name: 'base',
      plugins: [],
      dataDir,
      log,
      mesh: { host: '127.0.0.1', bases, secret, basePort: portOf(bases[0] ?? '') },
    })
    t.teardown(() => base.close())
    const witness = await bare({ log })
    await until('they meet', () => witness.node.members().length === 1)
    const traitors: Bare[] = []
    for (const more of [
      { type: 'unheard-of' },
      { port: '80' },
      { roles: [1] },
      { fatal$: true },
      { pin: 'role:habit,{' },
      { more: 'x'.repeat(2_000) },
    ]) {
      traitors.push(await bare({ meta: advertise(['habit'], more) }))
    }
    const told = () =>
      warned.filter(({ reason }) => reason === 'advertisement').map(({ from }) => from)
    await until('the base was told', () => new Set(told()).size === traitors.length)
    // One that is told of by somebody else, and bad words about somebody good.
    const good = await bare()
    await until('the good one is known', () => sees(witness, good))
    t.equal(witness.node.members().length, 2)
    t.equal(base.mesh?.directory.peers.length, 2, 'the witness and the good one')
    t.equal(told().length, new Set(told()).size, 'each is told of once by whom it reached')
  },
)

t.test('two halves that each thought the other dead are whole again', async (t) => {
  const { bare, base } = await place(t)
  const members = [await base(), await bare(), await bare(), await bare(), await bare()]
  await until('all see all', () => allSeeAll(members))
  const half = new Set(members.slice(0, 2).map(({ host }) => host))
  cutGossip((from, to) => half.has(from) !== half.has(to))
  await until('each half is alone', () =>
    members.every(
      ({ node, host }) => node.members().length === (half.has(host) ? 1 : members.length - 3),
    ),
  )
  const [one] = members
  t.equal(one?.node.faulty().length, 3)
  // Who joins meanwhile is met, too.
  members.push(await bare())
  // Between members that see each other nobody is thought dead while the halves meet.
  const wrongly: string[] = []
  for (const { node, host: own } of members) {
    const mine = half.has(own)
    node.on('change', ({ host, state }) => {
      if (state === State.faulty && half.has(host) === mine) wrongly.push(host)
    })
  }
  cutGossip(undefined)
  const took = await until('whole', () => allSeeAll(members))
  t.ok(took < 5_000, `${took} ms`)
  t.same(wrongly, [])
  t.ok(members.every(({ node }) => node.faulty().length === 0))
})

t.test('killed, gone with a word, back at the same address, and the base last', async (t) => {
  const { bare, base } = await place(t)
  const members = [await bare(), await bare(), await bare()]
  t.ok(members.every(({ node }) => node.members().length === 0))
  members.push(await base())
  await until('the late base is found', () => allSeeAll(members))

  const [leaver] = members.splice(0, 1)
  const port = portOf(leaver?.host ?? '')
  leaver?.node.goodbye()
  const gone = await until('the leaver is gone', () =>
    members.every((one) => leaver !== undefined && !sees(one, leaver)),
  )
  t.ok(gone < 1_000, `${gone} ms`)
  t.ok(
    members.every(({ node }) => node.faulty().length === 0),
    'and is not looked for',
  )
  leaver?.node.leave()
  leaver?.node.leave()

  const again = await bare({ port })
  members.push(again)
  await until('another at its address', () => allSeeAll(members))

  again.kill()
  members.pop()
  await until('the killed one is dead', () => members.every((one) => !sees(one, again)))
  t.equal(members[0]?.node.faulty().length, 1)
  const back = await bare({ port })
  members.push(back)
  await until('it is back', () => allSeeAll(members))
})

t.test('a loss of a tenth of all datagrams kills nobody', async (t) => {
  const { bare, base } = await place(t)
  loseGossip(0.1)
  const members = [await base(), await bare(), await bare(), await bare()]
  await until('all see all', () => allSeeAll(members))
  const dead: string[] = []
  for (const { node } of members) {
    node.on('change', ({ host, state }) => void (state === State.faulty && dead.push(host)))
  }
  await new Promise((resolve) => setTimeout(resolve, 4_000))
  t.same(dead, [])
})

t.test('a process that stood still is back by itself', async (t) => {
  const { base, bare, bases, secret } = await place(t)
  const members = [await base(), await bare()]
  const script = join(built, 'test', 'helper', 'bare-member.js')
  const child = spawn(process.execPath, [script, secret.toString('hex'), bases[0] ?? ''], {
    env: plainEnvironment(),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  t.teardown(() => void child.kill('SIGKILL'))
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  const host = line.toString().trim()
  const known = () =>
    members.every(({ node }) => node.members().some((other) => other.host === host && !other.state))
  await until('it is there', known)
  child.kill('SIGSTOP')
  await until('it is thought dead', () => members.every(({ node }) => node.faulty().length === 1))
  child.kill('SIGCONT')
  const took = await until('it is back', known)
  t.ok(took < 3_000, `${took} ms`)
})
