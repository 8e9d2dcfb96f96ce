/**
 * What a language is: the words it knows and the sentences it says, both as data. A second language
 * is a second folder that fills this interface; no code changes.
 */
import type { Act } from './acts.js'
import type { Intent } from '../understand/types.js'

/** The variants of one act. `low` is said at mood ≤ 2; without it `usual` must be fit for low mood too. */
export interface Sentences {
  readonly usual: readonly string[]
  readonly low?: readonly string[]
}

/** A feeling word or phrase and what it weighs, −1..1. */
export type FeelingWords = Readonly<Record<string, number>>

/** Days that are counted from today; `back` is how many days ago, negative for the future. */
export interface RelativeDay {
  readonly pattern: RegExp
  readonly back: number
}

export interface DayWords {
  /** A cheap test: only a text that passes it is searched for days at all. */
  readonly gate: RegExp
  /** A cheap test for dates of the calendar, which a date parser then reads. */
  readonly calendar: RegExp
  readonly relative: readonly RelativeDay[]
  /** A weekday, alone or with what stands before it; group 1 is the qualifier, group 2 the name. */
  readonly weekday: RegExp
  /** From one weekday to another; groups 1 and 2 are the names. */
  readonly weekdayRange: RegExp
  /** Names to 0 (Sunday) … 6. */
  readonly weekdays: Readonly<Record<string, number>>
  /** Qualifiers of a weekday that point ahead. */
  readonly ahead: RegExp
  /** Qualifiers that mean the weekday before today without doubt, also when today is that weekday. */
  readonly before: RegExp
  /** "three days ago": group 1 the number, group 2 the unit. */
  readonly ago: RegExp
  readonly agoUnits: Readonly<Record<string, 'minute' | 'hour' | 'day' | 'week'>>
  readonly ordinal: RegExp
  readonly thisWeek: RegExp
  readonly lastWeek: RegExp
  readonly weekend: RegExp
  readonly vague: RegExp
  readonly future: RegExp
  /** A time of day, which is no amount and no day. */
  readonly clock: RegExp
  readonly habitual: RegExp
  /** Reads dates of the calendar ("12 May", "5/12") relative to a civil day. */
  readonly dates: DateReader
}

/** A date found in a text, as civil parts; the year may be the parser's guess. */
export interface FoundDate {
  readonly at: number
  readonly length: number
  readonly year: number
  readonly month: number
  readonly day: number
  readonly yearSaid: boolean
}
export type DateReader = (
  text: string,
  today: { year: number; month: number; day: number },
) => FoundDate[]

export interface NumberWords {
  readonly ones: Readonly<Record<string, number>>
  readonly scales: Readonly<Record<string, number>>
  /** "a", "an": one, but only before a unit. */
  readonly article: ReadonlySet<string>
  readonly and: string
  readonly of: string
  readonly half: string
  readonly quarter: ReadonlySet<string>
  readonly couple: ReadonlySet<string>
  readonly range: ReadonlySet<string>
  readonly about: ReadonlySet<string>
}

/** Words that steer how a clause is read. */
export interface ClauseWords {
  readonly self: ReadonlySet<string>
  /** May stand before what was done without changing who did it or whether. */
  readonly before: ReadonlySet<string>
  /** Function words that carry no meaning of their own here. */
  readonly filler: ReadonlySet<string>
  /** Say of themselves that a thing is done ("did", "finished"). */
  readonly doneStrong: ReadonlySet<string>
  /** Say it only beside a habit ("went", "had"). */
  readonly doneWeak: ReadonlySet<string>
  /** Mean done also after the habit ("yoga done"). */
  readonly doneTrailing: ReadonlySet<string>
  /** Mean nothing was said but that it is done. */
  readonly doneAlone: RegExp
  readonly missVerbs: ReadonlySet<string>
  readonly skipPast: ReadonlySet<string>
  readonly skipNow: RegExp
  readonly negators: ReadonlySet<string>
  /** May stand between a negator and the habit. */
  readonly negatedBetween: ReadonlySet<string>
  /** A negation that is about habit in general or unfinished ("I don't", "not yet"). */
  readonly negationOpen: RegExp
  readonly negationNow: RegExp
  readonly negationOther: RegExp
  /** A span without it ("not since Monday", "not in days") is no report of one day. */
  readonly negationSpan: RegExp
  /** The speaker corrects themselves within the line: ask what holds. */
  readonly amends: RegExp
  /** What may follow the "not" when the habit stands before it ("yoga did not happen"). */
  readonly notHappened: ReadonlySet<string>
  /** Verbs that turn a negation round ("did not skip"). */
  readonly notMissed: RegExp
  /** A negation of what is still ahead ("will not", "can not"). */
  readonly notPlanned: RegExp
  /** May stand before "skip", and those of them that decide it. */
  readonly skipLead: RegExp
  readonly skipSure: RegExp
  /** "Too tired to run": group 1 is the reason. */
  readonly tooTo: RegExp
  readonly wentVerb: string
  readonly copula: ReadonlySet<string>
  /** Wishes, plans, conditions, reports: what follows has not happened, or is not the speaker's. */
  readonly block: RegExp
  /** "Had to run": a must, not a deed. */
  readonly obliged: RegExp
  readonly hedge: RegExp
  /** Starts of a question. */
  readonly question: RegExp
  readonly joins: ReadonlySet<string>
  readonly breaks: ReadonlySet<string>
  readonly because: ReadonlySet<string>
  readonly so: ReadonlySet<string>
  /** After these, "so" is "very". */
  readonly soVery: ReadonlySet<string>
  readonly or: ReadonlySet<string>
  /** A clause that gives a reason by itself ("I'm ill"). */
  readonly reason: RegExp
  readonly reasonLead: RegExp
  /** Reasons that a person blames themselves for; such a miss is a miss. */
  readonly noReason: RegExp
  /** Objects and particles with which a verb means something else ("ran late", "ran into"). */
  readonly notThat: Readonly<Record<string, RegExp>>
  readonly nothing: RegExp
  readonly prepositions: ReadonlySet<string>
}

