/** The open question is answered, refused, or interrupted; chips are read strictly. */
import t from 'tap'
import { payload, payloadOf, readPayload } from '../../../plugins/chat/understand/payload.js'
import type { OpenQuestion } from '../../../plugins/chat/understand/types.js'
import { understand } from '../../../plugins/chat/understand/understand.js'
import { habits, now, read, walks, zone } from './brief.js'

const day = { from: '2026-05-13', to: '2026-05-13', said: true } as const
const which: OpenQuestion = {
  kind: 'choose-habit',
  intent: { intent: 'log_done', slots: { day }, confidence: 0.7 },
  options: walks,
}
const confirm: OpenQuestion = {
  kind: 'confirm',
  intent: {
    intent: 'log_done',
    slots: { day, habit: { candidates: [{ id: 'yoga', score: 1 }] } },
    confidence: 0.6,
  },
}
const amount: OpenQuestion = { kind: 'amount', habitId: 'run', day: '2026-05-13' }
const whichDay: OpenQuestion = {
  kind: 'day',
  intent: {
    intent: 'log_done',
    slots: { habit: { candidates: [{ id: 'yoga', score: 1 }] } },
    confidence: 0.6,
  },
  options: ['2026-05-14', '2026-05-07'],
}

const all = [...walks, ...habits]
const table: readonly (readonly [OpenQuestion, string, string])[] = [
  [which, 'the first', 'A: log_done morning @-1'],
  [which, 'the second one please', 'A: log_done dog @-1'],
  [which, '2', 'A: log_done dog @-1'],
  [which, 'dog', 'A: log_done dog @-1'],
  [which, 'the dog walk', 'A: log_done dog @-1'],
  [which, 'the last one', 'A: log_done dog @-1'],
  [which, 'both', 'A: log_done morning @-1; log_done dog @-1'],
  [which, 'neither', 'A: deny'],
  [which, 'not the dog one', 'A: deny'],
  [which, 'not sure', 'A: maybe'],
  [which, 'dog, and I ran 5 km', 'A: log_done dog @-1; log_amount run 5km'],
  [which, 'did yoga', 'log_done yoga'],
  [which, 'how am I doing?', 'ask_progress'],
  [which, 'the fifth', '-'],
  [which, 'walk', 'log_done? (morning|dog)'],
  [confirm, 'yes', 'A: log_done yoga @-1'],
  [confirm, 'Yes, please!', 'A: log_done yoga @-1'],
  [confirm, 'yep I did', 'A: log_done yoga @-1'],
  [confirm, '👍', 'A: log_done yoga @-1'],
  [confirm, 'no', 'A: deny'],
  [confirm, 'no thanks', 'A: deny'],
  [confirm, 'maybe', 'A: maybe'],
  [confirm, 'thanks', 'thanks'],
  [confirm, 'stop', 'stop'],
  [confirm, 'yes and I ran 3 km', 'A: log_done yoga @-1; log_amount run 3km'],
  [confirm, 'no, that was Tuesday', 'A: correct @-2'],
  [confirm, 'ran 5 km', 'log_amount run 5km'],
  [amount, '5', 'A: log_amount run 5km @-1'],
  [amount, '5 km', 'A: log_amount run 5km @-1'],
  [amount, 'about 3 miles', 'A: log_amount run 4.828km @-1'],
  [amount, 'five', 'A: log_amount run 5km @-1'],
  [amount, '20 minutes', 'A: log_amount? run 20min!unit @-1'],
  [amount, "I don't know", 'A: maybe'],
  [amount, 'did yoga', 'log_done yoga'],
  [amount, 'read 20 pages', 'log_amount read 20pages'],
  [whichDay, 'yesterday', 'A: log_done yoga @-1'],
  [whichDay, 'the first', 'A: log_done yoga @0'],
  [whichDay, 'last thursday', 'A: log_done yoga @-7'],
  [whichDay, 'tomorrow', '-'],
  [{ kind: 'mood' }, '3', 'A: mood_log L3'],
  [{ kind: 'mood' }, '2/5', 'A: mood_log L2'],
  [{ kind: 'mood' }, 'pretty low', 'A: mood_log L2 [low]'],
  [{ kind: 'mood' }, 'two', 'A: mood_log L2'],
]

for (const [open, text, want] of table) {
  t.equal(
    read(text, {
      open,
      habits: all.filter((h) => open.kind === 'choose-habit' || !walks.includes(h)),
    }),
    want,
    `${open.kind}: ${text}`,
  )
}

t.test('safety comes before the open question', async (t) => {
  const got = understand({ text: 'yes, I want to die', now, zone, habits, open: confirm })
  t.strictSame(
    got.intents.map((i) => i.intent),
    ['crisis'],
  )
  t.notOk(got.answered)
})

t.test('payloads', async (t) => {
  const say = (text: string): string => read(text)
  t.equal(say('/log_done {"habitId":"yoga","day":"2026-05-13"}'), 'log_done yoga @-1')
  t.equal(say('/undo'), 'undo')
  t.equal(
    say(payload('log_amount', { habitId: 'run', amount: 5, unit: 'km' })),
    'log_amount run 5km',
  )
  const bad = [
    '/nonsense',
    '/log_done {bad json}',
    '/log_done {"habitId":"yoga","evil":1}',
    '/log_done {"habitId":5}',
    '/log_done {"habitId":"not-mine"}',
    '/log_done {"habitId":"yoga","day":"2026-05-15"}',
    '/log_done {"habitId":"yoga","day":"2026-02-31"}',
    '/log_done ["yoga"]',
    '/log_done {"habitId":"yoga"} and more',
    '/mood_log {"level":9}',
    '/__proto__',
    '/constructor {}',
    '/log_done {"__proto__":{"x":1}}',
    '/log_amount {"habitId":"run","amount":-1}',
    '/LOG_DONE',
    '/log_done',
    '/log_amount {"habitId":"run"}',
  ]
  for (const text of bad) t.equal(readPayload(text, '2026-05-14', habits), null, text)
})

t.test('an intention becomes a payload that says the same', async (t) => {
  const [one] = understand({ text: 'ran 3 miles yesterday', now, zone, habits }).intents
  t.ok(one)
  const chip = one === undefined ? null : payloadOf(one)
  t.equal(chip, '/log_amount {"habitId":"run","day":"2026-05-13","amount":4.828,"unit":"km"}')
  t.equal(read(chip ?? ''), 'log_amount run 4.828km @-1')
  const [two] = understand({ text: 'went for a walk', now, zone, habits: walks }).intents
  t.equal(two === undefined ? '' : payloadOf(two), null, 'not while two habits fit')
})
