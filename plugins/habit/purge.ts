import type { Call } from '../../shared/message/call.js'
import type { Row } from '../../shared/store/entity.js'
import { changes, habits, months } from './entities.js'

/** How many rows go at once. */
const batch = 500

/**
 * Remove a habit and all that was recorded for it, for good. The habit itself goes last: after a
 * crash in the middle it is still there to be removed again.
 */
export async function purgeHabit(call: Call, habit: Row<typeof habits>): Promise<void> {
  for (const table of [call.mine(changes), call.mine(months)]) {
    for (;;) {
      const rows = await table.list({ habitId: habit.id, limit$: batch })
      if (rows.length === 0) break
      await call.commit(rows.map((row) => table.drop(row.id)))
    }
  }
  await call.commit([call.mine(habits).drop(habit.id)])
}
