import { fail } from '../../shared/errors.js'
import { messageOf } from '../../shared/message/ask.js'
import { policyOf } from '../../shared/mesh/policy.js'
import { canonical } from './pattern.js'
import { table } from './table.js'

/** How a pattern's messages are carried, and which lines of the table say so. */
export function showPolicy(rest: string): string {
  if (rest === '') throw fail('console/usage', { usage: 'policy <pattern>' })
  const { pattern, repeat } = messageOf(canonical(rest))
  const { policy, from } = policyOf(pattern)
  const { deadline, attempts, backoff, patience, inFlight, breaker } = policy
  const rows = [
    ['deadline', `${deadline} ms at most; less where who asks has less`],
    [
      'repeat',
      repeat === 'safe'
        ? `safe: up to ${attempts} attempts, also after a fault in between`
        : `once: up to ${attempts} attempts, but only while nothing was begun`,
    ],
    ['backoff', `at random up to ${backoff.first} ms, doubled each time, up to ${backoff.most} ms`],
    [
      'patience',
      `${patience.wait} ms for a member to come, up to ${patience.most} messages a role`,
    ],
    ['in flight', `${inFlight} from one process; more are mesh/busy`],
    [
      'breaker',
      `${breaker.failures} failures in a row, then a rest of ${breaker.rest} ms, doubled`,
    ],
    ['from', from.length === 0 ? 'the defaults' : `the defaults, ${from.join(', ')}`],
  ]
  return table(rows).join('\n')
}
