import type { InputOf } from '../../shared/message/declare.js'
import type { create } from '../../plugins/habit/messages.js'

/** A habit of the demo's person: what is sent to begin it, and how its days go. */
export interface DemoHabit {
  readonly input: InputOf<typeof create>
  /** How likely it is done, from the strength of the day (0 to 1) and its weekday (1 is Monday). */
  readonly likely: (strength: number, weekday: number) => number
  /** How much, where it is measured. */
  readonly amount?: (strength: number, random: number) => number
  /** Whether a day without it is told as a no; else nothing is said. */
  readonly tellsNo: number
  readonly notes: readonly string[]
  readonly noes: readonly string[]
}

const workdays = [1, 2, 3, 4, 5]
const runDays = [2, 4, 6]

/** Five habits, small enough for a bad day. */
export const demoHabits: readonly DemoHabit[] = [
  {
    input: {
      name: 'Yoga',
      kind: 'yesno',
      rule: { every: 'day' },
      question: 'Did you get on the mat today? One minute counts.',
      colour: '#7a9e7e',
    },
    likely: (strength) => 0.12 + 0.84 * strength,
    tellsNo: 0.6,
    notes: [
      'one minute, that counts',
      'only the breathing',
      'slept better after it',
      'on the balcony',
    ],
    noes: ['too tired', 'tomorrow again'],
  },
  {
    input: {
      name: 'Run',
      kind: 'measurable',
      unit: 'km',
      // A target is for the rule's window: three runs of five kilometres.
      target: 15,
      direction: 'at-least',
      rule: { times: 3, per: 'week' },
      question: 'Did you run today? Slowly is fine.',
      description: 'Three times a week, about five kilometres.',
      colour: '#c98b5e',
    },
    likely: (strength, weekday) => (runDays.includes(weekday) ? 0.04 + 1.04 * strength : 0.05),
    amount: (strength, random) => Math.round((3.6 + 1.3 * strength + 1.4 * random) * 10) / 10,
    tellsNo: 0.1,
    notes: ['rain, went anyway', 'walked the last part', 'along the river', 'slow and good'],
    noes: ['not today'],
  },
  {
    input: {
      name: 'Read',
      kind: 'measurable',
      unit: 'pages',
      target: 20,
      direction: 'at-least',
      rule: { every: 'day' },
      question: 'How many pages did you read?',
      colour: '#6b8fb3',
    },
    likely: (strength) => 0.25 + 0.72 * strength,
    amount: (strength, random) => Math.max(2, Math.round(4 + 16 * strength + 16 * random)),
    tellsNo: 0.3,
    notes: ['finished a chapter', 'in bed, phone in the kitchen', 'read it aloud'],
    noes: ['could not concentrate'],
  },
  {
    input: {
      name: 'Walk before work',
      kind: 'yesno',
      rule: { weekdays: workdays },
      question: 'Did you get outside before work? To the corner and back counts.',
      colour: '#b3a04f',
    },
    likely: (strength, weekday) => (workdays.includes(weekday) ? 0.1 + 0.85 * strength : 0),
    tellsNo: 0.5,
    notes: ['to the corner and back', 'fog, very quiet', 'with the neighbour’s dog'],
    noes: ['stayed in bed', 'overslept'],
  },
  {
    input: {
      name: 'Journal',
      kind: 'yesno',
      rule: { times: 4, per: 'week' },
      question: 'Did you write a line or two?',
      colour: '#9a7fb0',
    },
    likely: (strength) => 0.15 + 0.65 * strength,
    tellsNo: 0.1,
    notes: ['one line', 'three good things', 'wrote about the sea'],
    noes: ['no words today'],
  },
]
