import fc from 'fast-check'
import t from 'tap'
import { Temporal } from 'temporal-polyfill'
import * as day from '../../shared/day.js'

const HOUR = 3_600_000
const { localDay } = day

t.test('a local day is a day of the calendar', async (t) => {
  for (const good of ['1900-01-01', '2000-02-29', '2024-02-29', '2026-12-31', '2199-12-31']) {
    t.ok(day.isLocalDay(good), good)
  }
  const bad = ['2026-02-30', '1900-02-29', '2100-02-29', '2026-04-31', '2026-13-01', '2026-00-10']
  const shapes = ['2026-1-1', '1899-12-31', '2200-01-01', '2026-01-01T00:00', ' 2026-01-01', '']
  for (const no of [
    ...bad,
    ...shapes,
    '2026-01-00',
    '٢٠٢٦-01-01',
    '2026-01-01\n',
    20260101,
    null,
  ]) {
    t.notOk(day.isLocalDay(no), JSON.stringify(no))
  }
  t.throws(() => day.dayNumber('2026-02-30'), RangeError)
  t.throws(() => day.addDays('2199-12-31', 1), RangeError)
  t.throws(() => day.addDays('2026-01-01', 0.5), RangeError)
})

t.test('arithmetic agrees with Temporal, on every day there is', async (t) => {
  let plain = Temporal.PlainDate.from('1900-01-01')
  let n = day.dayNumber('1900-01-01')
  let wrong = 0
  for (const d of day.eachDay('1900-01-01', '2199-12-31')) {
    if (d !== plain.toString() || day.dayNumber(d) !== n || day.weekday(d) !== plain.dayOfWeek)
      wrong++
    plain = plain.add({ days: 1 })
    n++
  }
  t.equal(wrong, 0)
  t.equal(plain.toString(), '2200-01-01')
})

t.test('the rest of the arithmetic', async (t) => {
  t.equal(day.addDays('2024-02-28', 2), '2024-03-01')
  t.equal(day.addDays('2026-01-01', -1), '2025-12-31')
  t.equal(day.daysBetween('2026-03-01', '2026-02-01'), -28)
  t.equal(day.weekday('1970-01-01'), 4)
  t.equal(day.weekday('1969-12-28'), 7)
  t.equal(day.weekStart('2026-10-08'), '2026-10-05')
  t.equal(day.weekStart('2026-10-08', 7), '2026-10-04')
  t.equal(day.weekStart('2026-10-08', 4), '2026-10-08')
  t.equal(day.weekStart('2026-10-08', 5), '2026-10-02')
  t.equal(day.monthKey('2026-10-08'), '2026-10')
  t.same(['2026-02-01', '2025-12-31', '2026-01-01'].sort(day.compareDays), [
    '2025-12-31',
    '2026-01-01',
    '2026-02-01',
  ])
  t.equal(day.compareDays('2026-01-01', '2026-01-01'), 0)
  t.same([...day.eachDay('2026-02-27', '2026-03-01')], ['2026-02-27', '2026-02-28', '2026-03-01'])
  t.same([...day.eachDay('2026-03-02', '2026-03-01')], [])
})

t.test('zones are those of IANA, in its spelling', async (t) => {
  const good = `UTC GMT Europe/Berlin America/New_York Australia/Lord_Howe Africa/Cairo Pacific/Apia
    Asia/Kolkata Asia/Calcutta Europe/Kyiv America/Argentina/Buenos_Aires America/Port-au-Prince
    Etc/GMT+5 EST5EDT NZ-CHAT America/North_Dakota/New_Salem Antarctica/DumontDUrville`
  for (const zone of good.split(/\s+/)) t.ok(day.isZone(zone), zone)
  for (const zone of Intl.supportedValuesOf('timeZone')) if (!day.isZone(zone)) t.fail(zone)
  const bad = `Mars/Phobos +01:00 -0500 +01 GMT+5 UTC+1 PST IST BST Factory localtime Etc/GMT+99
    europe/berlin EUROPE/BERLIN Europe Europe/ /Berlin Europe/Berlin/ ../etc/passwd SystemV/PST8 Z
    Europe//Berlin Europe/Berlin%00 Etc/Unknown constructor __proto__`
  for (const zone of bad.split(/\s+/)) t.notOk(day.isZone(zone), zone)
  const odd = ['', ' ', ' Europe/Berlin', 'Europe/Berlin\n', 'Europe/Berlin\0', 'A'.repeat(1e6)]
  for (const zone of [...odd, undefined, null, 1, {}, ['UTC']]) t.notOk(day.isZone(zone))
  t.throws(() => localDay(0, 'Mars/Phobos'), RangeError)
})

