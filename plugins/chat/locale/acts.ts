/**
 * Everything that the conversation can say, and the values that each sentence may hold. A sentence
 * need not use all of them, but it can use no others: the tests see to that.
 */
export const acts = {
  // Meeting and parting.
  greet: [],
  'first-hello': [],
  thanks: [],
  bye: [],
  bot: [],
  help: [],
  'talk-to-human': [],
  // Writing down what was done.
  logged: ['habit', 'day'],
  'logged-amount': ['habit', 'amount', 'day'],
  'logged-tiny': ['habit', 'day'],
  missed: ['habit', 'day'],
  skipped: ['habit', 'reason', 'day'],
  'skipped-plain': ['habit', 'day'],
  undone: ['what'],
  'nothing-to-undo': [],
  // Feelings.
  'mood-logged': ['word'],
  'mood-logged-plain': [],
  'sleep-noted': [],
  vent: [],
  'vent-word': ['word'],
  // Looking back.
  progress: ['habit', 'kept', 'asked'],
  'progress-comeback': ['habit'],
  'progress-none': ['habit'],
  'no-habits-yet': [],
  // Questions of its own.
  'ask-which': ['options'],
  'ask-amount': ['habit', 'unit'],
  'ask-day': ['habit'],
  'ask-confirm': ['what'],
  'ask-mood': [],
  'no-such-habit': ['name'],
  'day-ahead': [],
  'create-hint': [],
  created: ['habit', 'rule'],
  'create-known': ['habit'],
  stopped: [],
  // Repair.
  'not-understood-1': [],
  'not-understood-2': [],
  'not-understood-3': [],
  unavailable: [],
  // Safety.
  'safety-hear-self': [],
  'safety-hear-other': [],
  'safety-ask-self': [],
  'safety-ask-other': [],
  'safety-soft-self': [],
  'safety-soft-other': [],
  'safety-lines': ['lines'],
  'safety-lines-unknown': ['site'],
  'safety-people-self': [],
  'safety-people-other': [],
  'safety-now-self': ['emergency'],
  'safety-now-other': ['emergency'],
  'safety-danger': ['emergency'],
} as const satisfies Record<string, readonly string[]>

export type Act = keyof typeof acts

/** The values that an act wants; all of them, as text or number. */
export type ValuesOf<A extends Act> = Readonly<Record<(typeof acts)[A][number], string | number>>
