import type { Static } from '@sinclair/typebox'
import { create, remove } from '../../habit/messages.js'
import type { Turn } from '../turn.js'
import type { Intention, RuleSlot } from '../understand/types.js'

type Rule = Static<typeof create.input>['rule']

/** The rule that was said as habits know it; undefined where they do not know it yet. */
function ruleOf(slot: RuleSlot | undefined): Rule | undefined {
  if (slot === undefined || slot.kind === 'daily') return { every: 'day' }
  // Said weekdays count from 0, Sunday; a rule's from 1, Monday.
  if (slot.kind === 'weekdays') {
    return { weekdays: slot.days.map((day) => (day === 0 ? 7 : day)).sort((a, b) => a - b) }
  }
  if (slot.kind === 'perWeek' && slot.times <= 7) return { times: slot.times, per: 'week' }
  return undefined
}

function sayRule(turn: Turn, rule: Rule): string {
  const { ruleWords, weekdays } = turn.locale.writing
  if ('every' in rule) return ruleWords.everyDay
  if ('times' in rule) {
    return rule.times === 1
      ? ruleWords.onceAWeek
      : ruleWords.timesAWeek.replace('{times}', String(rule.times))
  }
  const names = rule.weekdays.map((day) => weekdays[day % 7] ?? '')
  return ruleWords.onDays.replace('{days}', names.join(', '))
}

/** "I want to start journaling every day": a new habit, where its name and rule are clear. */
export async function createHabit(turn: Turn, intention: Intention): Promise<void> {
  const { name } = intention.slots
  const rule = ruleOf(intention.slots.rule)
  if (name === undefined || rule === undefined) return turn.say('create-hint', {})
  const called = name.charAt(0).toUpperCase() + name.slice(1)
  const known = turn.habits?.find((habit) => habit.name.toLowerCase() === called.toLowerCase())
  if (known !== undefined) return turn.say('create-known', { habit: known.name })
  const habit = await turn.call.ask(create, { name: called, kind: 'yesno', rule })
  turn.did.push({
    what: create.pattern,
    habitId: habit.id,
    undo: { send: remove.pattern, body: { habitId: habit.id } },
  })
  turn.say('created', { habit: called, rule: sayRule(turn, rule) })
  turn.offer(turn.locale.writing.chips.undo, '/undo')
}