const cases: [instant: string, zone: string, start: string, expected: string][] = [
  // Spring forward at 02:00: half past two never was, so the day starts with the first instant after.
  ['2026-03-08T06:59:59Z', 'America/New_York', '02:30', '2026-03-07'],
  ['2026-03-08T07:00:00Z', 'America/New_York', '02:30', '2026-03-08'],
  // Back from 03:00 to 02:00: half past two is twice, the day starts at the first.
  ['2026-10-25T00:29:59.999Z', 'Europe/Berlin', '02:30', '2026-10-24'],
  ['2026-10-25T00:30:00Z', 'Europe/Berlin', '02:30', '2026-10-25'],
  ['2026-10-25T01:10:00Z', 'Europe/Berlin', '02:30', '2026-10-25'],
  ['2026-10-25T01:30:00Z', 'Europe/Berlin', '02:30', '2026-10-25'],
  ['2026-10-25T01:30:00Z', 'Europe/Berlin', '04:00', '2026-10-24'],
  ['2026-10-24T22:00:00Z', 'Europe/Berlin', '00:00', '2026-10-25'],
  // Half an hour back, from 02:00 to 01:30, on 2026-04-05.
  ['2026-04-04T14:45:00Z', 'Australia/Lord_Howe', '01:45', '2026-04-05'],
  ['2026-04-04T15:05:00Z', 'Australia/Lord_Howe', '01:45', '2026-04-05'],
  ['2026-04-04T14:44:59Z', 'Australia/Lord_Howe', '01:45', '2026-04-04'],
  // Cairo springs at midnight: 2026-04-24 starts at 01:00; in autumn 23:00 comes twice.
  ['2026-04-23T21:59:59Z', 'Africa/Cairo', '00:00', '2026-04-23'],
  ['2026-04-23T22:00:00Z', 'Africa/Cairo', '00:00', '2026-04-24'],
  ['2026-04-23T22:00:00Z', 'Africa/Cairo', '00:30', '2026-04-24'],
  ['2026-10-29T21:30:00Z', 'Africa/Cairo', '00:00', '2026-10-29'],
  ['2026-10-29T22:00:00Z', 'Africa/Cairo', '00:00', '2026-10-30'],
  // Apia went from the 29th to the 31st of December 2011.
  ['2011-12-30T09:59:59Z', 'Pacific/Apia', '00:00', '2011-12-29'],
  ['2011-12-30T10:00:00Z', 'Pacific/Apia', '00:00', '2011-12-31'],
  ['2011-12-30T13:59:59Z', 'Pacific/Apia', '04:00', '2011-12-29'],
  ['2011-12-30T14:00:00Z', 'Pacific/Apia', '04:00', '2011-12-31'],
  // Three hours back, from 02:00 over midnight to 23:00: the fourth has not passed twice.
  ['2010-03-04T15:30:00Z', 'Antarctica/Casey', '04:00', '2010-03-04'],
  ['2010-03-04T16:30:00Z', 'Antarctica/Casey', '04:00', '2010-03-04'],
  ['2010-03-04T20:00:00Z', 'Antarctica/Casey', '04:00', '2010-03-05'],
  ['2026-10-07T18:29:59Z', 'Asia/Kolkata', '00:00', '2026-10-07'],
  ['2026-10-07T18:30:00Z', 'Asia/Kolkata', '00:00', '2026-10-08'],
  ['2026-10-07T22:29:00Z', 'Asia/Kolkata', '04:00', '2026-10-07'],
  ['1969-12-31T23:59:59.999Z', 'UTC', '00:00', '1969-12-31'],
]

t.test('the local day of an instant', async (t) => {
  for (const [instant, zone, start, expected] of cases) {
    t.equal(localDay(Date.parse(instant), zone, start), expected, `${instant} ${zone} ${start}`)
  }
  for (const start of ['24:00', '4:00', '', '04:60', '04:00:00']) {
    t.throws(() => localDay(0, 'UTC', start), RangeError, start)
  }
  for (const instant of [NaN, Infinity, 8.64e15, Date.parse('1899-12-31T00:00Z')]) {
    t.throws(() => localDay(instant, 'UTC'), RangeError)
  }
})

t.test('at 00:00 it is the date of the calendar', async () => {
  const zone = fc.constantFrom(...Intl.supportedValuesOf('timeZone'))
  const instant = fc.integer({ min: Date.parse('1971-01-01'), max: Date.parse('2037-12-31') })
  fc.assert(
    fc.property(zone, instant, (zone, ms) => {
      const expected = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone)
      return localDay(ms, zone) === expected.toPlainDate().toString()
    }),
    { numRuns: 500 },
  )
})

t.test('a later start: minute by minute over every kind of change', async (t) => {
  const around = [
    ['America/New_York', '2026-03-08'],
    ['America/New_York', '2026-11-01'],
    ['Europe/Berlin', '2026-10-25'],
    ['Australia/Lord_Howe', '2026-04-05'],
    ['Australia/Lord_Howe', '2026-10-04'],
    ['Africa/Cairo', '2026-04-24'],
    ['Africa/Cairo', '2026-10-30'],
    ['Pacific/Apia', '2011-12-30'],
    ['America/St_Johns', '2010-11-07'],
    ['America/Havana', '2026-11-01'],
  ] as const
  for (const [zone, date] of around) {
    for (const start of ['00:30', '01:45', '02:30', '04:00', '18:00', '23:30']) {
      // The oracle: the latest that the wall ever showed, less the start; a date no wall showed is none.
      const shift = (Number(start.slice(0, 2)) * 60 + Number(start.slice(3))) * 60_000
      const existing = new Set<string>()
      const middle = Date.parse(date)
      let latest = -Infinity
      let wrong = 0
      for (let ms = middle - 72 * HOUR; ms < middle + 48 * HOUR; ms += 5 * 60_000) {
        const there = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone)
        existing.add(there.toPlainDate().toString())
        latest = Math.max(latest, ms + there.offsetNanoseconds / 1e6)
        if (ms < middle - 36 * HOUR) continue
        let expected = new Date(latest - shift).toISOString().slice(0, 10)
        if (!existing.has(expected)) expected = day.addDays(expected, -1)
        if (localDay(ms, zone, start) !== expected) wrong++
      }
      t.equal(wrong, 0, `${zone} ${date} ${start}`)
    }
  }
})
