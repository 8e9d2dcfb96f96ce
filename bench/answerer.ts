import { createRequire } from 'node:module'
import { basesOf, portOf } from '../shared/mesh/bases.js'
import { meshSecret } from '../shared/secrets.js'
import { createSeneca, senecaReady } from '../shared/seneca.js'
import { startService } from '../shared/service.js'
import { echo } from '../test/helper/echo.js'

/** The other process of the comparison: `ours` or `plain` seneca-mesh, each a base of its own. */
const [, , kind, dataDir = ''] = process.argv
const bases = basesOf(dataDir, '127.0.0.1')
const [first = '', second = ''] = bases

if (kind === 'ours') {
  const secret = meshSecret(dataDir)
  const mesh = { host: '127.0.0.1', bases: [first], basePort: portOf(first), secret }
  await startService({ name: 'answerer', plugins: [echo('there')], dataDir, mesh })
} else {
  const require = createRequire(import.meta.url)
  const seneca = createSeneca({ log: 'silent', debug: { undead: true } })
  seneca.add('role:echo,cmd:say', (message, reply) => {
    const text = String(message['text'])
    reply(null, { text, requestId: 'r', zone: 'UTC', by: 'there' })
  })
  seneca.use(require('seneca-balance-client'))
  seneca.use('mesh', {
    isbase: true,
    host: '127.0.0.1',
    port: portOf(second),
    bases: [second],
    pins: ['role:echo'],
    discover: { multicast: { active: false } },
  })
  await senecaReady(seneca)
}
process.send?.('ready')
