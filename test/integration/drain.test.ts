import { once } from 'node:events'
import { Agent, createServer, get, type IncomingMessage, type RequestListener } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { Type } from '@sinclair/typebox'
import t from 'tap'
import { type DrainOptions, drainable } from '../../gateway/drain.js'
import { gateway, openGateway } from '../../gateway/gateway.js'
import { message, object } from '../../shared/message/declare.js'
import { plugin } from '../../shared/message/plugin.js'
import { startService } from '../../shared/service.js'
import { plugins } from '../../plugins/plugins.js'
import { LiveClient, register } from '../helper/client.js'
import { type Teardown, temporaryDirectory } from '../helper/one-process.js'

/** A server that can drain, and a client that holds one connection to it. */
async function serve(t: Teardown, listener: RequestListener, options: DrainOptions) {
  const server = createServer(listener)
  const drain = drainable(server, options)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  t.teardown(() => {
    agent.destroy()
    server.closeAllConnections()
    server.close()
  })
  const ask = async (path = '/') => {
    const sent = get({ port, host: '127.0.0.1', path, agent })
    const [answer] = (await once(sent, 'response')) as [IncomingMessage]
    answer.resume()
    await once(answer, 'end')
    const { connection } = answer.headers
    return { status: answer.statusCode, connection, reused: sent.reusedSocket }
  }
  return { port, drain, ask }
}

const answerAll: RequestListener = (_request, response) => {
  response.end('ok')
}

/** Longer than any test takes: what waits for it fails by tap's timeout. */
const never = 60_000

t.test('without connections there is nothing to wait for', async (t) => {
  const { drain } = await serve(t, answerAll, { grace: never, limit: never })
  t.equal(await drain(), undefined)
})

t.test('a held connection is served once more, is told so, and ends with that', async (t) => {
  const { drain, ask, port } = await serve(t, answerAll, { grace: never, limit: never })
  t.match(await ask(), { status: 200, connection: 'keep-alive', reused: false })
  const drained = drain()
  const refused = connect(port, '127.0.0.1')
  const [error] = (await once(refused, 'error')) as [NodeJS.ErrnoException]
  t.equal(error.code, 'ECONNREFUSED', 'nobody new')
  t.match(await ask(), { status: 200, connection: 'close', reused: true })
  await drained
})

t.test('what is under way ends with its answer', async (t) => {
  const answers: (() => void)[] = []
  const wait: RequestListener = (_request, response) => {
    answers.push(() => response.end('late'))
  }
  const { drain, ask } = await serve(t, wait, { grace: 10, limit: never })
  const asked = ask()
  while (answers.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
  let over = false
  const drained = drain().then(() => {
    over = true
  })
  await new Promise((resolve) => setTimeout(resolve, 100))
  t.notOk(over, 'it is waited for')
  for (const answer of answers) answer()
  t.equal((await asked).status, 200)
  await drained
})

t.test('after the grace idle connections are closed, after the limit all', async (t) => {
  const stuck: RequestListener = (request, response) => {
    if (request.url !== '/stuck') response.end('ok')
  }
  const { drain, ask, port } = await serve(t, stuck, { grace: 50, limit: 300 })
  await ask()
  const silent = connect(port, '127.0.0.1')
  const hangs = connect(port, '127.0.0.1')
  await Promise.all([once(silent, 'connect'), once(hangs, 'connect')])
  const ends = (socket: typeof silent) =>
    new Promise<number>((resolve) => {
      socket.on('error', () => undefined)
      socket.once('close', () => resolve(performance.now()))
    })
  hangs.write('GET /stuck HTTP/1.1\r\nHost: x\r\n\r\n')
  await new Promise((resolve) => setTimeout(resolve, 50))
  const closed = Promise.all([ends(silent), ends(hangs)])
  await drain()
  const [first, last] = await closed
  t.ok(first < last, 'who never said anything goes before who waits for an answer')
})

const wait = message('role:pause,cmd:wait', {
  summary: 'Answers when it is let go',
  input: object({}),
  output: object({ count: Type.Integer() }),
  access: 'member',
  live: true,
})

t.test('1012: what was read is answered before, what comes after is not done', async (t) => {
  let asked = 0
  let letGo: () => void = () => undefined
  const held = new Promise<void>((resolve) => {
    letGo = resolve
  })
  const pausing = plugin('pause', ({ answer }) => {
    answer(wait, async () => {
      asked += 1
      const count = asked
      await held
      return { count }
    })
  })
  const service = await startService({
    name: 'test',
    plugins: [...plugins, pausing, gateway],
    dataDir: temporaryDirectory(t),
  })
  const open = await openGateway(service, { host: '127.0.0.1', port: 0 })
  t.teardown(() => service.close())
  const person = await register(open.url)
  const busy = await person.live()
  const idle = await person.live()
  const waiting = await LiveClient.bare(open.url)

  const answer = busy.send(wait.pattern)
  while (asked === 0) await new Promise((resolve) => setTimeout(resolve, 5))
  const closed = open.close()
  await idle.until(() => idle.closed !== undefined)
  await waiting.until(() => waiting.closed !== undefined)
  t.equal(idle.closed?.code, 1012)
  t.equal(waiting.closed?.code, 1012)
  t.equal(busy.closed, undefined, 'it is owed an answer')

  void busy.send(wait.pattern)
  // The ping comes back after what was sent before it was read.
  busy.socket.ping()
  await once(busy.socket, 'pong')
  letGo()
  t.match(await answer, { ok: { count: 1 } })
  await busy.until(() => busy.closed !== undefined)
  t.equal(busy.closed?.code, 1012)
  t.equal(asked, 1, 'what came after was not done')
  await closed
})
