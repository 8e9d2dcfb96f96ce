import t from 'tap'
import { readArguments } from '../../../scripts/console/arguments.js'
import '../../../scripts/console/codes.js'
import { inputOf, lineOf, wishOf } from '../../../scripts/console/line.js'
import { canonical, pinned } from '../../../scripts/console/pattern.js'

t.test('a pattern is read in any order, with spaces, quotes and without commas', async (t) => {
  for (const text of [
    'role:habit,cmd:log',
    'cmd:log,role:habit',
    ' role : habit , cmd : log ',
    "'role:habit,cmd:log'",
    'role:habit cmd:log',
    'ROLE:habit,cmd:log',
  ]) {
    t.equal(canonical(text), 'role:habit,cmd:log', text)
  }
  t.equal(canonical('event:logged,role:habit'), 'role:habit,event:logged')
  t.equal(canonical('yoga please'), 'yoga please', 'what is no pattern stays as it is')
})

t.test('a pin matches what has its pairs; a bare word is looked for anywhere', async (t) => {
  const pattern = 'role:habit,cmd:log'
  for (const pin of [
    '',
    'role:habit',
    'cmd:log',
    'cmd:l*',
    'role:*',
    'habit',
    'cmd:log,role:habit',
  ])
    t.ok(pinned(pattern, pin), pin)
  for (const pin of ['role:mood', 'cmd:lo', 'event:*', 'role:habit,cmd:list', 'yoga', 'cmd:.*x'])
    t.notOk(pinned(pattern, pin), pin)
})

t.test('a line is a command and the rest; a bare pattern is an act', async (t) => {
  t.same(lineOf('  help   role:habit '), { command: 'help', rest: 'role:habit' })
  t.same(lineOf('members'), { command: 'members', rest: '' })
  t.same(lineOf(''), { command: '', rest: '' })
  t.same(lineOf('role:a,cmd:b {}'), { command: 'act', rest: 'role:a,cmd:b {}' })
})

t.test('what is acted on: pattern and JSON, however they are written', async (t) => {
  const input = { note: 'a {brace} and [another]', n: 1 }
  for (const pattern of ['role:habit,cmd:log', 'cmd:log , role:habit', "'role:habit,cmd:log'"]) {
    const wish = wishOf(`${pattern} ${JSON.stringify(input)}`)
    t.same(wish, { pattern: 'role:habit,cmd:log', input }, pattern)
  }
  t.same(wishOf('role:habit,cmd:list'), { pattern: 'role:habit,cmd:list', input: {} })
  t.same(wishOf('role:habit,cmd:get \'{"habitId":"x"}\'').input, { habitId: 'x' }, 'as in a shell')
})

t.test('what is not a JSON object is refused', async (t) => {
  for (const text of ['{', '{a:1}', '[1]', '7', 'null', '"text"', '{} {}'])
    t.throws(() => inputOf(text), { code: 'console/bad-json' }, text)
  t.same(inputOf('  '), {})
})

t.test('the arguments of act', async (t) => {
  t.match(readArguments(['role:a,cmd:b', '{}', '--as', 'a@b.org']), {
    pattern: 'role:a,cmd:b',
    json: '{}',
    as: 'a@b.org',
  })
  t.match(readArguments(['--as=a@b.org', 'role:a,cmd:b', '-']), { json: '-', as: 'a@b.org' })
  t.equal(readArguments(['--help']).help, true)
  for (const wrong of [[], ['p', '{}', 'more'], ['p', '--to', 'x'], ['p', '--as'], ['p', '--as=']])
    t.throws(() => readArguments(wrong), { code: 'console/usage' }, wrong.join(' '))
})
