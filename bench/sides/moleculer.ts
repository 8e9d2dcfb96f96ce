import { isLocalDay } from '../../shared/day.js'
import type { Parts, Place } from '../part.js'
import { requirePeer } from '../peer.js'
import { type DayInput, keep } from '../work.js'
import { caller, listener, teller } from './caller.js'
import { requestLine } from './request-line.js'

interface Broker {
  createService(schema: object): unknown
  start(): Promise<void>
  waitForServices(names: string[], patience: number): Promise<unknown>
  call(action: string, input: unknown): Promise<unknown>
  broadcast(event: string, body: unknown): Promise<unknown>
}

const { ServiceBroker } = requirePeer<{ ServiceBroker: new (options: object) => Broker }>(
  'moleculer',
)

/** What the work takes, as Moleculer's own validator is told it. */
const params = {
  $$strict: true,
  habitId: { type: 'string', min: 1, max: 64, pattern: /^[A-Za-z0-9_-]+$/ },
  day: {
    type: 'string',
    max: 10,
    custom: (value: string, errors: object[]) => {
      if (!isLocalDay(value)) errors.push({ type: 'day' })
      return value
    },
  },
  amount: { type: 'number', min: 0, max: 1e9, optional: true },
  note: { type: 'string', max: 2_000, optional: true },
}

const service = {
  name: 'bench',
  actions: { log: { params, handler: ({ params: input }: { params: DayInput }) => keep(input) } },
}

/** A node on the TCP transporter; the others' addresses are given, nothing is searched for. */
async function start(place: Place, ...services: object[]): Promise<Broker> {
  const urls = Object.entries(place.ports)
    .filter(([name]) => name !== 'web')
    .map(([name, port]) => `127.0.0.1:${port}/${name}`)
  const broker = new ServiceBroker({
    nodeID: `${place.part}${place.number ?? ''}`,
    logger: false,
    transporter: { type: 'TCP', options: { udpDiscovery: false, useHostname: false, urls } },
  })
  for (const one of services) broker.createService(one)
  await broker.start()
  return broker
}

export const parts: Parts = {
  async answer(place) {
    await start(place, service)
    return {}
  },

  async call(place) {
    const broker = await start(place)
    await broker.waitForServices(['bench'], 20_000)
    return caller((input) => broker.call('bench.log', input))
  },

  async local() {
    const broker = new ServiceBroker({ nodeID: 'local', logger: false })
    broker.createService(service)
    await broker.start()
    return caller((input) => broker.call('bench.log', input))
  },

  async gate(place) {
    const web = {
      name: 'gate',
      mixins: [requirePeer<object>('moleculer-web')],
      settings: {
        ip: '127.0.0.1',
        port: place.ports['web'],
        logRequest: false,
        logResponse: false,
        logRequestParams: false,
        logResponseData: false,
        use: [requestLine(place.dataDir)],
        routes: [
          {
            path: '/api/bench',
            bodyParsers: { json: { limit: '100kb' } },
            aliases: { 'PUT :habitId/day/:day': 'bench.log' },
          },
        ],
      },
    }
    const broker = await start(place, web)
    await broker.waitForServices(['bench'], 20_000)
    return {}
  },

  async listen(place) {
    const { heard, jobs } = listener()
    await start(place, { name: 'listener', events: { 'bench.logged': { handler: heard } } })
    return jobs
  },

  async tell(place) {
    const broker = await start(place)
    return teller((body) => broker.broadcast('bench.logged', body))
  },
}
