import { once } from 'node:events'
import { request } from 'node:http'
import t from 'tap'
import { WebSocket } from 'ws'
import type { CodedError } from '../../shared/errors.js'
import type { Log } from '../../shared/log.js'
import { basesOf, freeBases, portOf } from '../../shared/mesh/bases.js'
import { nonce, prove } from '../../shared/mesh/proof.js'
import type { Hostable } from '../../shared/message/plugin.js'
import { hostOf } from '../../shared/message/host.js'
import { meshSecret } from '../../shared/secrets.js'
import type { Seneca } from '../../shared/seneca.js'
import { type Service, startService } from '../../shared/service.js'
import { echo, heard } from '../helper/echo.js'
import { type Teardown, temporaryDirectory } from '../helper/one-process.js'

type LooseAsk = (pattern: string, input: object) => Promise<unknown>

const askOf = (service: Service, context = {}): LooseAsk => service.ask(context) as LooseAsk

const until = async (holds: () => boolean, patience = 8_000) => {
  const end = Date.now() + patience
  while (!holds()) {
    if (Date.now() > end) throw new Error('waited in vain')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

const codeOf = async (asked: Promise<unknown>): Promise<string> => {
  try {
    await asked
    return 'none'
  } catch (error) {
    return (error as CodedError).code
  }
}

/** Members of one mesh in this process. */
async function mesh(t: Teardown) {
  const dataDir = temporaryDirectory(t)
  const bases = await freeBases(dataDir, '127.0.0.1')
  const secret = meshSecret(dataDir)
  const join = async (
    name: string,
    plugins: Hostable[] = [],
    more: { basePort?: number; secret?: Buffer; log?: Log } = {},
  ) => {
    const { log, ...place } = more
    const service = await startService({
      name,
      plugins,
      dataDir,
      mesh: { host: '127.0.0.1', bases, secret, ...place },
      ...(log === undefined ? {} : { log }),
    })
    t.teardown(() => service.close())
    return service
  }
  const base = () => join('base', [], { basePort: portOf(bases[0] ?? '') })
  return { join, base, bases, secret, dataDir }
}

t.test('a message, its failure and its context cross to another member and back', async (t) => {
  const { join, base } = await mesh(t)
  await base()
  await join('echo', [echo('there')])
  const client = await join('client')
  await until(() => client.mesh?.directory.serves('echo') === true)
  const ask = askOf(client, { user: 'ada', zone: 'Asia/Kolkata', requestId: 'r-1' })
  t.match(await ask('role:echo,cmd:mine', { text: 'hello' }), {
    text: 'hello',
    user: 'ada',
    zone: 'Asia/Kolkata',
    requestId: 'r-1',
    by: 'there',
  })
  await t.rejects(ask('role:echo,cmd:refuse', { text: 'four' }), {
    code: 'echo/refused',
    status: 418,
    message: 'Not this one.',
    details: { length: 4 },
  })
  await t.rejects(ask('role:echo,cmd:crash', { text: 'x' }), { code: 'internal', details: {} })
  t.equal(await codeOf(askOf(client)('role:echo,cmd:mine', { text: 'x' })), 'auth/required')
  const hurried = askOf(client, { deadline: Date.now() + 100 })
  const started = Date.now()
  t.equal(await codeOf(hurried('role:echo,cmd:slow', { wait: 3_000 })), 'mesh/too-late')
  t.ok(Date.now() - started < 1_000, 'nobody waits longer than they want to')
  // Seneca's own way takes the same connection.
  const acted = await new Promise<unknown>((resolve, reject) => {
    const context = {
      roles: [],
      zone: 'UTC',
      locale: 'en',
      requestId: 'r-2',
      deadline: Date.now() + 5_000,
      via: 'service',
    }
    const message = { text: 'acted', custom$: context }
    client.seneca.act('role:echo,cmd:say', message, (error: Error | null, out: unknown) => {
      if (error) reject(error)
      else resolve(out)
    })
  })
  t.match(acted, { text: 'acted', requestId: 'r-2', by: 'there' })
})

t.test('two members share the work; one that goes is not missed', async (t) => {
  const { join, base } = await mesh(t)
  await base()
  const one = await join('echo.1', [echo('one')])
  await join('echo.2', [echo('two')])
  const client = await join('client')
  await until(() => client.mesh?.directory.answering('echo').length === 2)
  const ask = askOf(client)
  const by = new Set<string>()
  for (let count = 0; count < 10; count += 1) {
    by.add(((await ask('role:echo,cmd:say', { text: 'x' })) as { by: string }).by)
  }
  t.same([...by].sort(), ['one', 'two'])
  await one.close()
  for (let count = 0; count < 20; count += 1) {
    t.match(await ask('role:echo,cmd:say', { text: 'x' }), { by: 'two' })
  }
})

t.test('the base may come last', async (t) => {
  const { join, base } = await mesh(t)
  const client = await join('client')
  await join('echo', [echo('early')])
  t.equal(await codeOf(askOf(client)('role:echo,cmd:say', { text: 'x' })), 'mesh/no-service')
  await base()
  await until(() => client.mesh?.directory.serves('echo') === true)
  t.match(await askOf(client)('role:echo,cmd:say', { text: 'x' }), { by: 'early' })
})

t.test('events reach every member that listens, and no other', async (t) => {
  const { join, base } = await mesh(t)
  await base()
  const heardBy: string[] = []
  const listener = (name: string): Hostable =>
    function (this: Seneca) {
      const note = (body: unknown) => heardBy.push(`${name} ${(body as { text: string }).text}`)
      hostOf(this).listeners.set(heard.pattern, new Set([note]))
      return { name }
    }
  const service = await join('echo', [echo('x')])
  await join('a', [listener('a')])
  await join('b', [listener('b')])
  await join('c')
  await until(() => service.mesh?.directory.listening(heard.pattern).length === 2)
  await askOf(service)('role:echo,cmd:say', { text: 'news' })
  await until(() => heardBy.length === 2)
  t.same(heardBy.sort(), ['a news', 'b news'])
})

t.test('strangers: no proof, a wrong proof, no pin, no frame, no WebSocket', async (t) => {
  const warnings: object[] = []
  const nothing = () => undefined
  const log: Log = {
    debug: nothing,
    info: nothing,
    error: nothing,
    warn: (entry: object) => warnings.push(entry),
  }
  const { join, base, secret } = await mesh(t)
  await base()
  await join('echo', [echo('there')], { log })
  const client = await join('client')
  await until(() => client.mesh?.directory.serves('echo') === true)
  const port = client.mesh?.directory.answering('echo')[0]?.peer.port ?? 0
  const url = `ws://127.0.0.1:${port}`

  for (const first of [
    '["ask",1,"role:echo,cmd:say",{"text":"x"},{}]',
    '["proof","n","wrong"]',
    'rubbish',
    '{}',
  ]) {
    const socket = new WebSocket(url)
    const frames: string[] = []
    socket.on('message', (data: Buffer) => frames.push(data.toString()))
    await once(socket, 'open')
    socket.send(first)
    const [code] = (await once(socket, 'close')) as [number]
    t.equal(code, 1008, first)
    t.equal(frames.length, 1, 'nothing but the challenge came')
  }
  t.equal(warnings.length, 4, 'each is on record')

  // Half a proof held open is cut off.
  const half = new WebSocket(url)
  const began = Date.now()
  await once(half, 'close')
  t.ok(Date.now() - began < 4_000)

  // HTTP on the port.
  const status = await new Promise<number>((resolve) => {
    request({ port, path: '/act?role=echo&cmd=say' }, (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    }).end()
  })
  t.equal(status, 426)

  // A proven member: only pins that are served, and only frames.
  const member = new WebSocket(url)
  const [hello] = (await once(member, 'message')) as [Buffer]
  const theirs = (JSON.parse(hello.toString()) as string[])[1] ?? ''
  const claim = { callerNonce: nonce(), answererNonce: theirs, instance: 'somebody' }
  member.send(
    JSON.stringify(['proof', claim.callerNonce, 'somebody', prove(secret, 'caller', claim)]),
  )
  const [welcome] = (await once(member, 'message')) as [Buffer]
  const there = client.mesh?.directory.answering('echo')[0]?.peer.instance ?? ''
  const theirClaim = { ...claim, instance: there }
  const welcomed = JSON.parse(welcome.toString()) as unknown[]
  t.same(welcomed.slice(0, 3), ['welcome', there, prove(secret, 'answerer', theirClaim)])
  const sent = performance.timeOrigin + performance.now()
  const context = ['r', sent + 5_000, 'service', [], 'UTC', 'en', null, null]
  for (const [pattern, input, code] of [
    ['role:seneca,get:options', {}, 'mesh/unknown-pattern'],
    ['role:user,cmd:me', {}, 'mesh/unknown-pattern'],
    ['role:echo,cmd:say', { text: 'x', fatal$: true }, 'input/invalid'],
    ['role:echo,cmd:say', { text: 'x', prior$: 'x' }, 'input/invalid'],
    ['role:echo,cmd:say', { text: 'x', role: 'user' }, 'input/invalid'],
  ] as const) {
    member.send(JSON.stringify([sent, ['ask', 1, pattern, input, context]]))
    const [reply] = (await once(member, 'message')) as [Buffer]
    t.match(JSON.parse(reply.toString()), [Number, ['error', 1, { code }]], pattern)
  }
  // Every directive, wherever it may stand: in the input, in the pattern, beside the message.
  const directives =
    'fatal prior default timeout gate custom sync local id actid meta plugin tx parents'
  const answerTo = async (pattern: string, input: object, ...more: unknown[]) => {
    member.send(JSON.stringify([sent, ['ask', 2, pattern, input, context, ...more]]))
    const [reply] = (await once(member, 'message')) as [Buffer]
    return (JSON.parse(reply.toString()) as [number, [string, number, { code?: string }]])[1]
  }
  for (const name of directives.split(' ').map((word) => `${word}$`)) {
    const inInput = await answerTo('role:echo,cmd:say', { text: 'x', [name]: { text: 'y' } })
    t.match(inInput, ['error', 2, { code: 'input/invalid' }], `${name} in the input`)
    const inPattern = await answerTo(`role:echo,cmd:say,${name}:true`, { text: 'x' })
    t.match(inPattern, ['error', 2, { code: 'mesh/unknown-pattern' }], `${name} in the pattern`)
    const beside = await answerTo('role:echo,cmd:say', { text: 'x' }, { [name]: true })
    t.match(beside, ['ok', 2, { text: 'x', requestId: 'r' }], `${name} beside it is not looked at`)
  }
  member.send(
    JSON.stringify([sent, ['ask', 1, 'role:echo,cmd:say', { text: 'x' }, { user: 'ada' }]]),
  )
  const [code] = (await once(member, 'close')) as [number]
  t.equal(code, 1008, 'a context that is none')

  // Somebody without the secret sees nobody, and nobody sees them.
  const stranger = await join('stranger', [], { secret: Buffer.from('another secret entirely') })
  t.equal(await codeOf(askOf(stranger)('role:echo,cmd:say', { text: 'x' })), 'mesh/no-service')
  t.same(stranger.mesh?.directory.peers, [])
  t.notOk(client.mesh?.directory.peers.some(({ service }) => service === 'stranger'))
  t.match(await askOf(client)('role:echo,cmd:say', { text: 'x' }), { by: 'there' }, 'still serving')
})

t.test('the bases’ addresses are chosen once, and anew when somebody took them', async (t) => {
  const { dataDir, bases } = await mesh(t)
  t.same(basesOf(dataDir, '127.0.0.1'), bases)
  const { createSocket } = await import('node:dgram')
  const squatter = createSocket('udp4')
  squatter.bind(portOf(bases[0] ?? ''), '127.0.0.1')
  await once(squatter, 'listening')
  const others = await freeBases(dataDir, '127.0.0.1')
  t.not(others[0], bases[0])
  t.same(basesOf(dataDir, '127.0.0.1'), others)
  squatter.close()
})
