/** Values as they stand inside a sentence: days, amounts, lists. */
import type { Locale } from '../locale/locale.js'
import type { AmountSlot, DaySlot, LocalDay } from '../understand/types.js'
import { unitId } from '../understand/units.js'

const DAY = 86_400_000
const civil = (day: LocalDay): number => Math.round(Date.parse(day) / DAY)

function oneDay(day: LocalDay, today: LocalDay, { writing }: Locale): string {
  const back = civil(today) - civil(day)
  if (back === 0) return writing.today
  if (back === 1) return writing.yesterday
  const date = new Date(civil(day) * DAY)
  if (back > 1 && back < 7) return `${writing.on} ${writing.weekdays[date.getUTCDay()] ?? day}`
  const year = day.slice(0, 4) === today.slice(0, 4) ? '' : ` ${day.slice(0, 4)}`
  return `${writing.on} ${date.getUTCDate()} ${writing.months[date.getUTCMonth()] ?? ''}${year}`
}

/** "today", "yesterday", "on Monday", "on 3 May"; a span as "on Monday – on Wednesday" without the second "on". */
export function dayText(
  day: Pick<DaySlot, 'from' | 'to'>,
  today: LocalDay,
  locale: Locale,
): string {
  const from = oneDay(day.from, today, locale)
  if (day.from === day.to) return from
  return `${from} – ${oneDay(day.to, today, locale).replace(`${locale.writing.on} `, '')}`
}

/** "5 km", "1 page", "3,000 steps", with the plural that the number wants. */
export function amountText(amount: Pick<AmountSlot, 'value' | 'unit'>, locale: Locale): string {
  const number = new Intl.NumberFormat(locale.code, { maximumFractionDigits: 2 }).format(
    amount.value,
  )
  if (amount.unit === undefined || amount.unit === '') return number
  const forms = locale.writing.units[unitId(amount.unit, locale.words)]
  return `${number} ${forms === undefined ? amount.unit : amount.value === 1 ? forms[0] : forms[1]}`
}

/** "a, b and c". */
export function listText(
  items: readonly string[],
  locale: Locale,
  kind: 'and' | 'or' = 'and',
): string {
  if (items.length < 2) return items[0] ?? ''
  return `${items.slice(0, -1).join(', ')} ${locale.writing[kind]} ${items.at(-1) ?? ''}`
}
