import { Type } from '@sinclair/typebox'
import t from 'tap'
import '../../../plugins/messages.js'
import {
  errorDefinitions,
  asCoded,
  CodedError,
  declareErrors,
  fail,
} from '../../../shared/errors.js'
import { check, fieldErrors } from '../../../shared/message/check.js'
import {
  declaredEvents,
  declaredMessages,
  event,
  message,
  object,
} from '../../../shared/message/declare.js'

const nothing = { summary: 'x', input: object({}), output: object({}) } as const

t.test('a declaration that is not right is refused when it is made', (t) => {
  const member = { ...nothing, access: 'member' } as const
  t.throws(() => message('role:a', member), /role:<role>,cmd:<cmd>/)
  t.throws(() => message('role:A,cmd:b', member), /role:<role>/)
  t.throws(() => event('role:a,cmd:b', { summary: 'x', body: object({}), access: 'member' }))
  for (const name of ['role', 'cmd', 'sys', 'init', 'event', 'fatal$', 'constructor']) {
    const input = object({ [name]: Type.String() })
    t.throws(() => message('role:a,cmd:b', { ...member, input }), /steer/, name)
  }
  t.throws(() => message('role:a,cmd:b', { ...member, http: 'GET /api/other' }), /not a route/)
  t.throws(() => message('role:a,cmd:b', { ...member, http: 'FETCH /api/a' }), /not a route/)
  t.throws(() => message('role:a,cmd:b', { ...member, http: 'GET /api/a/:id?' }), /not a route/)
  t.throws(() => message('role:a,cmd:b', { ...member, http: 'GET /api/a/:id' }), /path names :id/)
  const internal = { ...nothing, access: 'internal' } as const
  t.throws(() => message('role:a,cmd:b', { ...internal, live: true }), /no route/)
  t.throws(() => message('role:a,cmd:b', { ...internal, http: 'GET /api/a' }), /no route/)
  t.throws(() => message('role:habit,cmd:log', member), /declared twice/)
  t.end()
})

t.test('every declared message is whole', (t) => {
  t.ok(declaredMessages().size > 25)
  for (const one of declaredMessages().values()) {
    t.match(one.summary, /^[A-Z].{5,}/, one.pattern)
    t.ok(one.access === 'internal' || one.http !== undefined, `${one.pattern} has a route`)
    for (const code of one.errors) t.ok(errorDefinitions().has(code), `${one.pattern}: ${code}`)
    if (one.example !== undefined) t.same(fieldErrors(one.input, one.example), [], one.pattern)
  }
  t.ok(declaredEvents().size >= 5)
  const routes = [...declaredMessages().values()].flatMap(({ http }) =>
    http === undefined ? [] : [`${http.method} ${http.path.replace(/:\w+/g, ':')}`],
  )
  t.equal(new Set(routes).size, routes.length, 'no route twice')
  t.end()
})

t.test('errors: a code has one meaning, and what is no coded error tells nothing', (t) => {
  t.throws(() => fail('no/such-code'), /not declared/)
  t.throws(() => declareErrors({ internal: { status: 1, says: 'x', remedy: 'y' } }), /twice/)
  t.equal(asCoded(new Error('secret')).code, 'internal')
  t.same(asCoded('secret').toJSON(), {
    code: 'internal',
    status: 500,
    message: 'Something went wrong on our side.',
    details: {},
  })
  const own = fail('habit/not-found', { habitId: 'x' })
  t.equal(asCoded(own), own)
  for (const [code, { status, says, remedy }] of errorDefinitions()) {
    t.match(code, /^[a-z]+(\/[a-z-]+)?$/)
    t.ok(status >= 400 && status < 600, code)
    t.match(says, /^\S.*\.$/, code)
    t.match(remedy, /^\S.*[.}]$/, code)
  }
  t.end()
})

t.test('what is wrong is told by field, without the value', (t) => {
  const schema = object({
    day: Type.String({ format: 'local-day', description: 'a day' }),
    nested: object({ list: Type.Array(Type.Integer({ minimum: 1 })) }),
  })
  t.same(fieldErrors(schema, { day: 'my secret', nested: { list: [0, 'x'] }, more: 1 }), [
    { field: 'more', says: 'is not known here' },
    { field: 'day', says: 'must be a day' },
    { field: 'nested.list.0', says: 'must be integer to be greater or equal to 1' },
    { field: 'nested.list.1', says: 'must be integer' },
  ])
  t.same(fieldErrors(schema, {}), [
    { field: 'day', says: 'is missing' },
    { field: 'nested', says: 'is missing' },
  ])
  try {
    check(schema, { day: 'my secret' })
    t.fail('it should not pass')
  } catch (error) {
    t.notMatch(JSON.stringify(error), /secret/)
    t.ok(error instanceof CodedError)
  }
  t.equal(
    fieldErrors(object({}), Object.fromEntries(Array.from({ length: 99 }, (_, n) => [`f${n}`, n])))
      .length,
    20,
  )
  t.end()
})
