import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { WebSocket } from 'ws'
import { readConfig } from '../../shared/config.js'
import type { CodedError } from '../../shared/errors.js'
import { freeBases, portOf } from '../../shared/mesh/bases.js'
import { type MeshTls, tlsOf } from '../../shared/mesh/tls.js'
import { meshSecret } from '../../shared/secrets.js'
import { type Service, startService } from '../../shared/service.js'
import { echo } from '../helper/echo.js'
import { temporaryDirectory } from '../helper/one-process.js'

/** A certificate that signs itself: the whole authority of a small mesh. */
function certificate(folder: string, name: string): { key: string; cert: string } {
  const key = join(folder, `${name}.key`)
  const cert = join(folder, `${name}.pem`)
  const subject = ['-subj', `/CN=${name}`, '-days', '2']
  const made = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  execFileSync('openssl', ['req', '-x509', ...made, '-keyout', key, '-out', cert, ...subject], {
    stdio: 'ignore',
  })
  return { key, cert }
}

function hasOpenssl(): boolean {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

const skip = hasOpenssl() ? false : 'openssl, which makes the certificates, is not there'
const read = ({ key, cert }: { key: string; cert: string }): MeshTls => {
  const pem = readFileSync(cert, 'utf8')
  return { key: readFileSync(key, 'utf8'), cert: pem, ca: pem }
}

t.test(
  'members with certificates of one authority talk over TLS; others do not',
  { skip },
  async (t) => {
    const dataDir = temporaryDirectory(t)
    const bases = await freeBases(dataDir, '127.0.0.1')
    const ours = read(certificate(dataDir, 'ours'))
    const others = read(certificate(dataDir, 'others'))
    const place = { host: '127.0.0.1', bases, secret: meshSecret(dataDir) }
    const start = async (name: string, tls: MeshTls | undefined, mesh: object = {}) => {
      const plugins = name === 'echo' ? [echo('there')] : []
      const service = await startService({
        name,
        plugins,
        dataDir,
        mesh: { ...place, tls, ...mesh },
      })
      t.teardown(() => service.close())
      return service
    }
    const ask = async (service: Service) => {
      while (service.mesh?.directory.serves('echo') !== true) {
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
      const patient = service.ask({ deadline: Date.now() + 1_500 }) as (
        pattern: string,
        input: object,
      ) => Promise<unknown>
      return patient('role:echo,cmd:say', { text: 'hello' }).catch((error: unknown) => ({
        code: (error as CodedError).code,
      }))
    }
    await start('base', ours, { basePort: portOf(bases[0] ?? '') })
    await start('echo', ours)
    const member = await start('member', ours)
    t.match(await ask(member), { text: 'hello', by: 'there' })
    const { port } = member.mesh?.directory.answering('echo')[0]?.peer ?? { port: 0 }

    t.match(await ask(await start('foreign', others)), { code: /^mesh\/(unreachable|too-late)$/ })
    t.match(await ask(await start('plain', undefined)), { code: /^mesh\/(unreachable|too-late)$/ })
    const bare = new WebSocket(`wss://127.0.0.1:${port}`, { rejectUnauthorized: false })
    const failed = await new Promise<boolean>((resolve) => {
      bare.on('message', () => resolve(false))
      bare.on('error', () => resolve(true))
      bare.on('close', () => resolve(true))
    })
    t.ok(failed, 'whoever shows no certificate is not even challenged')
    t.match(await ask(member), { by: 'there' }, 'still serving')
  },
)

t.test(
  'beyond loopback there is TLS, or the word that there shall be none',
  { skip },
  async (t) => {
    const folder = temporaryDirectory(t)
    const { key, cert } = certificate(folder, 'ours')
    const tls = (environment: Record<string, string>) => tlsOf(readConfig(environment))
    t.equal(tls({}), undefined)
    t.equal(tls({ MESH_HOST: '10.0.0.1', MESH_TLS: 'off' }), undefined)
    t.match(tls({ MESH_HOST: '10.0.0.1', MESH_TLS_KEY: key, MESH_TLS_CERT: cert }), {
      cert: /BEGIN CERTIFICATE/,
      ca: /BEGIN CERTIFICATE/,
      key: /PRIVATE KEY/,
    })
    for (const [variable, environment] of [
      ['MESH_TLS_CERT', { MESH_HOST: '10.0.0.1' }],
      ['MESH_TLS_CERT', { MESH_TLS_KEY: key }],
      ['MESH_TLS_KEY', { MESH_TLS_CERT: cert }],
      ['MESH_TLS_KEY', { MESH_TLS_KEY: join(folder, 'none'), MESH_TLS_CERT: cert }],
    ] as const) {
      try {
        tls(environment)
        t.fail(`${JSON.stringify(environment)} is taken`)
      } catch (error) {
        t.match((error as CodedError).details, { variable, expected: String })
      }
    }
  },
)
