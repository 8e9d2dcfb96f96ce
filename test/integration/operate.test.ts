import t from 'tap'
import type { Session } from '../../scripts/console/commands.js'
import '../../scripts/console/codes.js'
import { join } from '../../scripts/console/join.js'
import { perform } from '../../scripts/console/perform.js'
import { silentLog } from '../../shared/log.js'
import { freeBases, portOf } from '../../shared/mesh/bases.js'
import { meshSecret } from '../../shared/secrets.js'
import { startService } from '../../shared/service.js'
import { echo } from '../helper/echo.js'
import { temporaryDirectory } from '../helper/one-process.js'

t.test('members, policy, explain, tap and drain', async (t) => {
  const dataDir = temporaryDirectory(t)
  const bases = await freeBases(dataDir, '127.0.0.1')
  const place = { host: '127.0.0.1', bases, secret: meshSecret(dataDir) }
  const start = async (name: string, mesh: object = {}) => {
    const plugins = name === 'base' ? [] : [echo(name)]
    const service = await startService({ name, plugins, dataDir, mesh: { ...place, ...mesh } })
    t.teardown(() => service.close())
    return service
  }
  await start('base', { basePort: portOf(bases[0] ?? '') })
  const one = await start('echo.0')
  await start('echo.1')
  const member = await join({ ...place, tls: undefined }, silentLog)
  t.teardown(() => member.close())
  const shown: string[] = []
  const session: Session = { member, who: undefined, over: false, show: (line) => shown.push(line) }
  const say = (line: string) => perform(line, session)
  while (member.mesh.directory.answering('echo').length < 2) {
    await new Promise((resolve) => setTimeout(resolve, 20))
  }

  const members = await say('members')
  t.match(members, /SERVICE .*STATE .*IN FLIGHT .*BREAKER .*P50\/P99/)
  t.match(members, /^echo\.0 .* working +1 +closed /m)
  t.match(members, /^base /m)

  const policy = await say('policy role:echo,cmd:say')
  t.match(policy, /deadline +10000 ms/)
  t.match(policy, /repeat +safe/)
  t.match(await say('policy role:echo,cmd:refuse'), /repeat +once/)
  t.match(await say('policy'), /console\/usage/)
  t.match(await say('policy role:nobody,cmd:x'), /mesh\/unknown-pattern/)

  one.seneca.add('role:echo,cmd:say', function (message, reply) {
    this.prior(message, reply)
  })
  const explained = await say('explain role:echo,cmd:say {"text": 5, "more": 1}')
  t.match(explained, /input +would be refused \(input\/invalid\): .*more is not known here/)
  t.match(explained, /here +remote: /)
  t.match(explained, /chosen +echo\.[01] /)
  t.match(explained, /there +(action|seneca): /)
  t.match(explained, /instances +echo\.[01] \(.*\): open, 0 in flight/)

  const tapping = say('tap role:echo 1')
  while (one.host.taps.size === 0) await new Promise((resolve) => setTimeout(resolve, 10))
  // One of the two answers with its tap a moment later than the other.
  await new Promise((resolve) => setTimeout(resolve, 100))
  await Promise.all([1, 2, 3, 4].map(() => say('act role:echo,cmd:say {"text": "between us"}')))
  t.match(await tapping, /4 messages in 1 s, from 3 members/)
  t.equal(shown.length, 4)
  for (const line of shown) {
    t.match(
      line,
      /echo\.[01] {2}role:echo,cmd:say {2}\{ text: text of 10 \} {2}by nobody via console {2}ok/,
    )
    t.notMatch(line, /between us/)
  }
  t.match(await say('tap role:echo 9999'), /console\/usage/)

  t.match(await say('drain echo.0'), /sent nothing new, and nothing is under way/)
  t.match(await say('members'), /^echo\.0 .* resting /m)
  const by = new Set<string>()
  for (let times = 0; times < 8; times += 1) {
    const reply = await say('act role:echo,cmd:say {"text": "x"}')
    by.add((JSON.parse(reply) as { by: string }).by)
  }
  t.same([...by], ['echo.1'], 'a drained member is left out')
  t.match(await say('drain echo.0 off'), /is sent messages again/)
  while (by.size < 2) {
    const reply = await say('act role:echo,cmd:say {"text": "x"}')
    by.add((JSON.parse(reply) as { by: string }).by)
  }
  t.match(await say('drain nobody'), /console\/no-member/)
})