export interface NameWords {
  readonly stop: ReadonlySet<string>
  /** Verbs that say little in a habit's name ("do", "take"). */
  readonly light: ReadonlySet<string>
  /** Times of day and the like ("morning", "daily"). */
  readonly minor: ReadonlySet<string>
  /** After these a name goes into detail ("yoga with …"). */
  readonly detail: ReadonlySet<string>
  /** Past forms that no rule makes, to the verb. */
  readonly irregular: Readonly<Record<string, string>>
  /** The same thing under two words, to one of them. */
  readonly same: Readonly<Record<string, string>>
  /** Ends of words, longest first: what is cut and what is put there. */
  readonly endings: readonly (readonly [string, string])[]
  readonly past: RegExp
  readonly gerund: RegExp
  /** Verbs of things that people commonly do as habits, for saying that none fits. */
  readonly activities: ReadonlySet<string>
}

/** How a whole message or clause is an intent by its wording alone. Earlier ones win. */
export interface Phrase {
  readonly intent: Intent
  readonly pattern: RegExp
  readonly confidence: number
}

export interface MoodWords {
  readonly feelings: FeelingWords
  readonly stronger: ReadonlySet<string>
  readonly weaker: ReadonlySet<string>
  readonly negators: ReadonlySet<string>
  readonly self: RegExp
  readonly elliptic: ReadonlySet<string>
  readonly level: RegExp
  readonly vent: RegExp
  readonly sleep: readonly { readonly pattern: RegExp; readonly quality: 'bad' | 'ok' | 'good' }[]
  readonly sleepHours: RegExp
  readonly other: RegExp
  /** How the activity was, not how the person is ("it felt great"). */
  readonly aboutIt: RegExp
}

export interface CreateWords {
  readonly start: RegExp
  readonly rules: readonly {
    readonly pattern: RegExp
    readonly rule: 'daily' | 'weekdays' | 'weekend'
  }[]
  readonly every: RegExp
  readonly per: RegExp
  readonly times: Readonly<Record<string, number>>
  readonly periods: Readonly<Record<string, 'week' | 'month' | 'day'>>
  readonly onDays: RegExp
  readonly drop: RegExp
}

export interface AnswerWords {
  readonly affirm: RegExp
  readonly deny: RegExp
  readonly maybe: RegExp
  readonly ordinals: Readonly<Record<string, number>>
  readonly last: ReadonlySet<string>
  readonly all: RegExp
  readonly none: RegExp
  /** Words around an answer ("the … one, please"). */
  readonly around: ReadonlySet<string>
  readonly zero: RegExp
}

export interface Words {
  readonly contractions: Readonly<Record<string, string>>
  readonly emoji: Readonly<Record<string, string>>
  readonly numbers: NumberWords
  /** Words to the ids of the unit table, or to a count of that name. */
  readonly units: Readonly<Record<string, string>>
  readonly days: DayWords
  readonly clause: ClauseWords
  readonly names: NameWords
  readonly phrases: readonly Phrase[]
  /** Politeness that is taken off before a wording is compared. */
  readonly leading: RegExp
  readonly trailing: RegExp
  readonly mood: MoodWords
  readonly create: CreateWords
  readonly answer: AnswerWords
}

/** How values are written inside a sentence. */
export interface Writing {
  readonly today: string
  readonly yesterday: string
  readonly on: string
  readonly weekdays: readonly string[]
  readonly months: readonly string[]
  readonly and: string
  readonly or: string
  /** What was undone, where it was a mood. */
  readonly yourMood: string
  /** The labels of quick replies. */
  readonly chips: {
    readonly undo: string
    readonly yes: string
    readonly no: string
    readonly help: string
    readonly progress: string
  }
  /** How often a habit asks. */
  readonly ruleWords: {
    readonly everyDay: string
    readonly onceAWeek: string
    readonly timesAWeek: string
    readonly onDays: string
  }
  /** One and several of a unit, where the plural is not the same word. */
  readonly units: Readonly<Record<string, readonly [string, string]>>
  /** Templates for one helpline. */
  readonly helpLine: {
    readonly call: string
    readonly text: string
    readonly textWord: string
    readonly or: string
    readonly free: string
    readonly always: string
    readonly localEmergency: string
  }
}

export interface Locale {
  readonly code: 'en'
  readonly words: Words
  readonly writing: Writing
  readonly says: Readonly<Record<Act, Sentences>>
}
