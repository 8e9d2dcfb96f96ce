/** An understanding in one line, for tables: "log_done yoga @-1; log_amount run 5km". */
import { clearMatch } from '../../../plugins/chat/understand/habits.js'
import {
  ACT_AT,
  type Intention,
  type KnownHabit,
  type OpenQuestion,
  type Understanding,
} from '../../../plugins/chat/understand/types.js'
import { understand } from '../../../plugins/chat/understand/understand.js'

export const habits: readonly KnownHabit[] = [
  { id: 'yoga', name: 'Yoga', kind: 'yesno' },
  { id: 'run', name: 'Running', kind: 'measurable', unit: 'km' },
  { id: 'read', name: 'Read a book', kind: 'measurable', unit: 'pages' },
  { id: 'med', name: 'Meditation', kind: 'measurable', unit: 'min' },
  { id: 'steps', name: 'Steps', kind: 'measurable', unit: 'steps' },
  { id: 'swim', name: 'Swim', kind: 'measurable', unit: 'm' },
  { id: 'water', name: 'Drink water', kind: 'measurable', unit: 'l' },
  { id: 'journal', name: 'Journal', kind: 'yesno', aliases: ['diary'] },
  { id: 'meds', name: 'Take meds', kind: 'yesno' },
]

export const walks: readonly KnownHabit[] = [
  { id: 'morning', name: 'Morning walk', kind: 'yesno' },
  { id: 'dog', name: 'Dog walk', kind: 'yesno' },
]

/** Thursday 2026-05-14, 15:00 in Berlin. */
export const now = Date.parse('2026-05-14T13:00:00Z')
export const zone = 'Europe/Berlin'

const days = (day: string): number => Math.floor(Date.parse(day) / 86_400_000)

function brief(one: Intention, today: string): string {
  const { habit, amount, day, reason, level, feelings, sleep, name, rule } = one.slots
  const parts: string[] = [one.intent + (one.confidence < ACT_AT ? '?' : '')]
  if (habit !== undefined) {
    const clear = clearMatch(habit)
    parts.push(
      clear ??
        (habit.candidates.length === 0
          ? 'none'
          : `(${habit.candidates.map((c) => c.id).join('|')})`),
    )
  }
  if (name !== undefined) parts.push(`"${name}"`)
  if (amount !== undefined)
    parts.push(
      `${amount.value}${amount.unit ?? ''}${amount.unsure === undefined ? '' : `!${amount.unsure}`}`,
    )
  if (day?.said === true) {
    const span = day.to === day.from ? '' : `..${days(day.to) - days(today)}`
    parts.push(
      `@${days(day.from) - days(today)}${span}${day.unsure === undefined ? '' : `!${day.unsure}`}`,
    )
  }
  if (reason !== undefined) parts.push(`because ${reason}`)
  if (level !== undefined) parts.push(`L${level}`)
  if (feelings !== undefined) parts.push(`[${feelings.join(',')}]`)
  if (sleep !== undefined) parts.push(`sleep:${sleep.quality ?? ''}${sleep.hours ?? ''}`)
  if (rule !== undefined) parts.push(JSON.stringify(rule))
  return parts.join(' ')
}

export const summarise = (got: Understanding, today = '2026-05-14'): string =>
  got.abstained
    ? '-'
    : (got.answered ? 'A: ' : '') + got.intents.map((i) => brief(i, today)).join('; ')

export function read(
  text: string,
  more: { habits?: readonly KnownHabit[]; open?: OpenQuestion } = {},
): string {
  return summarise(
    understand({
      text,
      now,
      zone,
      habits: more.habits ?? habits,
      ...(more.open === undefined ? {} : { open: more.open }),
    }),
  )
}
