import type { Parts } from '../part.js'
import { requirePeer } from '../peer.js'
import { checked, type DayInput, keep } from '../work.js'
import { caller } from './caller.js'

type Reply = (error: Error | null, out?: unknown) => void

interface Requester {
  readonly sock: { connect(port: number, host: string): void }
  send(request: object): Promise<unknown>
}

interface Responder {
  on(type: string, action: (request: { input: unknown }, reply: Reply) => void): void
}

type Component<T> = new (advertisement: object, discovery: object) => T

const { Requester, Responder } = requirePeer<{
  Requester: Component<Requester>
  Responder: Component<Responder>
}>('cote')

/** cote finds its peers by broadcasting; here it keeps to loopback and is told the address. */
const discovery = { address: '127.0.0.1', unicast: '127.0.0.1', port: 0, log: false }

export const parts: Parts = {
  async answer({ ports }) {
    const responder = new Responder({ name: 'answer', port: ports['answer'] }, discovery)
    responder.on('log', ({ input }, reply) => {
      try {
        reply(null, keep(checked(input)))
      } catch (error) {
        reply(error as Error)
      }
    })
    return {}
  },

  async call({ ports }) {
    const requester = new Requester({ name: 'call' }, discovery)
    requester.sock.connect(ports['answer'] ?? 0, '127.0.0.1')
    return caller((input: DayInput) => requester.send({ type: 'log', input }))
  },
}
