import { addDays, daysBetween, localDay } from '../../shared/day.js'
import { fail } from '../../shared/errors.js'
import type { Call } from '../../shared/message/call.js'
import { plugin } from '../../shared/message/plugin.js'
import { untilKept } from '../../shared/store/again.js'
import type { Row } from '../../shared/store/entity.js'
import { changeDay, readDays, type Recorded, shownDay, undoChange } from './days.js'
import { habits } from './entities.js'
import { historyOf } from './history.js'
import * as messages from './messages.js'
import { purgeHabit } from './purge.js'
import { stats } from './stats.js'

type HabitRow = Row<typeof habits>

/** The most days that one answer holds. */
const longestRange = 366
/** How often a change is tried again when somebody else changed the habit meanwhile. */
const attempts = 10

const shown = ({ owner: _owner, version: _version, ...habit }: HabitRow) => habit

const today = (call: Call): string => localDay(call.now(), call.zone)

const habitOf = (call: Call, habitId: string): Promise<HabitRow> =>
  call.mine(habits).get(habitId, 'habit/not-found')

/** A measurable habit has a unit and a target; the other kind has neither. */
function checkMeasure(habit: Pick<HabitRow, 'kind' | 'unit' | 'target' | 'direction'>): void {
  const whole = habit.unit !== undefined && habit.target !== undefined
  const empty =
    habit.unit === undefined && habit.target === undefined && habit.direction === undefined
  if (habit.kind === 'measurable' ? !whole : !empty) throw fail('habit/target-needed')
}

/** Change a habit as it is now; another who changes it at the same time does not get lost. */
function change(call: Call, habitId: string, next: (habit: HabitRow) => HabitRow) {
  return untilKept(attempts, async () => {
    const habit = await habitOf(call, habitId)
    const { version } = habit
    const changed = { ...next(habit), version: version + 1 }
    checkMeasure(changed)
    await call.commit([call.mine(habits).put(changed, { version })])
    return changed
  })
}

/** What the person says was done, as it is kept. */
function recordOf(
  habit: HabitRow,
  input: { amount?: number; note?: string; state?: 'yes' | 'no' | 'skip' },
  call: Call,
): Recorded {
  const { amount, note, state = 'yes' } = input
  if (habit.kind === 'yesno' && amount !== undefined) throw fail('habit/no-amount')
  const measured = habit.kind === 'measurable' && state === 'yes'
  if (measured && amount === undefined) throw fail('habit/amount-needed')
  return {
    state,
    ...(measured && amount !== undefined ? { amount } : {}),
    ...(note === undefined ? {} : { note }),
    at: call.now(),
    zone: call.zone,
  }
}

async function statsOf(call: Call, habit: HabitRow, range: { from?: string; to?: string }) {
  const day = today(call)
  const days = await readDays(call, habit.id, '1900-01-01', day)
  const entries = days.map(({ day: on, recorded }) => ({
    day: on,
    state: recorded.state,
    ...(recorded.amount === undefined ? {} : { amount: recorded.amount }),
  }))
  const { target = 1, direction = 'at-least' } = habit
  const history = historyOf({
    entries,
    created: habit.createdOn,
    today: day,
    rule: habit.rule,
    measured:
      habit.kind === 'yesno' ? { kind: 'yesno' } : { kind: 'measurable', target, direction },
  })
  const { kept, streak, comebacks, strength } = stats(history, range)
  return {
    habitId: habit.id,
    kept,
    streak,
    comeback: {
      times: comebacks.list.length,
      ...(comebacks.median === undefined ? {} : { medianDays: comebacks.median }),
      ...(comebacks.last === undefined ? {} : { lastDays: comebacks.last.days }),
    },
    strength,
  }
}

export default plugin('habit', ({ answer }) => {
  answer(messages.create, async (input, call) => {
    checkMeasure(input)
    const { row, write } = call.mine(habits).add({
      ...input,
      ...(input.kind === 'measurable' ? { direction: input.direction ?? 'at-least' } : {}),
      archived: false,
      createdAt: call.now(),
      createdOn: today(call),
      version: 1,
    })
    await call.commit([write])
    return shown(row)
  })

  answer(messages.list, async ({ archived = false, cursor, limit }, call) => {
    const page = await call.mine(habits).page({ where: { archived }, cursor, limit })
    return { ...page, items: page.items.map(shown) }
  })

  answer(messages.get, async ({ habitId }, call) => shown(await habitOf(call, habitId)))

  answer(messages.edit, async ({ habitId, ...wanted }, call) =>
    shown(await change(call, habitId, (habit) => ({ ...habit, ...wanted }))),
  )

  answer(messages.remove, async ({ habitId, purge = false }, call) => {
    if (purge) {
      await purgeHabit(call, await habitOf(call, habitId))
      return { id: habitId, archived: false, purged: true }
    }
    await change(call, habitId, (habit) => ({ ...habit, archived: true }))
    return { id: habitId, archived: true, purged: false }
  })

  answer(messages.log, async ({ habitId, day, ...done }, call) => {
    const habit = await habitOf(call, habitId)
    if (day > today(call)) throw fail('habit/day-in-future')
    const record = recordOf(habit, done, call)
    return changeDay(call, habitId, day, () => record)
  })

  answer(messages.clear, async ({ habitId, day }, call) => {
    await habitOf(call, habitId)
    return changeDay(call, habitId, day, () => null)
  })

  answer(messages.days, async ({ habitId, from, to }, call) => {
    await habitOf(call, habitId)
    const last = to ?? today(call)
    const first = from ?? addDays(last, -30)
    if (daysBetween(first, last) >= longestRange) throw fail('habit/range-too-long')
    const days = await readDays(call, habitId, first, last)
    return { items: days.map(({ day, recorded }) => shownDay(habitId, day, recorded)) }
  })

  answer(messages.stats, async ({ habitId, ...range }, call) =>
    statsOf(call, await habitOf(call, habitId), range),
  )

  answer(messages.undo, async ({ changeId }, call) => undoChange(call, changeId))
})
