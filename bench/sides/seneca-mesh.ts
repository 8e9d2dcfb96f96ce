import { createSeneca, type Seneca, senecaReady } from '../../shared/seneca.js'
import type { Parts } from '../part.js'
import { requireOwn } from '../peer.js'
import { checked, keep } from '../work.js'
import { caller } from './caller.js'

/** seneca-mesh as it comes: its own balancer and HTTP transport, nothing of ours. */
function plain(mesh: object): Seneca {
  const seneca = createSeneca({ log: 'silent', debug: { undead: true } })
  seneca.use(requireOwn('seneca-balance-client'))
  return seneca.use('mesh', {
    host: '127.0.0.1',
    discover: { multicast: { active: false } },
    ...mesh,
  })
}

export const parts: Parts = {
  async answer({ ports }) {
    const port = ports['base'] ?? 0
    const seneca = plain({ isbase: true, port, bases: [`127.0.0.1:${port}`], pins: ['role:bench'] })
    seneca.add('role:bench,cmd:log', ({ input }, reply) => {
      try {
        reply(null, keep(checked(input)))
      } catch (error) {
        reply(error as Error)
      }
    })
    await senecaReady(seneca)
    return {}
  },

  async call({ ports }) {
    const seneca = plain({ bases: [`127.0.0.1:${ports['base'] ?? 0}`] })
    await senecaReady(seneca)
    return caller(
      (input) =>
        new Promise((resolve, reject) => {
          seneca.act('role:bench,cmd:log', { input }, (error: Error | null, out: unknown) => {
            if (error) reject(error)
            else resolve(out)
          })
        }),
    )
  },
}
