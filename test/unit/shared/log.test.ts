import t from 'tap'
import { framesOf } from '../../../shared/log.js'

t.test('the frames of a defect, and no word of its message', (t) => {
  const said = 'I told nobody\n    at my wits end (about it:1:2)\n    at all'
  const frames = framesOf(new Error(said))
  t.ok(frames.length > 0)
  t.match(frames[0], /log\.test/)
  t.notMatch(frames.join('\n'), /nobody|wits|at all/)
  t.notMatch(framesOf(new Error('')).join('\n'), /Error/)
  for (const none of ['text', undefined, null, { stack: said }]) t.same(framesOf(none), [])
  t.end()
})
