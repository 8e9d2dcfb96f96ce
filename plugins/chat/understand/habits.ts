/** Which of the person's habits a phrase means: by the tokens of its name, verb forms, aliases, typos. */
import type { Words } from '../locale/locale.js'
import { knownStems, type Name, type Part, type Prepared } from './names.js'
import type { Token } from './normalise.js'
import { distance, form, type Form, stem } from './stem.js'
import type { HabitSlot } from './types.js'

/** Below this a habit is not even a candidate. */
const MIN = 0.34
/** A single candidate is clear at or above this … */
const CLEAR = 0.65
/** … if it leads the next by this much. */
const LEAD = 0.3

export interface Candidate {
  readonly id: string
  readonly score: number
  /** Token positions that matched. */
  readonly at: readonly number[]
  readonly form: Form
}

/** Candidates that compete for the same words. */
export interface Group {
  readonly candidates: readonly Candidate[]
  readonly first: number
  readonly last: number
}

/** How well one word is another: 1 the same stem, less for a typo, 0 not at all. */
function likeness(word: string, wordStem: string, part: Part, words: Words): number {
  if (wordStem === part.stem || word === part.raw) return 1
  const length = Math.min(word.length, part.raw.length)
  if (length < 4 || word[0] !== part.raw[0]) return 0
  if (
    Object.hasOwn(words.units, word) ||
    words.clause.filler.has(word) ||
    words.clause.before.has(word)
  )
    return 0
  // A word that is known to be another ("meditation" beside "medication") is no slip.
  if (knownStems(words).has(wordStem) || words.clause.block.test(word)) return 0
  const most = length >= 8 ? 2 : 1
  const bases = wordStem.length > 3 ? distance(wordStem, part.stem, most) : most + 1
  const typo = Math.min(distance(word, part.raw, most), bases)
  if (typo > most) return 0
  // A short word with a slip may be another word: it is a candidate to ask about, not to act upon.
  return length < 6 ? 0.6 : typo > 1 ? 0.7 : 0.85
}

function scoreName(
  name: Name,
  tokens: readonly Token[],
  stemsOf: readonly string[],
  taken: readonly boolean[],
  words: Words,
): Candidate | undefined {
  const { parts } = name
  let sum = 0
  let total = 0
  const at: number[] = []
  for (const part of parts) {
    total += part.weight
    let best = 0
    let where = -1
    for (let i = 0; i < tokens.length; i++) {
      const token = tokens[i]
      if (token === undefined || token.kind !== 'word' || at.includes(i)) continue
      // "This morning" is a day, yet it speaks a little for the morning walk.
      if (taken[i] === true && !part.minor) continue
      const like =
        likeness(token.text, stemsOf[i] ?? '', part, words) * (taken[i] === true ? 0.5 : 1)
      if (like > best && !otherSense(tokens, i, stemsOf[i] ?? '', words)) {
        best = like
        where = i
      }
    }
    if (where >= 0) {
      at.push(where)
      sum += best * part.weight
    }
  }
  const joined = at.length === 0 ? joinedMatch(name, tokens, stemsOf, words) : undefined
  if (joined !== undefined) return joined
  const score = total === 0 ? 0 : sum / total
  const words_ = at.filter((i) => taken[i] !== true)
  if (score < MIN || words_.length === 0) return undefined
  const forms = words_.map((i) => form(tokens[i]?.text ?? '', words.names))
  return {
    id: '',
    score,
    at: words_.sort((a, b) => a - b),
    form: forms.find((f) => f !== 'base') ?? 'base',
  }
}

/** "push ups" for "Pushups", and the other way round. */
function joinedMatch(
  { parts, joined }: Name,
  tokens: readonly Token[],
  stemsOf: readonly string[],
  words: Words,
): Candidate | undefined {
  if (joined.length < 5) return undefined
  for (let i = 0; i < tokens.length; i++) {
    if (parts.length > 1) {
      if (stemsOf[i] === joined) return { id: '', score: 1, at: [i], form: 'base' }
      continue
    }
    const a = tokens[i]?.text ?? ''
    const b = tokens[i + 1]?.text
    if (b === undefined || a[0] !== parts[0]?.raw[0] || a.length + b.length > 30) continue
    if (stem(a + b, words.names) === joined)
      return { id: '', score: 1, at: [i, i + 1], form: 'base' }
  }
  return undefined
}

const senses = new WeakMap<Words, ReadonlyMap<string, RegExp>>()
/** "Ran late", "read your message": the verb, but not the habit. */
function otherSense(tokens: readonly Token[], i: number, wordStem: string, words: Words): boolean {
  let map = senses.get(words)
  if (map === undefined) {
    map = new Map(
      Object.entries(words.clause.notThat).map(([verb, re]) => [stem(verb, words.names), re]),
    )
    senses.set(words, map)
  }
  const pattern = map.get(wordStem)
  if (pattern === undefined) return false
  return pattern.test(
    tokens
      .slice(i + 1, i + 6)
      .map((t) => t.text)
      .join(' '),
  )
}

/** All habits that a run of tokens may mean, in groups that compete for the same words. */
export function findHabits(
  prepared: readonly Prepared[],
  tokens: readonly Token[],
  taken: readonly boolean[],
  words: Words,
): Group[] {
  if (prepared.length === 0) return []
  const stemsOf = tokens.map((t) => stem(t.text, words.names))
  const all: Candidate[] = []
  for (const { habit, names } of prepared) {
    let best: Candidate | undefined
    for (const name of names) {
      const one = scoreName(name, tokens, stemsOf, taken, words)
      if (one !== undefined && one.score > (best?.score ?? 0)) best = one
    }
    if (best !== undefined) all.push({ ...best, id: habit.id })
  }
  return group(demote(all))
}

/** "Yoga stretch" said whole is that habit and not also "Yoga". */
function demote(all: readonly Candidate[]): Candidate[] {
  return all.map((a) => {
    const within = all.some(
      (b) =>
        b !== a &&
        b.score >= a.score &&
        b.at.length > a.at.length &&
        a.at.every((i) => b.at.includes(i)),
    )
    return within ? { ...a, score: a.score / 2 } : a
  })
}

function group(all: readonly Candidate[]): Group[] {
  const groups: Candidate[][] = []
  for (const one of [...all].sort((a, b) => (a.at[0] ?? 0) - (b.at[0] ?? 0))) {
    const into = groups.find((g) => g.some((c) => c.at.some((i) => one.at.includes(i))))
    if (into === undefined) groups.push([one])
    else into.push(one)
  }
  return groups.map((candidates) => ({
    candidates: candidates.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1)),
    first: Math.min(...candidates.map((c) => c.at[0] ?? 0)),
    last: Math.max(...candidates.map((c) => c.at.at(-1) ?? 0)),
  }))
}

/** The candidates as the dialogue gets them. */
export const slotOf = (candidates: readonly Candidate[]): HabitSlot => ({
  candidates: candidates
    .map(({ id, score }) => ({ id, score: Math.round(score * 100) / 100 }))
    .sort((a, b) => b.score - a.score),
})

/** The one habit that is meant without doubt, or null: then ask, or say that none fits. */
export function clearMatch(slot: HabitSlot | undefined): string | null {
  const [first, second] = slot?.candidates ?? []
  if (first === undefined || first.score < CLEAR) return null
  return first.score - (second?.score ?? 0) >= LEAD - 1e-9 ? first.id : null
}
