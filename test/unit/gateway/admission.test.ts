import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import t from 'tap'
import { Admission } from '../../../gateway/admission.js'
import '../../../gateway/errors.js'
import type { Log } from '../../../shared/log.js'
import { request } from '../../helper/client.js'

const nothing = () => undefined

t.test(
  'what is beyond the bound is refused with when to come back, and room is made again',
  async (t) => {
    const warnings: object[] = []
    const log: Log = {
      debug: nothing,
      info: nothing,
      error: nothing,
      warn: (entry: object) => warnings.push(entry),
    }
    const admission = new Admission(2, log)
    const held: ServerResponse[] = []
    const server = createServer(
      admission.guard((asked, response) => {
        if (asked.url === '/readyz') response.end('ready')
        else held.push(response)
      }),
    )
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    t.teardown(() => {
      server.closeAllConnections()
      server.close()
    })
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const first = [request(url, 'GET', '/one'), request(url, 'GET', '/two')]
    while (held.length < 2) await new Promise((resolve) => setTimeout(resolve, 5))

    const refused = await request(url, 'POST', '/three', { much: 'x'.repeat(10_000) })
    t.equal(refused.status, 503)
    t.equal(refused.headers.get('retry-after'), '1')
    t.equal(refused.headers.get('content-type'), 'application/problem+json; charset=utf-8')
    t.match(refused.body, { code: 'mesh/busy', status: 503, requestId: String })
    t.equal((await request(url, 'GET', '/readyz')).status, 200, 'whoever watches is let in')
    t.equal(admission.inFlight, 2)
    t.notOk(admission.enter(), 'the same bound for the WebSocket')

    for (const response of held.splice(0)) response.end('done')
    t.same(
      (await Promise.all(first)).map(({ status }) => status),
      [200, 200],
    )
    while (admission.inFlight > 0) await new Promise((resolve) => setTimeout(resolve, 5))
    const again = request(url, 'GET', '/four')
    while (held.length < 1) await new Promise((resolve) => setTimeout(resolve, 5))
    held[0]?.end('done')
    t.equal((await again).status, 200)
    while (warnings.length < 1) await new Promise((resolve) => setTimeout(resolve, 20))
    t.same(warnings, [{ refused: 2, most: 2 }], 'on record once, with how many')
  },
)
