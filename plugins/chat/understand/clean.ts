/** What a clause is read with: is the way to the verb clean, what is unknown in it, where does it turn. */
import type { Words } from '../locale/locale.js'
import type { Clause } from './clauses.js'
import type { Candidate } from './habits.js'
import type { Token } from './normalise.js'

export interface Reading {
  readonly says: 'done' | 'missed' | 'skip' | 'bare' | 'nothing'
  readonly confidence: number
  readonly candidates: readonly Candidate[]
  /** What was done, where no habit fits. */
  readonly name?: string
  /** "… done", said after the habit: bare habits before it are done too. */
  readonly trailing?: boolean
  /** A reason inside the clause itself ("too tired to run"). */
  readonly reason?: string
  /** Only an amount was said: it means something if a habit counts in that very unit. */
  readonly byUnit?: boolean
  /** Token at which the clause turns to something else; days and amounts behind it are not this one's. */
  readonly end?: number
}

export const nothing: Reading = { says: 'nothing', confidence: 0, candidates: [] }

export const textOf = (tokens: readonly Token[]): string => tokens.map((t) => t.text).join(' ')

/** Words of the clause before a place that could change who did it or whether. */
export function cleanBefore(
  clause: Clause,
  end: number,
  words: Words,
  also?: ReadonlySet<string>,
): boolean {
  return clause.tokens
    .slice(0, end)
    .every(
      (t, i) =>
        clause.taken[i] === true ||
        t.kind === 'mark' ||
        words.clause.before.has(t.text) ||
        also?.has(t.text) === true ||
        clause.groups.some((g) => g.candidates.some((c) => c.at.includes(i))),
    )
}

/** Everything between two places may stand between "no" and a habit, or "did" and a habit. */
export function cleanBetween(
  clause: Clause,
  from: number,
  to: number,
  allowed: ReadonlySet<string>,
  words: Words,
): boolean {
  return clause.tokens
    .slice(from, to)
    .every(
      (t, i) =>
        clause.taken[from + i] === true ||
        t.kind === 'mark' ||
        allowed.has(t.text) ||
        words.clause.filler.has(t.text),
    )
}

export const unknown = (clause: Clause, i: number, words: Words): boolean => {
  const token = clause.tokens[i]
  if (token === undefined || token.kind !== 'word' || clause.taken[i] === true) return false
  if (words.clause.filler.has(token.text) || words.clause.prepositions.has(token.text)) return false
  if (words.clause.doneStrong.has(token.text) || words.clause.before.has(token.text)) return false
  return !clause.groups.some((g) => g.candidates.some((c) => c.at.includes(i)))
}

export function unknownBetween(clause: Clause, from: number, to: number, words: Words): number {
  let n = 0
  for (let i = from; i < to; i++) if (unknown(clause, i, words)) n++
  return n
}

/** What unknown words after the habit cost: right behind it much ("yoga mat"), behind a preposition little. */
export function strangers(clause: Clause, from: number, end: number, words: Words): number {
  let cost = 0
  let preposition = false
  for (let i = from; i < end; i++) {
    if (words.clause.prepositions.has(clause.tokens[i]?.text ?? '')) preposition = true
    if (!unknown(clause, i, words)) continue
    const beside = i === from && !words.mood.feelings[clause.tokens[i]?.text ?? '']
    cost += preposition ? 0.03 : beside ? 0.3 : 0.08
  }
  return Math.min(cost, 0.5)
}

/** Where the clause stops speaking of what was done: at the first wish, plan or other person after it. */
export function cutOff(clause: Clause, from: number, words: Words): number {
  for (let i = from; i < clause.tokens.length; i++) {
    if (clause.taken[i] !== true && words.clause.block.test(clause.tokens[i]?.text ?? '')) return i
  }
  return clause.tokens.length
}
