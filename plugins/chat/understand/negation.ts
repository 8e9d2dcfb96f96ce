/** What was left out: "no run", "didn't do yoga", "forgot to meditate", "skip yoga", "too tired to run". */
import type { Words } from '../locale/locale.js'
import { cleanBefore, cleanBetween, nothing, type Reading, textOf } from './clean.js'
import type { Clause } from './clauses.js'

const ableBefore = new Set(['could', 'can', 'will', 'am', 'be', 'going', 'to', 'was'])

/** A clause with a "no" or "not" in it. */
export function readNegation(clause: Clause, at: number, words: Words): Reading {
  const { clause: w } = words
  const { tokens, text, groups } = clause
  if (w.negationOpen.test(text) || w.negationNow.test(text)) return nothing
  if (words.days.habitual.test(text) || w.negationSpan.test(text)) return nothing
  if (!cleanBefore(clause, at, words, ableBefore) || w.negationOther.test(text)) return nothing
  const after = groups.find((g) => g.first > at)
  if (after === undefined) {
    // "Yoga: no", "yoga not done", "yoga did not happen".
    const before = groups.find((g) => g.last < at)
    const rest = tokens
      .slice(at + 1)
      .every((t, i) => clause.taken[at + 1 + i] === true || w.notHappened.has(t.text))
    return before !== undefined && rest
      ? { says: 'missed', confidence: 0.85, candidates: before.candidates }
      : nothing
  }
  const between = textOf(tokens.slice(at + 1, after.first))
  const missed = tokens.slice(at + 1, after.first).some((t) => w.notMissed.test(t.text))
  // "I did not skip yoga": two noes make a yes, but better ask.
  if (missed) return { says: 'done', confidence: 0.6, candidates: after.candidates }
  if (!cleanBetween(clause, at + 1, after.first, w.negatedBetween, words)) return nothing
  const planned = w.notPlanned.test(textOf(tokens.slice(0, at + 1)) + ' ' + between)
  const never = tokens[at]?.text === 'never'
  return {
    says: 'missed',
    confidence: planned ? 0.65 : never ? 0.7 : 0.9,
    candidates: after.candidates,
  }
}

/** "Missed yoga", "forgot to meditate", "skipped my run", "skip yoga today", "too tired to run". */
export function readMiss(clause: Clause, words: Words): Reading | undefined {
  const { clause: w } = words
  const { tokens, groups, text } = clause
  const at = tokens.findIndex((t) => w.missVerbs.has(t.text) || w.skipPast.has(t.text))
  if (at >= 0) {
    const group = groups.find((g) => g.first > at)
    if (group === undefined || !cleanBefore(clause, at, words)) return nothing
    if (!cleanBetween(clause, at + 1, group.first, w.negatedBetween, words)) return nothing
    // "Skipped yoga" without a reason is a miss in plain English; with one it becomes a skip (logs.ts).
    return { says: 'missed', confidence: 0.85, candidates: group.candidates }
  }
  const now = w.skipNow.exec(text)
  if (now !== null) {
    const lead = text.slice(0, now.index)
    if (/\S/.test(lead) && !w.skipLead.test(lead.trim())) return nothing
    const sure = lead.trim() === '' || w.skipSure.test(lead.trim())
    const group = groups[0]
    if (group === undefined) return { says: 'skip', confidence: 0.55, candidates: [] }
    return { says: 'skip', confidence: sure ? 0.8 : 0.65, candidates: group.candidates }
  }
  const too = w.tooTo.exec(text)
  if (
    too !== null &&
    groups[0] !== undefined &&
    cleanBefore(clause, countTokens(text, too.index), words)
  ) {
    const reason = too[1] ?? ''
    return { says: 'missed', confidence: 0.65, candidates: groups[0].candidates, reason }
  }
  return undefined
}

const countTokens = (text: string, index: number): number =>
  text.slice(0, index).split(' ').filter(Boolean).length
