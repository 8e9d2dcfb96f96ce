import t from 'tap'
import type { CodedError } from '../../shared/errors.js'
import type { Context } from '../../shared/message/context.js'
import { closeSeneca, createSeneca, type Seneca, senecaReady } from '../../shared/seneca.js'
import { type Service, startService } from '../../shared/service.js'
import { echo } from '../helper/echo.js'
import { type Teardown, temporaryDirectory } from '../helper/one-process.js'

const context: Context = {
  user: 'ada',
  roles: ['member'],
  zone: 'Asia/Kolkata',
  locale: 'en',
  requestId: 'request-1',
  deadline: Date.now() + 60_000,
  via: 'service',
}

function act(seneca: Seneca, pattern: string, message: object): Promise<unknown> {
  return new Promise((resolve, reject) => {
    seneca.act(pattern, message, (error: Error | null, out: unknown) => {
      if (error) reject(error)
      else resolve(out)
    })
  })
}

async function start(t: Teardown): Promise<Service> {
  const dataDir = temporaryDirectory(t)
  const plugins = [echo('here')]
  const service = await startService({ name: 'x', plugins, dataDir, checkOutput: true })
  t.teardown(() => service.close())
  return service
}

const outcome = async (asked: Promise<unknown>): Promise<unknown> => {
  try {
    return await asked
  } catch (error) {
    const { code, status, message, details } = error as CodedError
    return { code, status, message, details }
  }
}

t.test('the direct way and Seneca’s own give the same: reply, error, context', async (t) => {
  const service = await start(t)
  const { seneca } = service
  const ask = service.ask(context) as (pattern: string, input: object) => Promise<unknown>
  for (const [pattern, input] of [
    ['role:echo,cmd:ping', {}],
    ['role:echo,cmd:say', { text: 'hello' }],
    ['role:echo,cmd:mine', { text: 'hello' }],
    ['role:echo,cmd:refuse', { text: 'hello' }],
    ['role:echo,cmd:crash', { text: 'hello' }],
    ['role:echo,cmd:wrong', { text: 'hello' }],
    ['role:echo,cmd:say', { text: 5 }],
    ['role:echo,cmd:say', {}],
    ['role:echo,cmd:say', { text: 'x', more: 1 }],
  ] as const) {
    const direct = await outcome(ask(pattern, input))
    const acted = await outcome(act(seneca, pattern, { ...input, custom$: context }))
    t.same(acted, direct, `${pattern} ${JSON.stringify(input)}`)
    t.notMatch(JSON.stringify(direct), /secret/, 'a defect tells nothing of itself')
  }
  const nobody = await outcome(act(seneca, 'role:echo,cmd:mine', { text: 'x' }))
  t.match(nobody, { code: 'auth/required' }, 'without a context it is nobody who acts')
})

t.test('what overrides, goes before or listens in Seneca’s way counts for ask, too', async (t) => {
  const service = await start(t)
  const { seneca } = service
  const ask = service.ask(context) as (pattern: string, input: object) => Promise<unknown>
  const seen: string[] = []
  seneca.sub('role:echo,cmd:mine', (message) => {
    seen.push(String(message['text']))
  })
  await ask('role:echo,cmd:mine', { text: 'one' })
  t.same(seen.length > 0 && seen.every((text) => text === 'one'), true, 'a sub hears it')

  seneca.sub('role:echo,event:heard', (message) => {
    seen.push(`event ${String(message['text'])}`)
  })
  await ask('role:echo,cmd:say', { text: 'two' })
  await new Promise((resolve) => setTimeout(resolve, 50))
  t.ok(seen.includes('event two'), 'and an event')

  seneca.add('role:echo,cmd:say', function (message, reply) {
    this.prior({ ...message, text: `${String(message['text'])}!` }, reply)
  })
  await senecaReady(seneca)
  t.match(await ask('role:echo,cmd:say', { text: 'three' }), { text: 'three!', user: 'ada' })

  seneca.add('role:neighbour,cmd:say', (_message, reply) => reply(null, { mocked: true }))
  t.same(await act(seneca, 'role:neighbour,cmd:say', {}), { mocked: true })
})

t.test('a plugin is an ordinary Seneca plugin', async (t) => {
  const seneca = createSeneca({ log: 'silent', legacy: { error: false } })
  t.teardown(() => closeSeneca(seneca))
  seneca.use('entity')
  seneca.use(echo('plain'))
  await senecaReady(seneca)
  t.match(await act(seneca, 'role:echo,cmd:say', { text: 'hello' }), { text: 'hello', by: 'plain' })
  t.match(await outcome(act(seneca, 'role:echo,cmd:say', {})), { code: 'input/invalid' })
})

t.test('nobody starts work that nobody waits for', async (t) => {
  const service = await start(t)
  const late = { ...context, deadline: Date.now() - 1 }
  const ask = service.ask(late) as (pattern: string, input: object) => Promise<unknown>
  t.match(await outcome(ask('role:echo,cmd:say', { text: 'x' })), { code: 'mesh/too-late' })
  t.match(await outcome(ask('role:nobody,cmd:x', {})), { code: 'mesh/unknown-pattern' })
})
