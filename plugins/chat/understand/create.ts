/** "I want to start journaling every day": the name and the rule of a habit to be made. */
import type { Words } from '../locale/locale.js'
import type { RuleSlot, Slots } from './types.js'

const count = (said: string, words: Words): number | undefined => {
  const n = /^\d+$/.test(said) ? Number(said) : words.create.times[said]
  return n !== undefined && n > 0 && n <= 366 ? n : undefined
}

/** How often, and the words that said it. */
export function findRule(text: string, words: Words): { rule: RuleSlot; said: string } | undefined {
  const { create, days } = words
  const per = create.per.exec(text)
  if (per !== null) {
    const times = count(per[1] ?? per[3] ?? '', words)
    const window = per[4] === undefined ? undefined : count(per[4], words)
    if (times !== undefined && window !== undefined) {
      return { rule: { kind: 'perDays', times, days: window }, said: per[0] }
    }
    if (times !== undefined && window === undefined) {
      return {
        rule: { kind: create.periods[per[2] ?? ''] === 'month' ? 'perMonth' : 'perWeek', times },
        said: per[0],
      }
    }
  }
  const every = create.every.exec(text)
  const gap = every === null ? undefined : count(every[1] ?? '', words)
  if (every !== null && gap !== undefined)
    return { rule: { kind: 'every', days: gap }, said: every[0] }
  const on = create.onDays.exec(text)
  if (on !== null) {
    const named = (on[1] ?? '').match(/[a-z]+/g) ?? []
    const numbers = named
      .map((n) => days.weekdays[n.replace(/(?<=day)s$/, '')])
      .filter((n) => n !== undefined)
    if (numbers.length > 0)
      return { rule: { kind: 'weekdays', days: [...new Set(numbers)].sort() }, said: on[0].trim() }
  }
  for (const { pattern, rule } of create.rules) {
    const match = pattern.exec(text)
    if (match === null) continue
    if (rule === 'daily') return { rule: { kind: 'daily' }, said: match[0] }
    return {
      rule: { kind: 'weekdays', days: rule === 'weekend' ? [0, 6] : [1, 2, 3, 4, 5] },
      said: match[0],
    }
  }
  return undefined
}

/** The name and rule, or undefined where nothing new is asked for. */
export function readCreate(
  sentence: string,
  words: Words,
): Pick<Slots, 'name' | 'rule'> | undefined {
  const rest = words.create.start.exec(sentence)?.[1]
  if (rest === undefined) return undefined
  const found = findRule(rest, words)
  let name = found === undefined ? rest : rest.replace(found.said, ' ')
  name = name.replace(words.create.drop, ' ').replace(/[.!?,;:]+/g, ' ')
  name = name.replace(/\s+/g, ' ').trim().slice(0, 80)
  // "Add 5 km to running" adds to a day, not a habit.
  if (name === '' || /^\d/.test(name)) return undefined
  return { name, ...(found === undefined ? {} : { rule: found.rule }) }
}
