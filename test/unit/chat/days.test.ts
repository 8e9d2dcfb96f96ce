/** Days across zones: around midnight, daylight saving and the date line; never a day ahead. */
import t from 'tap'
import { understand } from '../../../plugins/chat/understand/understand.js'
import { civilDay, toText } from '../../../plugins/chat/understand/days.js'
import { habits } from './brief.js'

const table: readonly (readonly [
  instant: string,
  zone: string,
  text: string,
  from: string,
  to?: string,
])[] = [
  // Just before and after midnight.
  ['2026-05-14T21:59:00Z', 'Europe/Berlin', 'did yoga', '2026-05-14'],
  ['2026-05-14T22:01:00Z', 'Europe/Berlin', 'did yoga', '2026-05-15'],
  ['2026-05-14T22:01:00Z', 'Europe/Berlin', 'did yoga yesterday', '2026-05-14'],
  ['2026-05-14T22:01:00Z', 'Europe/Berlin', 'did yoga last night', '2026-05-14'],
  ['2026-05-15T03:59:00Z', 'America/New_York', 'did yoga', '2026-05-14'],
  ['2026-05-15T04:01:00Z', 'America/New_York', 'did yoga', '2026-05-15'],
  ['2026-05-15T03:59:00Z', 'America/New_York', 'did yoga yesterday', '2026-05-13'],
  ['2026-05-14T18:31:00Z', 'Asia/Kolkata', 'did yoga', '2026-05-15'],
  ['2026-05-14T22:01:00Z', 'Europe/Berlin', 'did yoga 20 minutes ago', '2026-05-14'],
  ['2026-05-14T22:01:00Z', 'Europe/Berlin', 'did yoga 3 hours ago', '2026-05-14'],
  ['2026-05-14T10:00:00Z', 'Pacific/Apia', 'did yoga', '2026-05-14'],
  ['2026-05-14T11:30:00Z', 'Pacific/Apia', 'did yoga', '2026-05-15'],
  ['2026-05-14T13:00:00Z', 'Pacific/Kiritimati', 'did yoga yesterday', '2026-05-14'],
  ['2026-05-14T11:00:00Z', 'Pacific/Pago_Pago', 'did yoga', '2026-05-14'],
  // Daylight saving: 23 and 25 hours, half an hour in Lord Howe, midnight that is not in Cairo.
  ['2026-03-29T12:00:00Z', 'Europe/Berlin', 'did yoga yesterday', '2026-03-28'],
  ['2026-03-29T22:30:00Z', 'Europe/Berlin', 'did yoga yesterday', '2026-03-29'],
  ['2026-10-25T22:30:00Z', 'Europe/Berlin', 'did yoga yesterday', '2026-10-24'],
  ['2026-10-25T23:30:00Z', 'Europe/Berlin', 'did yoga', '2026-10-26'],
  ['2026-03-09T03:30:00Z', 'America/New_York', 'did yoga 2 days ago', '2026-03-06'],
  ['2026-03-09T04:30:00Z', 'America/New_York', 'did yoga 2 days ago', '2026-03-07'],
  ['2026-11-02T04:30:00Z', 'America/New_York', 'did yoga yesterday', '2026-10-31'],
  ['2026-04-04T14:00:00Z', 'Australia/Lord_Howe', 'did yoga yesterday', '2026-04-04'],
  ['2026-04-23T22:30:00Z', 'Africa/Cairo', 'did yoga yesterday', '2026-04-23'],
  ['2026-04-24T00:00:00Z', 'Africa/Cairo', 'did yoga', '2026-04-24'],
  // Weekdays are past.
  ['2026-05-14T13:00:00Z', 'Europe/Berlin', 'did yoga on Friday', '2026-05-08'],
  ['2026-05-14T13:00:00Z', 'Europe/Berlin', 'did yoga on Wednesday', '2026-05-13'],
  ['2026-05-14T13:00:00Z', 'Europe/Berlin', 'did yoga last Wednesday', '2026-05-13'],
  ['2026-05-14T13:00:00Z', 'Europe/Berlin', 'Tuesday morning I did yoga', '2026-05-12'],
  [
    '2026-05-14T13:00:00Z',
    'Europe/Berlin',
    'did yoga from monday to wednesday',
    '2026-05-11',
    '2026-05-13',
  ],
  ['2026-05-14T22:30:00Z', 'Europe/Berlin', 'did yoga on Thursday', '2026-05-14'],
  // Dates of the calendar.
  ['2026-05-14T13:00:00Z', 'Europe/Berlin', 'did yoga on May 12th', '2026-05-12'],
  ['2026-05-14T13:00:00Z', 'Europe/Berlin', 'did yoga on 30 December', '2025-12-30'],
  ['2026-05-14T13:00:00Z', 'Europe/Berlin', 'did yoga on 2026-05-01', '2026-05-01'],
  ['2026-05-14T13:00:00Z', 'Europe/Berlin', 'did yoga on the 30th', '2026-04-30'],
  ['2026-01-01T13:00:00Z', 'Europe/Berlin', 'did yoga yesterday', '2025-12-31'],
  ['2028-03-01T13:00:00Z', 'Europe/Berlin', 'did yoga yesterday', '2028-02-29'],
  ['2026-05-14T13:00:00Z', 'Europe/Berlin', 'did yoga a week ago', '2026-05-07'],
]

for (const [instant, zone, text, from, to] of table) {
  t.test(`${text} @ ${instant} ${zone}`, async (t) => {
    const got = understand({ text, now: Date.parse(instant), zone, habits }).intents[0]
    t.equal(got?.intent, 'log_done')
    t.equal(got?.slots.day?.from, from)
    t.equal(got?.slots.day?.to, to ?? from)
  })
}

t.test('no log is ever ahead of today', async (t) => {
  const says = [
    'tomorrow',
    'next monday',
    'on 20 May 2026',
    'the day after tomorrow',
    'next week',
    'this saturday',
    'later',
  ]
  for (const day of says) {
    const got = understand({
      text: `did yoga ${day}`,
      now: Date.parse('2026-05-14T13:00:00Z'),
      zone: 'Europe/Berlin',
      habits,
    })
    t.ok(got.abstained, day)
  }
})

t.test('an unknown zone is a defect, not a wrong day', async (t) => {
  t.throws(() => civilDay(0, 'Mars/Olympus'))
  t.equal(toText(civilDay(0, 'UTC')), '1970-01-01')
})
