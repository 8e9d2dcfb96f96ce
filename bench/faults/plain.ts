import { createRequire } from 'node:module'
import { createSeneca, type Seneca, senecaReady } from '../../shared/seneca.js'
import { happened, read, workTime, write } from './messages.js'
import type { Record } from './record.js'
import type { Place, Side } from './side.js'

const require = createRequire(import.meta.url)

/**
 * seneca-mesh as it comes: its own balancer, the HTTP transport, Seneca's own timeout. Only where the
 * bases are is said, and that they are not sought by multicast.
 */
async function start(place: Place, options: object, define?: (seneca: Seneca) => void) {
  const seneca = createSeneca({ tag: place.name, log: 'silent', debug: { undead: true } })
  define?.(seneca)
  seneca.use(require('seneca-balance-client'))
  const { host, bases } = place
  const discover = { multicast: { active: false } }
  seneca.use('mesh', { host, bases: [...bases], discover, ...options })
  await senecaReady(seneca)
  return seneca
}

const act = (seneca: Seneca, pattern: string, message: object): Promise<{ by: string }> =>
  new Promise((resolve, reject) => {
    seneca.act(pattern, message, (error: Error | null, out: { by: string }) => {
      if (error) reject(error)
      else resolve(out)
    })
  })

const events = { pin: 'role:load,event:*', model: 'observe' }

const hear = (seneca: Seneca, record: Record) =>
  seneca.add(happened.pattern, (message, reply) => {
    record.hear(String(message['from']), Number(message['number']))
    reply(null, {})
  })

export const plain: Side = {
  async base(place, port) {
    await start(place, { isbase: true, port })
  },
  async answerer(place, record) {
    const by = record.name
    // `consume` goes to one, `observe` to all; seneca-mesh wants a listener for each.
    const listen = [
      { pin: 'role:load,cmd:*', model: 'consume', host: place.host },
      { ...events, host: place.host },
    ]
    await start(place, { listen }, (seneca) => {
      seneca.add(read.pattern, (_message, reply) => {
        setTimeout(reply, workTime.read, null, { by })
      })
      seneca.add(write.pattern, (message, reply) => {
        record.done(String(message['id']))
        setTimeout(reply, workTime.write, null, { by })
      })
      hear(seneca, record)
    })
  },
  async listener(place, record) {
    const options = { listen: [{ ...events, host: place.host }] }
    await start(place, options, (seneca) => hear(seneca, record))
  },
  async caller(place) {
    const seneca = await start(place, {})
    return {
      safe: async (id) => (await act(seneca, read.pattern, { id })).by,
      unsafe: async (id, patience) => {
        const timeout = patience === undefined ? {} : { timeout$: patience }
        return (await act(seneca, write.pattern, { id, ...timeout })).by
      },
      emit: (from, number, padding) => {
        act(seneca, happened.pattern, { from, number, padding }).catch(() => undefined)
      },
    }
  },
}
