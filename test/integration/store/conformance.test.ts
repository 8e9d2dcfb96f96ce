import Module, { createRequire } from 'node:module'
import t, { type Test } from 'tap'
import type { SqliteStoreOptions } from '../../../shared/store/sqlite/sqlite.js'
import { senecaWith, type TestSeneca } from './helper.js'
import { labScript, type Skipped } from './lab-on-tap.js'

// The suite asks for @hapi/lab on loading, and only uses it if it is given no script.
const loader = Module as unknown as { _load: (request: string, ...rest: unknown[]) => unknown }
const load = loader._load
loader._load = (request, ...rest) =>
  request === '@hapi/lab' ? {} : load.call(Module, request, ...rest)

/** The suite waits for ready before each test, and Seneca takes a tenth of a second to say it again. */
async function readySeneca(t: Test, options: Partial<SqliteStoreOptions> = {}) {
  const seneca = await senecaWith(t, options)
  Object.assign(seneca, { ready: (done: () => void) => void setImmediate(done) })
  return seneca
}

type Script = ReturnType<typeof labScript>
type Settings = { seneca?: TestSeneca; senecaMergeFalse?: TestSeneca; script: Script }
type Options = { seneca: TestSeneca; name: string; ent0?: string }

interface StoreTest extends Record<string, unknown> {
  test: Record<'init' | 'keyvalue', (lab: Script, options: Options) => void>
}

const storeTest = createRequire(import.meta.url)('seneca-store-test') as StoreTest

const sql = 'asks with SQL in a query (native$): this store never takes SQL from a query'
const skipped: Skipped = {
  'Sql support > should accept a string query': sql,
  'Sql support > should accept and array with query and parameters': sql,
  'store-init > load-store-plugin': "loads the store from the package around it ('..')",
}

// The suite says itself that its race of upserts wants this.
const entities = [{ canon: 'users', unique: [['email']] }]

for (const name of [
  'basictest',
  'mergetest',
  'sorttest',
  'limitstest',
  'upserttest',
  'sqltest',
  'extended',
]) {
  t.test(name, async (t) => {
    const script = labScript()
    const seneca = await readySeneca(t, { entities, merge: name !== 'mergetest' })
    const suite = storeTest[name] as (settings: Settings) => void
    suite({ seneca, senecaMergeFalse: seneca, script })
    await script.run(t, skipped)
  })
}

for (const name of ['init', 'keyvalue'] as const) {
  t.test(`test.${name}`, async (t) => {
    const script = labScript()
    const seneca = await readySeneca(t)
    storeTest.test[name](script, { seneca, name: 'sqlite-store', ent0: 'test0' })
    await script.run(t, skipped)
  })
}

t.test('everything that the suite exports is run', async (t) => {
  t.same(Object.keys(storeTest).sort(), [
    'basictest',
    'extended',
    'limitstest',
    'mergetest',
    'sorttest',
    'sqltest',
    'test',
    'upserttest',
    'verify',
  ])
  t.same(Object.keys(storeTest.test), ['init', 'keyvalue'])
})
