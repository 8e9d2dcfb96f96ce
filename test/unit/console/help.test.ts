import t from 'tap'
import '../../../plugins/messages.js'
import { helpFor } from '../../../scripts/console/help.js'
import '../../../scripts/console/codes.js'
import { listPatterns } from '../../../scripts/console/lists.js'
import { membersTable } from '../../../scripts/console/members.js'
import { asJson, asText } from '../../../scripts/console/problem.js'
import { fieldLines } from '../../../scripts/console/schema.js'
import { fail } from '../../../shared/errors.js'
import { declaredEvents, declaredMessages } from '../../../shared/message/declare.js'

t.test('the help of a message says all that its declaration says', async (t) => {
  const text = helpFor('cmd:log, role:habit')
  for (const part of [
    'role:habit,cmd:log',
    'Record what was done for a habit on one day',
    'member: a signed-in person',
    'PUT /api/habit/:habitId/day/:day → 200',
    'safe: twice is the same as once',
    'habitId  required  text; 1 to 64 characters',
    'day      required  text; a calendar day that exists, as YYYY-MM-DD',
    'amount   optional  number; 0 to 1000000000',
    'state    optional  "yes" | "no" | "skip"',
    'state    required  "yes" | "no" | "skip" | "unknown"',
    'habit/day-in-future (400)',
    'Send today or a day before',
    'auth/required (401)',
  ])
    t.ok(text.includes(part), part)
  const create = helpFor('role:habit,cmd:create')
  t.ok(create.includes('act role:habit,cmd:create {"name":"Yoga"'), 'the declared example')
  t.match(create, /– object\n +weekdays {2}required {2}list: whole number; 1 to 7/)
  t.ok(helpFor('role:user,cmd:find').includes('internal: only from within the mesh'))
})

t.test('every message and event has a help; nothing else has', async (t) => {
  for (const pattern of [...declaredMessages().keys(), ...declaredEvents().keys()]) {
    const text = helpFor(pattern)
    t.ok(text.startsWith(`${pattern}\n`), pattern)
    t.notMatch(text, /undefined|anything/, pattern)
  }
  t.throws(() => helpFor('role:habit,cmd:lgo'), { code: 'mesh/unknown-pattern' })
})

t.test('a schema as lines', async (t) => {
  const text = { type: 'string' }
  const properties = {
    a: { ...text, minLength: 2, maxLength: 2, description: 'two letters' },
    list: { type: 'array', maxItems: 3, items: { type: 'object', properties: { inner: text } } },
    any: { anyOf: [{ type: 'number', exclusiveMinimum: 0 }, { type: 'null' }] },
    free: { type: 'object', patternProperties: { '^.*$': text } },
    many: { type: 'integer', minimum: 1, default: 5 },
  }
  t.same(fieldLines({ type: 'object', required: ['a'], properties }), [
    'a     required  text; 2 characters; two letters',
    'list  optional  list of; at most 3 of them',
    '    inner  optional  text',
    'any   optional  number; above 0 | null',
    'free  optional  object with names of your own',
    'many  optional  whole number; at least 1; 5 unless said',
  ])
})

t.test('the list of patterns, by pin', async (t) => {
  const all = listPatterns('').split('\n')
  t.equal(all.length, declaredMessages().size + declaredEvents().size)
  const habit = listPatterns('role:habit').split('\n')
  t.ok(habit.every((line) => line.startsWith('role:habit,')))
  t.ok(habit.some((line) => /^role:habit,event:logged +member +A day of a habit/.test(line)))
  t.match(listPatterns('role:nix'), /No pattern matches/)
})

t.test('the members, in columns', async (t) => {
  const peer = { instance: 'x/1', service: 'habit', host: '::1', port: 4000, listens: [] }
  const status = {
    service: 'base',
    instance: 'x/1',
    resting: true,
    answering: 3,
    answered: 9,
    p50: 0.44,
    p99: 2,
    memory: 101,
    links: [],
  }
  const base = { ...peer, service: 'base', roles: [], since: Date.UTC(2026, 2, 18, 12) }
  const seen = { instance: 'y/2', service: 'habit', state: 'open', inFlight: 0, p50: 0, p99: 0 }
  const gateway = {
    ...status,
    service: 'gateway',
    instance: 'g/1',
    resting: false,
    links: [{ ...seen, breaker: 'open' }],
  }
  const [head, ...rows] = membersTable([
    { peer: { ...peer, instance: 'y/2', roles: ['habit'], since: 0 }, status: undefined },
    { peer: base, status },
    {
      peer: { ...peer, service: 'gateway', instance: 'g/1', roles: [], since: 1 },
      status: gateway,
    },
  ]).split('\n')
  t.match(head, /^SERVICE +INSTANCE +ADDRESS +ROLES +SINCE +STATE +IN FLIGHT +BREAKER +P50/)
  t.match(
    rows[0],
    /^base +x\/1 +\[::1\]:4000 +– +2026-03-18T12:00:00Z +resting +3 +closed +0\.4\/2\.0 ms/,
  )
  t.match(rows[1], /^gateway +g\/1 .* working +3 +closed/)
  t.match(rows[2], /^habit +y\/2 +\[::1\]:4000 +habit +\? +silent +– +open: gateway/)
  t.match(membersTable([]), /Nobody else/)
})

t.test('a failure as text and as JSON: code, sentence, fields, remedy', async (t) => {
  const error = fail('input/invalid', { fields: [{ field: 'day', says: 'is missing' }], hint: 3 })
  t.same(asText(error, 'r1').split('\n'), [
    'input/invalid (400)  Some of what was sent is not as it should be.',
    '  day: is missing',
    '  hint: 3',
    '  What to do: Correct what `fields` names and send it again.',
  ])
  const problem: unknown = JSON.parse(asJson(error, 'r1'))
  t.match(problem, {
    code: 'input/invalid',
    status: 400,
    requestId: 'r1',
    fields: [{ field: 'day' }],
  })
  t.match(asText(fail('auth/required')), /--as <email>/, 'the way out is the console’s')
  t.match(asText(fail('internal'), 'r2'), /Request: r2/)
})
