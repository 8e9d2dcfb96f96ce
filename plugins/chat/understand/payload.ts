/** Quick replies: a chip carries `/<intent> {json}`, which is read strictly or not at all. */
import { fromText, toText } from './days.js'
import { clearMatch } from './habits.js'
import {
  type DaySlot,
  type Intent,
  type Intention,
  intents,
  type KnownHabit,
  type Slots,
} from './types.js'

/** What a chip may carry. `to` makes a span of days. */
export interface PayloadData {
  readonly habitId?: string
  readonly day?: string
  readonly to?: string
  readonly amount?: number
  readonly unit?: string
  readonly reason?: string
  readonly level?: number
  readonly name?: string
}

const MAX = 2000
const shape = /^\/([a-z_]+)(?: (\{.*\}))?$/s
const known = new Set<string>(intents)
/** What a chip writes down, it writes for a habit that it names. */
const writes = new Set(['log_done', 'log_amount', 'log_missed', 'skip'])

const types: Readonly<Record<keyof PayloadData, 'string' | 'number'>> = {
  habitId: 'string',
  day: 'string',
  to: 'string',
  amount: 'number',
  unit: 'string',
  reason: 'string',
  level: 'number',
  name: 'string',
}

/** Write the payload of a chip. */
export function payload(intent: Intent, data: PayloadData = {}): string {
  return Object.keys(data).length === 0 ? `/${intent}` : `/${intent} ${JSON.stringify(data)}`
}

/** The payload that does what an intention says, for a chip; null where its habit is not clear. */
export function payloadOf(intention: Intention): string | null {
  const { habit, day, amount, reason, level, name } = intention.slots
  const habitId = clearMatch(habit) ?? undefined
  if (habit !== undefined && habitId === undefined) return null
  return payload(intention.intent, {
    ...(habitId === undefined ? {} : { habitId }),
    ...(day === undefined ? {} : { day: day.from }),
    ...(day === undefined || day.to === day.from ? {} : { to: day.to }),
    ...(amount === undefined ? {} : { amount: amount.value }),
    ...(amount?.unit === undefined ? {} : { unit: amount.unit }),
    ...(reason === undefined ? {} : { reason }),
    ...(level === undefined ? {} : { level }),
    ...(name === undefined ? {} : { name }),
  })
}

function parse(json: string | undefined): PayloadData | null {
  if (json === undefined) return {}
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    return null
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  for (const [key, field] of Object.entries(value)) {
    if (!Object.hasOwn(types, key) || typeof field !== types[key as keyof PayloadData]) return null
    if (typeof field === 'number' && !Number.isFinite(field)) return null
    if (typeof field === 'string' && field.length > 500) return null
  }
  return value
}

const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) &&
  !Number.isNaN(Date.parse(text)) &&
  toText(fromText(text)) === text

/**
 * Read a chip's payload. Anything unexpected – an unknown intent, bad JSON, a habit that is not the
 * person's, a day that is none or is ahead of `today` – is no payload but ordinary text.
 */
export function readPayload(
  text: string,
  today: string,
  habits: readonly KnownHabit[],
): Intention | null {
  if (!text.startsWith('/') || text.length > MAX) return null
  const match = shape.exec(text.trim())
  const intent = match?.[1]
  if (intent === undefined || !known.has(intent)) return null
  const data = parse(match?.[2])
  if (data === null) return null
  const { habitId, day, to, amount, unit, reason, level, name } = data
  if (habitId !== undefined && !habits.some((h) => h.id === habitId)) return null
  if (writes.has(intent) && habitId === undefined) return null
  if (intent === 'log_amount' && amount === undefined) return null
  if (day !== undefined && (!isDay(day) || day > today)) return null
  if (to !== undefined && (day === undefined || !isDay(to) || to > today || to < day)) return null
  if (level !== undefined && (!Number.isInteger(level) || level < 1 || level > 5)) return null
  if (amount !== undefined && amount < 0) return null
  const span: DaySlot | undefined =
    day === undefined ? undefined : { from: day, to: to ?? day, said: true }
  const slots: Slots = {
    ...(habitId === undefined ? {} : { habit: { candidates: [{ id: habitId, score: 1 }] } }),
    ...(span === undefined ? {} : { day: span }),
    ...(amount === undefined
      ? {}
      : { amount: { value: amount, ...(unit === undefined ? {} : { unit }) } }),
    ...(reason === undefined ? {} : { reason }),
    ...(level === undefined ? {} : { level }),
    ...(name === undefined ? {} : { name }),
  }
  return { intent: intent as Intent, slots, confidence: 1 }
}
