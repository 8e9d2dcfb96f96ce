import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import t, { type Test } from 'tap'
import { send } from '../../bench/faults/flood.js'

/** The load generator of `npm run faults` against servers whose every answer is known. */
async function serve(t: Test, answer: (number: number, response: ServerResponse) => void) {
  let number = 0
  const server = createServer((request, response) => {
    request.resume()
    number += 1
    answer(number, response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const habits = [{ path: '/api/habit/h', token: 'x' }]
  return { wave: { url, habits, connections: 4, milliseconds: 500 }, asked: () => number }
}

const busy = JSON.stringify({ code: 'mesh/busy' })
const ok = (response: ServerResponse) => response.writeHead(200, { 'Content-Length': 2 }).end('{}')

t.test('what is accepted and what is refused, politely and not', async (t) => {
  const { wave, asked } = await serve(t, (number, response) => {
    if (number % 4 === 1) ok(response)
    else if (number % 4 === 2) response.writeHead(503, { 'Retry-After': '1' }).end(busy)
    else if (number % 4 === 3) {
      const headers = { 'Retry-After': '1', Connection: 'close', 'Content-Length': busy.length }
      response.writeHead(503, headers).end(busy)
    } else response.destroy()
  })
  const result = await send({ ...wave, keep: true })
  const { refused, answers } = result
  t.equal(answers.length, asked(), 'each request has its answer')
  const accepted = answers.filter((one) => one.accepted).length
  t.equal(accepted, Math.ceil(asked() / 4), 'one of four')
  const refusals = Math.floor((asked() + 2) / 4) + Math.floor((asked() + 1) / 4)
  t.same(refused, { 'mesh/busy': refusals, 'connection lost': Math.floor(asked() / 4) })
  t.equal(result.rude, refused['connection lost'], 'a lost connection is no polite refusal')
  t.ok(result.endedAt <= Date.now())
})

t.test('a rate is kept, whatever becomes of those before', async (t) => {
  const { wave, asked } = await serve(t, (_number, response) => {
    setTimeout(ok, 5, response)
  })
  const steady = await send({ ...wave, connections: 50, rate: 100 })
  t.ok(asked() >= 25 && asked() <= 51, `${asked()} of 50`)
  t.same(steady.refused, {})
  t.equal(steady.heldBack, 0)
  t.ok(steady.p50Ms >= 4)
})

t.test('what finds no connection free is held back, and counted', async (t) => {
  const { wave } = await serve(t, (_number, response) => {
    setTimeout(ok, 300, response)
  })
  const { heldBack, sentPerSecond } = await send({ ...wave, rate: 1_000 })
  t.ok(heldBack > 100, `${heldBack} held back`)
  t.ok(sentPerSecond < 50)
})
