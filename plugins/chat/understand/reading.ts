/** What one clause says of habits, taken by itself: done, missed, skipped, named bare, or nothing. */
import type { Words } from '../locale/locale.js'
import { cleanBefore, cutOff, nothing, type Reading, unknown } from './clean.js'
import type { Clause } from './clauses.js'
import { readDone, verbEvidence } from './done.js'
import type { Group } from './habits.js'
import type { Prepared } from './names.js'
import { readMiss, readNegation } from './negation.js'

/** Only a habit, perhaps with an amount or a day: probably done, but better ask. */
function readBare(clause: Clause, words: Words): Reading {
  const group: Group | undefined = clause.groups[0]
  const { tokens, amounts } = clause
  if (
    clause.groups.length > 1 ||
    (group === undefined && !amounts.some((a) => a.unit !== undefined))
  )
    return nothing
  if (tokens.some((t) => words.clause.copula.has(t.text))) return nothing
  const plain = tokens.every(
    (t, i) =>
      clause.taken[i] === true ||
      t.kind === 'mark' ||
      !unknown(clause, i, words) ||
      words.clause.self.has(t.text),
  )
  if (!plain || words.clause.block.test(clause.text) || words.days.habitual.test(clause.text))
    return nothing
  const said = clause.days.some((d) => d.day !== undefined)
  const self = tokens.some((t) => words.clause.self.has(t.text))
  // "I run 5 km" may be what someone does in general; "5 km run" is a note of what was done.
  if (group === undefined)
    return { says: 'bare', confidence: self ? 0.5 : 0.7, candidates: [], byUnit: true }
  const confidence = self ? 0.5 : amounts.length > 0 ? 0.7 : said ? 0.6 : 0.5
  return { says: 'bare', confidence, candidates: group.candidates }
}

/**
 * The clause told of something that is not to be written down: of somebody else, a wish, a plan. What
 * hangs on it by an "and" ("my brother did yoga and ran 5 km") is not either.
 */
export function refuses(clause: Clause, prepared: readonly Prepared[], words: Words): boolean {
  if (clause.asks || words.clause.block.test(clause.text)) return true
  const at = verbEvidence(clause, prepared, words)
  return at >= 0 && !cleanBefore(clause, at, words)
}

/** Read one clause. Questions and days ahead say nothing. */
export function readClause(clause: Clause, prepared: readonly Prepared[], words: Words): Reading {
  const { clause: w } = words
  if (clause.asks) return nothing
  const negator = clause.tokens.findIndex(
    (t, i) => clause.taken[i] !== true && w.negators.has(t.text),
  )
  const ahead = clause.days.some((d) => d.future === true)
  if (negator >= 0) return ahead ? nothing : readNegation(clause, negator, words)
  const miss = readMiss(clause, words)
  if (miss !== undefined) return ahead && miss.says !== 'skip' ? nothing : miss
  if (ahead) return nothing
  const done = readDone(clause, prepared, words)
  if (done === undefined) return readBare(clause, words)
  return done.says === 'done' ? { ...done, end: cutOff(clause, 1, words) } : done
}
