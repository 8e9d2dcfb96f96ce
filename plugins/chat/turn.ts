import type { Call } from '../../shared/message/call.js'
import type { Deed } from './entities.js'
import type { Act, ValuesOf } from './locale/acts.js'
import { type Locale, locales } from './locale/index.js'
import { type SayOptions, say } from './reply/say.js'
import { presentMood, type State } from './state.js'
import type { KnownHabit, LocalDay, OpenQuestion, Understanding } from './understand/types.js'

export interface Chip {
  readonly label: string
  readonly text: string
}

/** One turn while it is being made: what it knows, and what it says, offers, did and asks. */
export class Turn {
  readonly call: Call
  readonly id: string
  readonly text: string
  readonly messageId: string | undefined
  readonly today: LocalDay
  readonly now: number
  readonly state: State
  readonly locale: Locale = locales.en
  /** The person's habits; undefined while they cannot be read. */
  readonly habits: readonly KnownHabit[] | undefined
  readonly says: string[] = []
  readonly chips: Chip[] = []
  readonly did: Deed[] = []
  understanding: Understanding | undefined
  /** The question that stands open after this turn. */
  open: OpenQuestion | undefined
  misses = 0
  /** The mood that gives the talk its tone, 1 to 5. */
  mood: number | undefined
  /** Whether the mood was said in this very turn. */
  moodSaid = false
  readonly #recent: string[]

  constructor(given: {
    call: Call
    id: string
    text: string
    messageId: string | undefined
    today: LocalDay
    now: number
    state: State
    habits: readonly KnownHabit[] | undefined
  }) {
    this.call = given.call
    this.id = given.id
    this.text = given.text
    this.messageId = given.messageId
    this.today = given.today
    this.now = given.now
    this.state = given.state
    this.habits = given.habits
    this.mood = presentMood(given.state, given.now)
    this.#recent = [...given.state.recent]
  }

  /** Say an act in a variant that was not used lately, in the tone that fits the mood. */
  say<A extends Act>(act: A, values: ValuesOf<A>): void {
    const { text, variant } = say(
      this.locale,
      act,
      values,
      this.sayOptions(String(this.says.length)),
    )
    this.says.push(text)
    this.#recent.push(variant)
  }

  /** Say something that was put together already. */
  saidAs(text: string, variants: readonly string[]): void {
    this.says.push(text)
    this.#recent.push(...variants)
  }

  sayOptions(part: string): SayOptions {
    const mood = this.mood === undefined ? {} : { mood: this.mood }
    return { recent: this.#recent, seed: `${this.id}/${part}`, ...mood }
  }

  offer(label: string, text: string): void {
    if (!this.chips.some((chip) => chip.text === text)) this.chips.push({ label, text })
  }

  get recent(): string[] {
    return this.#recent
  }

  habit(id: string): KnownHabit | undefined {
    return this.habits?.find((habit) => habit.id === id)
  }
}
