/** An amount as it was said, fitted to the habit that it is for: unit, size, and whether it is meant at all. */
import type { Words } from '../locale/locale.js'
import type { FoundAmount } from './amount.js'
import type { AmountSlot, KnownHabit } from './types.js'
import { convert, dimensionOf, tooMuch, unitId } from './units.js'

/** An amount as the habit counts it; undefined where the number is about something else. */
export function fitAmount(
  found: FoundAmount,
  habit: KnownHabit | undefined,
  words: Words,
): AmountSlot | undefined {
  const value = Math.round(found.value * 1000) / 1000
  const want =
    habit?.unit === undefined || habit.unit === '' ? undefined : unitId(habit.unit, words)
  const size = tooMuch(found.value, found.unit ?? want ?? '') ? { unsure: 'range' as const } : {}
  const range = found.range === true ? { unsure: 'range' as const } : size
  if (found.unit === undefined) {
    if (found.noun !== undefined && !nounFits(found.noun, habit, want, words)) return undefined
    return { value, ...(habit?.unit === undefined ? {} : { unit: habit.unit }), ...range }
  }
  if (want === undefined || habit?.unit === undefined) return { value, unit: found.unit, ...range }
  // "30 m" of a habit in minutes; "10 k" of a habit that counts.
  const said = found.unit === 'm' && dimensionOf(want) === 'time' ? 'min' : found.unit
  const converted = convert(found.value, said, want)
  if (converted === undefined) return { value, unit: said, unsure: 'unit' }
  if (said === want) return { value: converted, unit: habit.unit, ...range }
  return { value: converted, unit: habit.unit, original: { value, unit: said }, ...range }
}

function nounFits(
  noun: string,
  habit: KnownHabit | undefined,
  want: string | undefined,
  words: Words,
): boolean {
  if (words.clause.filler.has(noun) || words.clause.prepositions.has(noun)) return true
  if (want !== undefined && unitId(noun, words) === want) return true
  return (
    habit?.name
      .toLowerCase()
      .replace(/[^\p{L}]/gu, '')
      .includes(noun.replace(/s$/, '')) ?? false
  )
}
