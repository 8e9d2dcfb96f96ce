import type { Static } from '@sinclair/typebox'
import { monthKey } from '../../shared/day.js'
import { fail } from '../../shared/errors.js'
import { announce, type Call } from '../../shared/message/call.js'
import { untilKept } from '../../shared/store/again.js'
import type { Row } from '../../shared/store/entity.js'
import type { Write } from '../../shared/store/together.js'
import { Turns } from '../../shared/turns.js'
import { changes, type DayRecord, habits, months } from './entities.js'
import { logged } from './messages.js'

export type Recorded = Static<typeof DayRecord>
type Month = Row<typeof months>

/** How often a change of a month is tried again when another instance changed it meanwhile. */
const attempts = 20

const writers = new Turns()

const dayOfMonth = (day: string): string => day.slice(8)

const same = (a: Recorded | null, b: Recorded | null): boolean =>
  a?.state === b?.state && a?.amount === b?.amount && a?.note === b?.note

/** A day as it is shown. */
export const shownDay = (
  habitId: string,
  day: string,
  recorded: Recorded | null,
  change?: string,
) => ({
  habitId,
  day,
  ...(recorded === null ? { state: 'unknown' as const } : recorded),
  ...(change === undefined ? {} : { change }),
})

const told = (habitId: string, day: string, recorded: Recorded | null) => {
  const {
    at: _at,
    zone: _zone,
    ...rest
  } = shownDay(habitId, day, recorded) as Recorded & {
    habitId: string
    day: string
  }
  return rest
}

const without = (days: Month['days'], key: string): Month['days'] =>
  Object.fromEntries(Object.entries(days).filter(([name]) => name !== key))

function monthWrite(
  call: Call,
  month: Month | null,
  day: string,
  habitId: string,
  next: Recorded | null,
): Write {
  const table = call.mine(months)
  const key = dayOfMonth(day)
  if (month === null) {
    const days = next === null ? {} : { [key]: next }
    return table.add({ habitId, month: monthKey(day), days, version: 1 }).write
  }
  const days = next === null ? without(month.days, key) : { ...month.days, [key]: next }
  const { version } = month
  return table.put({ ...month, days, version: version + 1 }, { version })
}

/**
 * Change one day of one habit: the day, what it was before, and the news of it, in one transaction.
 * @param decide what the day becomes, given what it is; undefined leaves it
 */
export function changeDay(
  call: Call,
  habitId: string,
  day: string,
  decide: (before: Recorded | null) => Recorded | null | undefined,
) {
  const tryOnce = async () => {
    const month = await call.mine(months).find({ habitId, month: monthKey(day) })
    const before = month?.days[dayOfMonth(day)] ?? null
    const after = decide(before)
    // The same again is no change: nothing to keep, to tell or to undo.
    if (after === undefined || same(before, after)) return shownDay(habitId, day, before)
    const { row: change, write } = call
      .mine(changes)
      .add({ habitId, day, before, after, at: call.now() })
    await call.commit(
      [monthWrite(call, month, day, habitId, after), write],
      [announce(logged, told(habitId, day, after))],
    )
    return shownDay(habitId, day, after, change.id)
  }
  // Of one habit one after the other: many at once would only take each other's month away.
  return writers.run(habitId, () => untilKept(attempts, tryOnce))
}

/** Put a day back to what it was before a change, unless it was changed again since. */
export async function undoChange(call: Call, changeId: string) {
  const change = await call.mine(changes).get(changeId, 'habit/change-not-found')
  await call.mine(habits).get(change.habitId, 'habit/change-not-found')
  return changeDay(call, change.habitId, change.day, (present) => {
    // Undone already: undoing twice is the same as once.
    if (same(present, change.before)) return undefined
    if (!same(present, change.after)) throw fail('habit/changed-since')
    return change.before
  })
}

/** What was recorded from one day to another, both included, in order. */
export async function readDays(call: Call, habitId: string, from: string, to: string) {
  const rows = await call.mine(months).list({
    habitId,
    month: { $gte: monthKey(from), $lte: monthKey(to) },
    sort$: { month: 1 },
    limit$: 12 * 300,
  })
  return rows.flatMap((row) =>
    Object.entries(row.days)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, recorded]) => ({ day: `${row.month}-${key}`, recorded }))
      .filter(({ day }) => day >= from && day <= to),
  )
}
