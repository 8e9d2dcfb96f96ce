import { resolve } from 'node:path'
import t from 'tap'
import { readConfig, settings } from '../../../shared/config.js'
import type { CodedError } from '../../../shared/errors.js'

t.test('nothing has to be set', (t) => {
  t.same(readConfig({}), {
    port: 8080,
    host: '127.0.0.1',
    dataDir: resolve('data'),
    logLevel: 'info',
    logTerminal: 'auto',
    meshHost: '127.0.0.1',
    meshBases: undefined,
    meshSecret: undefined,
    meshSecretFile: undefined,
    meshTls: 'auto',
    meshTlsKey: undefined,
    meshTlsCert: undefined,
    meshTlsCa: undefined,
    inFlight: 64,
  })
  t.end()
})

t.test('what is set is read, and what is wrong is named with what it should be', (t) => {
  t.match(readConfig({ PORT: '0', HOST: '::1', DATA_DIR: '/x', LOG_LEVEL: 'debug' }), {
    port: 0,
    host: '::1',
    dataDir: '/x',
    logLevel: 'debug',
  })
  t.equal(readConfig({ MESH_HOST: 'habit-1.internal' }).meshHost, 'habit-1.internal')
  t.same(readConfig({ MESH_BASES: '10.0.0.1:39999,base.example:1' }).meshBases, [
    '10.0.0.1:39999',
    'base.example:1',
  ])
  for (const [variable, values] of Object.entries({
    PORT: ['', 'http', '-1', '65536', '80 80', '1e3'],
    HOST: ['', 'a b', 'x/y'],
    DATA_DIR: ['', '  '],
    LOG_LEVEL: ['loud', 'INFO'],
    LOG_TERMINAL: ['yes'],
    MESH_HOST: ['a b', '::1', '[::1]', '0.0.0.0', '1.2.3', '256.1.1.1', '127.0.0.1:1'],
    MESH_BASES: ['nonsense', '1.2.3.4', 'a:b', '[::1]:39999', 'a:0', 'a:65536', '0.0.0.0:1'],
    MESH_SECRET: ['short'],
    MESH_TLS: ['on', ''],
    IN_FLIGHT: ['0', '-1', '10001', 'many', ''],
  })) {
    for (const value of values) {
      try {
        readConfig({ [variable]: value })
        t.fail(`${variable}=${value}`)
      } catch (error) {
        t.match(
          (error as CodedError).details,
          { variable, expected: String },
          `${variable}=${value}`,
        )
      }
    }
  }
  t.equal(new Set(Object.values(settings).map(({ variable }) => variable)).size, 14)
  t.end()
})
