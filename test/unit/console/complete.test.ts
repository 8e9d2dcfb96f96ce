import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import '../../../plugins/messages.js'
import '../../../scripts/console/codes.js'
import { commands } from '../../../scripts/console/commands.js'
import { complete } from '../../../scripts/console/complete.js'
import { History } from '../../../scripts/console/history.js'
import { findMesh } from '../../../scripts/console/place.js'
import { readConfig } from '../../../shared/config.js'
import { temporaryDirectory } from '../../helper/one-process.js'

const offered = (line: string) => complete(line, [...commands.keys()])

t.test('Tab completes commands, patterns and pins', async (t) => {
  t.same(offered('pa'), [['patterns'], 'pa'])
  const all = [
    'patterns',
    'help',
    'act',
    'as',
    'members',
    'policy',
    'explain',
    'tap',
    'drain',
    'exit',
  ]
  t.same(offered('')[0], all)
  t.same(offered('act role:habit,cmd:l'), [
    ['role:habit,cmd:list', 'role:habit,cmd:log'],
    'role:habit,cmd:l',
  ])
  t.notOk(
    offered('act role:')[0].some((offer) => offer.includes('event:')),
    'events are not sent',
  )
  t.ok(offered('help role:habit,e')[0].includes('role:habit,event:logged'))
  t.ok(offered('help ac')[0].includes('act'))
  t.same(offered('patterns role:moo')[0][0], 'role:mood')
  t.same(offered('as n'), [['nobody'], 'n'])
  t.same(offered('role:user,cmd:fi'), [['role:user,cmd:find'], 'role:user,cmd:fi'])
})

t.test('after the pattern it offers something to begin with', async (t) => {
  t.same(offered('act role:habit,cmd:get '), [['{"habitId":""}'], ''])
  t.match(offered('act role:habit,cmd:create ')[0][0], /^\{"name":"Yoga"/)
  t.same(offered('act role:habit,cmd:get {"ha')[0], [], 'what is begun is left alone')
  t.same(offered('act role:nix,cmd:nix ')[0], [])
  t.same(offered('members x')[0], [])
})

t.test('the history: newest first, for its owner only, without passwords', async (t) => {
  const path = join(temporaryDirectory(t), 'history')
  const first = new History(path)
  t.same(first.load(), [])
  for (const line of ['one', 'one', '  ', 'act role:user,cmd:login {"password":"x"}', 'two'])
    first.add(line)
  t.same(new History(path).load(), ['two', 'one'])
  t.equal(statSync(path).mode & 0o777, 0o600)
  writeFileSync(path, Array.from({ length: 1_200 }, (_none, n) => `line ${n}\n`).join(''))
  const long = new History(path).load()
  t.equal(long.length, 500)
  t.equal(long[0], 'line 1199')
  t.equal(readFileSync(path, 'utf8').split('\n').length, 501, 'cut to size')
  t.doesNotThrow(() => new History(join(path, 'not', 'there')).add('x'))
})

t.test('where the mesh is: read, never made', async (t) => {
  const folder = temporaryDirectory(t)
  const config = (more = {}) => readConfig({ DATA_DIR: folder, ...more })
  t.throws(() => findMesh(config()), { code: 'console/no-mesh' })
  t.throws(() => findMesh(config({ MESH_BASES: '127.0.0.1:20000' })), { code: 'console/no-mesh' })
  t.throws(() => statSync(join(folder, 'secrets')), { code: 'ENOENT' })
  t.throws(() => statSync(join(folder, 'mesh.json')), { code: 'ENOENT' })
})
