import { Type } from '@sinclair/typebox'
import { gateway, openGateway } from '../../gateway/gateway.js'
import user from '../../plugins/user/user.js'
import journal from '../../shared/journal/journal.js'
import { openLog } from '../../shared/log.js'
import { serviceContext } from '../../shared/message/context.js'
import { event, message, object } from '../../shared/message/declare.js'
import { type Hostable, plugin, type Tools } from '../../shared/message/plugin.js'
import { basesOf, portOf } from '../../shared/mesh/bases.js'
import { meshSecret } from '../../shared/secrets.js'
import { logFolder, type Service, startService } from '../../shared/service.js'
import type { Parts, Place } from '../part.js'
import { type DayInput, inputFields, keep, route } from '../work.js'
import { caller, listener, teller } from './caller.js'

/** Our side: the product's own parts, with a role that does nothing but the work. */
const log = message('role:bench,cmd:log', {
  summary: 'Keep what was done for a habit on one day, in memory',
  input: object(inputFields),
  output: object({ ...inputFields, at: Type.Integer() }),
  access: 'public',
  http: `PUT ${route}`,
  live: true,
  repeat: 'safe',
})

const logged = event('role:bench,event:logged', {
  summary: 'Something was done for a habit',
  body: object(inputFields),
  access: 'internal',
})

const letters = (number: number): string =>
  [...String(number)].map((digit) => 'abcdefghij'[Number(digit)]).join('')

/** More messages of the same role, to see what their number costs. */
const others = (count: number) =>
  Array.from({ length: count }, (_, number) =>
    message(`role:bench,cmd:other-${letters(number)}`, {
      summary: 'One of many',
      input: object(inputFields),
      output: object({ ...inputFields, at: Type.Integer() }),
      access: 'public',
      repeat: 'safe',
    }),
  )

type More = (tools: Tools) => void

/** The role; `more` is what else a process does with it. */
const bench = (patterns = 1, more: More = () => undefined) => {
  const messages = [log, ...others(patterns - 1)]
  return plugin('bench', (tools) => {
    for (const one of messages) tools.answer(one, (input) => keep(input))
    more(tools)
  })
}

/** A role for members that are only there. */
const idle = message('role:crowd,cmd:idle', {
  summary: 'Nothing',
  input: object({}),
  output: object({}),
  access: 'internal',
})
const crowd = plugin('crowd', ({ answer }) => answer(idle, () => ({})))

/** Start a service in this side's mesh; logs go to a file, debug off, as in production. */
async function start(place: Place, plugins: readonly Hostable[], base = false): Promise<Service> {
  const { dataDir, part, number = 0 } = place
  const name = `${part}.${number}`
  const bases = basesOf(dataDir, '127.0.0.1').slice(0, 1)
  const opened = await openLog({
    service: name,
    level: 'info',
    folder: logFolder(dataDir),
    terminal: 'none',
  })
  return startService({
    name,
    plugins,
    dataDir,
    log: opened.log,
    mesh: {
      host: '127.0.0.1',
      bases,
      secret: meshSecret(dataDir),
      ...(base ? { basePort: portOf(bases[0] ?? '') } : {}),
    },
  })
}

const patient = () => serviceContext({ deadline: Date.now() + 3_600_000 })

export const parts: Parts = {
  async answer(place) {
    await start(place, [bench(place.patterns)], true)
    return {}
  },

  async call(place) {
    others((place.patterns ?? 1) - 1)
    const service = await start(place, [])
    const ask = service.ask(patient())
    return {
      ...caller((input) => ask(log, input)),
      known: () => service.mesh?.directory.peers.length,
    }
  },

  async local({ dataDir }) {
    const service = await startService({ name: 'local', plugins: [bench()], dataDir })
    const context = patient()
    const ask = service.ask(context)
    const act = (input: DayInput) =>
      new Promise((resolve, reject) => {
        const sent = { ...input, custom$: context }
        service.seneca.act(log.pattern, sent, (error: Error | null, out: unknown) => {
          if (error) reject(error)
          else resolve(out)
        })
      })
    const acts = caller(act)
    return { ...caller((input) => ask(log, input)), acts: acts['calls'] as never }
  },

  async gate(place) {
    const service = await start(place, [gateway])
    await openGateway(service, { host: '127.0.0.1', port: place.ports['gate'] ?? 0 })
    return {}
  },

  async people(place) {
    await start(place, [user, journal])
    return {}
  },

  async listen(place) {
    const { heard, jobs } = listener()
    await start(place, [bench(1, ({ on }) => on(logged, heard))])
    return jobs
  },

  async tell(place) {
    let emit: (body: DayInput) => void = () => undefined
    const telling: More = ({ onReady }) => {
      onReady((call) => {
        emit = (body) => call.emit(logged, body)
      })
    }
    await start(place, [bench(1, telling)], true)
    return teller((body) => emit(body))
  },

  /** Several members in one process: they gossip and are known, and nobody asks them anything. */
  async crowd(place) {
    const { number = 0, members = 1 } = place
    for (let one = 0; one < members; one += 1) {
      await start({ ...place, number: number * 100 + one }, [crowd])
    }
    return {}
  },
}
