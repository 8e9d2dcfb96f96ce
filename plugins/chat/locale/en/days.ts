/** How English names days. */
import { strict as chrono } from 'chrono-node/en'
import type { DateReader, DayWords } from '../locale.js'

/**
 * chrono-node reads dates of the calendar only: it takes the nearest weekday and knows no IANA zones,
 * so weekdays and "ago" are counted by our own code. It is handed the person's civil day as noon, so
 * that neither the zone of this machine nor daylight saving can move the date.
 */
const dates: DateReader = (text, { year, month, day }) => {
  const instant = new Date(Date.UTC(year, month - 1, day, 12))
  return chrono.parse(text, { instant, timezone: 0 }).flatMap(({ start, index, text }) => {
    const y = start.get('year')
    const m = start.get('month')
    const d = start.get('day')
    if (
      y === null ||
      m === null ||
      d === null ||
      !start.isCertain('day') ||
      !start.isCertain('month')
    )
      return []
    return [
      {
        at: index,
        length: text.length,
        year: y,
        month: m,
        day: d,
        yearSaid: start.isCertain('year'),
      },
    ]
  })
}

const time = '(?:morning|afternoon|evening|night|lunchtime)'
const month =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)'
const dayName =
  '(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|thurs|tues|thur|tue|thu|fri)s?'
/** Too short to stand alone: "sat down", "in the sun". */
const dayShort = '(?:mon|wed|sat|sun)'
const number = '(?:\\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten)'

export const days: DayWords = {
  gate: /\b(today|tonight|yesterday|morning|afternoon|evening|night|day|days|week|weeks|weekend|month|months|ago|just|earlier|tomorrow|later|soon|recently|lately|next|last|noon|midnight|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)\b|day\b|days\b|\d[-/.]\d|\d(st|nd|rd|th)\b|\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\d ?(am|pm|o'clock)|\b(at|by) \d/,
  calendar: new RegExp(
    `\\d{1,4}[-/.]\\d{1,2}|\\b${month}\\b\\.? \\d|\\d(?:st|nd|rd|th)? (?:of )?${month}\\b`,
  ),
  relative: [
    { pattern: /\b(the )?day before yesterday( (morning|afternoon|evening|night))?\b/g, back: 2 },
    { pattern: /\bthe (night|evening) before last\b/g, back: 2 },
    { pattern: /\b(the )?day after tomorrow\b/g, back: -2 },
    { pattern: new RegExp(`\\byesterday(?: (?:in the )?${time})?\\b`, 'g'), back: 1 },
    { pattern: /\blast (night|evening)\b/g, back: 1 },
    { pattern: new RegExp(`\\btomorrow(?: ${time})?\\b`, 'g'), back: -1 },
    { pattern: new RegExp(`\\b(?:earlier )?(?:today|tonight|this ${time})\\b`, 'g'), back: 0 },
    { pattern: /\b(just now|earlier on)\b/g, back: 0 },
  ],
  weekday: new RegExp(
    `(?:\\b(on last|on this|on next|last|this|next|this past|past|on|since|until|till|from|to|by|every|each|for) )?\\b(${dayName}|(?<=\\b(?:on|last|this|next|past) )${dayShort})\\b(?: ${time})?`,
    'g',
  ),
  weekdayRange: new RegExp(
    `\\b(?:from )?(${dayName}|mon|wed|sat|sun) (?:to|till|until|through|-) (${dayName}|mon|wed|sat|sun)\\b`,
    'g',
  ),
  weekdays: {
    sun: 0,
    sunday: 0,
    mon: 1,
    monday: 1,
    tue: 2,
    tues: 2,
    tuesday: 2,
    wed: 3,
    wednesday: 3,
    thu: 4,
    thur: 4,
    thurs: 4,
    thursday: 4,
    fri: 5,
    friday: 5,
    sat: 6,
    saturday: 6,
  },
  ahead: /^(next|on next|until|till|by|for)$/,
  before: /^(last|on last|this past|past)$/,
  ago: new RegExp(`\\b(${number}) (minutes?|mins?|hours?|hrs?|days?|nights?|weeks?) ago\\b`, 'g'),
  agoUnits: {
    minute: 'minute',
    minutes: 'minute',
    min: 'minute',
    mins: 'minute',
    hour: 'hour',
    hours: 'hour',
    hr: 'hour',
    hrs: 'hour',
    day: 'day',
    days: 'day',
    night: 'day',
    nights: 'day',
    week: 'week',
    weeks: 'week',
  },
  ordinal: new RegExp(`\\bon the (\\d{1,2})(?:st|nd|rd|th)\\b(?! of| ${month})`, 'g'),
  thisWeek: /\b(every day |all |for all )?this week\b/g,
  lastWeek: /\b(every day |all )?last week\b/g,
  weekend: /\b(on |at |over )?(the|this|last) weekend\b/g,
  vague:
    /\b(the other day|recently|lately|a while ago|a (few|couple of) (days|weeks|nights) ago|some time ago|these days|last month|this month|last year|in the past|once|a month ago|\w+ (months|years) ago)\b/g,
  future:
    /\b(next (week|month|time|year|weekend)|later( today| on| tonight)?|soon|in a (bit|while|minute|moment)|in an? hour)\b/g,
  clock:
    /\b(?:(?:at|by|until|till|around|about) )?(?:\d{1,2}[:.]\d{2}(?: ?(?:am|pm))?|\d{1,2} ?(?:am|pm)\b|\d{1,2} o'?clock)|\b(?:at|by) \d{1,2}\b(?! ?(?:k|km|kms|m|mi|miles?|min|mins|minutes?|h|hours?|pages?|steps?|reps?|%|[.,]\d)\b)|\b(?:in the (?:morning|afternoon|evening)|at (?:night|noon|midnight|lunch|lunchtime)|all day(?: long)?|before bed|after work|first thing|just)\b/g,
  habitual:
    /\b(every|each) (single )?(day|morning|evening|night|week|weekday|weekend|time|other|month|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b|\b(usually|always|normally|often|sometimes|generally|rarely|used to|on (mon|tues|wednes|thurs|fri|satur|sun)days)\b/,
  dates,
}
