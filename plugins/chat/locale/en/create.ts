/** How English asks for a new habit and says how often. */
import type { CreateWords } from '../locale.js'

const n =
  '(\\d+|one|once|two|twice|three|four|five|six|seven|ten|a couple of|another|other|second|third)'

export const create: CreateWords = {
  start:
    /\b(?:(?:i )?(?:want|would like|wanna|need|am going|plan|am trying|decided|hope) to (?:start|begin|get into|take up|pick up|build|track|add|create|make a habit of|get back into|form)|can (?:i|you|we) (?:start|add|track|create)|let us (?:start|add|track)|let me (?:start|add|track)|please (?:add|create|track)|^(?:add|create|track|new habit|start(?: a)?(?: new)? habit|start tracking|begin))(?: (?:a|the|my|with|of|to))*(?: new)?(?: habits?)?(?: (?:of|for|to|called|named|tracking|that i))*[:\s]+(.+)$/,
  rules: [
    {
      pattern:
        /\b(every ?day|each day|daily|every (single )?(morning|evening|night|afternoon)|each (morning|evening|night)|once a day|a day)\b/,
      rule: 'daily',
    },
    { pattern: /\b(on weekdays|every weekday|weekdays|on work ?days)\b/, rule: 'weekdays' },
    { pattern: /\b((on|at) weekends|every weekend|weekends)\b/, rule: 'weekend' },
  ],
  every: new RegExp(`\\bevery ${n} days?\\b`),
  per: new RegExp(
    `\\b${n}(?: times?| x| days?)? (?:a|per|each|every|in a) (week|month)\\b|\\b${n}(?: times?) (?:in|every) (\\d+) days\\b`,
  ),
  times: {
    one: 1,
    once: 1,
    two: 2,
    twice: 2,
    three: 3,
    four: 4,
    five: 5,
    six: 6,
    seven: 7,
    ten: 10,
    'a couple of': 2,
    other: 2,
    second: 2,
    third: 3,
  },
  periods: { week: 'week', month: 'month', day: 'day' },
  onDays:
    /\b(?:every|on|each) ((?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?(?:,? and |, | )?)+)/,
  drop: /\b(please|again|from now on|from today|from tomorrow|tomorrow|today|soon|regularly|as a habit|more often|starting|for me|if possible|i think|in the (morning|evening)|at \d+.*$|so (that )?i .*$|because .*$)\b/g,
}
