import { generateKeyPairSync } from 'node:crypto'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { SignJWT } from 'jose'
import t from 'tap'
import { TestClock } from '../../../shared/clock.js'
import { readOrMake } from '../../../shared/secrets.js'
import { tokenSigner, tokenVerifier } from '../../../shared/tokens.js'
import { temporaryDirectory } from '../../helper/one-process.js'

const ada = { user: 'ada', session: 's', roles: ['member'], zone: 'UTC', locale: 'en' }

t.test('a token counts for a quarter of an hour, for its key, and unchanged', async (t) => {
  const folder = temporaryDirectory(t)
  const clock = new TestClock('2026-03-18T12:00:00Z')
  const token = await tokenSigner(folder, clock)(ada)
  const verify = tokenVerifier(folder, clock)
  t.match(await verify(token), ada)
  await t.rejects(tokenVerifier(temporaryDirectory(t), clock)(token), {
    code: 'auth/token-invalid',
  })
  const [head = '', , signature = ''] = token.split('.')
  const forged = btoa(JSON.stringify({ sub: 'bob', exp: 9e9 })).replaceAll('=', '')
  await t.rejects(verify(`${head}.${forged}.${signature}`), { code: 'auth/token-invalid' })
  clock.turn(15 * 60_000 - 1_000)
  t.match(await verify(token), ada)
  clock.turn(2_000)
  await t.rejects(verify(token), { code: 'auth/token-expired' })
})

t.test('another algorithm, issuer, audience or type does not count', async (t) => {
  const folder = temporaryDirectory(t)
  const clock = new TestClock(Date.now())
  const verify = tokenVerifier(folder, clock)
  const claims = { sid: 's', roles: [], zone: 'UTC', locale: 'en' }
  const base = new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' })
    .setSubject('ada')
    .setIssuedAt()
    .setExpirationTime('5m')
  await t.rejects(verify(await base.sign(Buffer.alloc(32))), { code: 'auth/token-invalid' })
  const { privateKey } = generateKeyPairSync('ed25519')
  const other = new SignJWT(claims).setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt' })
  await t.rejects(verify(await other.sign(privateKey)), { code: 'auth/token-invalid' })
  for (const text of ['', 'x', 'a.b.c', '..']) {
    await t.rejects(verify(text), { code: 'auth/token-invalid' })
  }
})

t.test('a secret is made once, whoever is first, and only its owner can read it', async (t) => {
  const path = join(temporaryDirectory(t), 'deep', 'secret')
  const made = Array.from({ length: 20 }, (_, number) => readOrMake(path, () => String(number)))
  t.same(new Set(made), new Set(['0']))
  t.equal(statSync(path).mode & 0o777, 0o600)
})
