/** What the understanding takes and gives: the contract between the words and the dialogue. */

/** Every intent that the platform knows, whether or not this version recognises it well. */
export const intents = [
  'log_done',
  'log_amount',
  'log_missed',
  'skip',
  'undo',
  'correct',
  'create',
  'edit',
  'pause',
  'archive',
  'mood_log',
  'checkin',
  'ask_progress',
  'ask_why',
  'plan_activity',
  'questionnaire',
  'affirm',
  'deny',
  'maybe',
  'stop',
  'repeat',
  'help',
  'greet',
  'thanks',
  'bye',
  'bot_challenge',
  'vent',
  'export',
  'delete_me',
  'quiet_hours',
  'talk_to_human',
  'crisis',
] as const

export type Intent = (typeof intents)[number]

/** A local calendar day, 'YYYY-MM-DD', in the person's own zone. */
export type LocalDay = string

/** A habit as far as the understanding needs to know it. */
export interface KnownHabit {
  readonly id: string
  readonly name: string
  readonly kind: 'yesno' | 'measurable'
  readonly unit?: string
  readonly aliases?: readonly string[]
}

/** Which habits a phrase may mean, best first. One clear match: see `clearMatch`. None: an empty list. */
export interface HabitSlot {
  readonly candidates: readonly { readonly id: string; readonly score: number }[]
}

export interface AmountSlot {
  readonly value: number
  readonly unit?: string
  /** What was said, where it had to be converted. */
  readonly original?: { readonly value: number; readonly unit: string }
  /** The unit is not the habit's (minutes for km), the number a range or more than a day holds: ask. */
  readonly unsure?: 'unit' | 'range'
}

export interface DaySlot {
  readonly from: LocalDay
  readonly to: LocalDay
  /** False where no day was named and today is meant. */
  readonly said: boolean
  /** The day can be read in more than one way: ask, offering `options` where there are any. */
  readonly unsure?: 'vague' | 'weekday' | 'numeric'
  readonly options?: readonly LocalDay[]
}

export interface SleepSlot {
  readonly quality?: 'bad' | 'ok' | 'good'
  readonly hours?: number
}

/** How often a new habit asks. Mirrors the domain's rules; the owner of habits checks it. */
export type RuleSlot =
  | { readonly kind: 'daily' }
  | { readonly kind: 'weekdays'; readonly days: readonly number[] }
  | { readonly kind: 'every'; readonly days: number }
  | { readonly kind: 'perWeek'; readonly times: number }
  | { readonly kind: 'perMonth'; readonly times: number }
  | { readonly kind: 'perDays'; readonly times: number; readonly days: number }

export interface Slots {
  readonly habit?: HabitSlot
  readonly amount?: AmountSlot
  readonly day?: DaySlot
  readonly reason?: string
  /** Mood, 1 (very low) to 5 (very good). */
  readonly level?: number
  readonly feelings?: readonly string[]
  readonly sleep?: SleepSlot
  /** What a habit is called that none of the known ones fits, or that is to be made. */
  readonly name?: string
  readonly rule?: RuleSlot
}

export interface Intention {
  readonly intent: Intent
  readonly slots: Slots
  /** 0..1; at `ACT_AT` or above act (and show Undo), at `ASK_AT` or above ask, below it is a guess. */
  readonly confidence: number
}

/** At or above: act at once and show Undo. */
export const ACT_AT = 0.75
/** At or above: ask. Below it an intention is only a guess for a chip. */
export const ASK_AT = 0.5

/** The question that stands open; an answer resolves the intention that it carries. */
export type OpenQuestion =
  | {
      readonly kind: 'choose-habit'
      readonly intent: Intention
      readonly options: readonly { readonly id: string; readonly name: string }[]
    }
  | { readonly kind: 'confirm'; readonly intent: Intention }
  | {
      readonly kind: 'amount'
      readonly habitId: string
      readonly day: LocalDay | DaySlot
    }
  | {
      readonly kind: 'day'
      readonly intent: Intention
      readonly options?: readonly LocalDay[]
    }
  | { readonly kind: 'reason'; readonly intent: Intention }
  | { readonly kind: 'mood' }

export type Tier = 'none' | 'unclear' | 'explicit' | 'imminent'
export type About = 'self' | 'other'

export interface Safety {
  readonly tier: Tier
  readonly about: About
  /** Ids of the signs that were seen; never the person's words. */
  readonly signs: readonly string[]
}

export interface Feeling {
  /** −1..1, null where no feeling word was seen. */
  readonly valence: number | null
  /** The person's own words, as they may be reflected. */
  readonly words: readonly string[]
}

export interface UnderstandInput {
  readonly text: string
  /** The instant, in milliseconds. */
  readonly now: number
  /** IANA zone of the person. */
  readonly zone: string
  readonly locale?: 'en'
  readonly habits?: readonly KnownHabit[]
  readonly open?: OpenQuestion
}

export interface Understanding {
  /** What to do or to ask about, in the order said; all at `ASK_AT` or above. */
  readonly intents: readonly Intention[]
  /** What it may have been, for the chips of the first repair; never act on these. */
  readonly guesses: readonly Intention[]
  readonly safety: Safety
  readonly feeling: Feeling
  readonly language: 'en'
  /** The open question was answered (also by a no); the dialogue takes it off its stack. */
  readonly answered: boolean
  /** Nothing was understood well enough even to ask about. */
  readonly abstained: boolean
}
