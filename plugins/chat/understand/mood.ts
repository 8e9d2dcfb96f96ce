/** Feelings: the words that name one, what they weigh, and whether the person reports a mood. */
import type { Words } from '../locale/locale.js'
import type { Clause } from './clauses.js'
import type { Feeling, Intention, SleepSlot, Slots } from './types.js'

interface Found {
  readonly word: string
  readonly weight: number
  readonly from: number
  readonly to: number
}

/** Feeling words of a clause, weighed by "very", "a bit" and "not" before them. */
function feelingsIn(clause: Clause, words: Words): Found[] {
  const { mood } = words
  const texts = clause.tokens.map((t) => t.text)
  const found: Found[] = []
  for (let i = 0; i < texts.length; i++) {
    for (let n = 4; n >= 1; n--) {
      const phrase = texts.slice(i, i + n).join(' ')
      const base = Object.hasOwn(mood.feelings, phrase) ? mood.feelings[phrase] : undefined
      if (base === undefined || i + n > texts.length) continue
      found.push(weigh(phrase, base, texts, i, n, words))
      i += n - 1
      break
    }
  }
  return found
}

function weigh(
  phrase: string,
  base: number,
  texts: readonly string[],
  i: number,
  n: number,
  words: Words,
): Found {
  const { mood } = words
  const before = texts.slice(Math.max(0, i - 3), i)
  let weight = base
  let word = phrase
  if (before.some((w) => mood.stronger.has(w))) weight *= 1.3
  if (before.some((w) => mood.weaker.has(w))) weight *= 0.6
  const not = before.findIndex((w) => mood.negators.has(w))
  if (not >= 0) {
    // "Not good" is a little bad, "not bad" a little good; neither is the opposite.
    weight = base > 0 ? -0.4 : 0.2
    word = [...before.slice(not), phrase].join(' ')
  }
  return { word, weight: Math.max(-1, Math.min(1, weight)), from: i, to: i + n }
}

/** −1..1 to 1..5. */
export const levelOf = (valence: number): number =>
  valence <= -0.75 ? 1 : valence <= -0.25 ? 2 : valence < 0.3 ? 3 : valence < 0.75 ? 4 : 5

const mean = (values: readonly number[]): number =>
  values.reduce((a, b) => a + b, 0) / values.length

/** What the message feels like as a whole, whatever it is about. Other people's feelings do not count. */
export function feelingOf(clauses: readonly Clause[], words: Words): Feeling {
  const found = clauses
    .filter((c) => !c.asks && !words.mood.other.test(c.text))
    .flatMap((c) => feelingsIn(c, words))
  if (found.length === 0) return { valence: null, words: [] }
  const valence = Math.round(mean(found.map((f) => f.weight)) * 100) / 100
  return { valence, words: [...new Set(found.map((f) => f.word))] }
}

function sleepIn(text: string, words: Words): SleepSlot | undefined {
  const quality = words.mood.sleep.find((s) => s.pattern.test(text))?.quality
  const said = words.mood.sleepHours.exec(text)?.[1]
  const number = said === undefined ? undefined : (words.numbers.ones[said] ?? Number(said))
  const hours = number !== undefined && number > 0 && number <= 24 ? number : undefined
  if (quality === undefined && hours === undefined) return undefined
  return {
    ...(quality === undefined ? {} : { quality }),
    ...(hours === undefined ? {} : { hours }),
  }
}

/** "Mood 3", "4 out of 5", "6/10". */
export function levelIn(text: string, words: Words): number | undefined {
  const match = words.mood.level.exec(text)
  const said = match?.[1] ?? match?.[3]
  if (said === undefined) return undefined
  const level = Number(said)
  if (match?.[2] === '10') return Math.max(1, Math.round(level / 2))
  return level <= 5 ? level : undefined
}

/** Feelings that the person reports as a mood of their own; the feeling words of other talk do not count. */
function reported(clause: Clause, words: Words): Found[] {
  const { mood, clause: w } = words
  if (mood.other.test(clause.text) || w.block.test(clause.text)) return []
  const found = feelingsIn(clause, words)
  const elliptic = clause.tokens.every(
    (t, i) =>
      t.kind === 'mark' ||
      clause.taken[i] === true ||
      mood.elliptic.has(t.text) ||
      found.some((f) => i >= f.from && i < f.to),
  )
  return elliptic || mood.self.test(clause.text) ? found : []
}

/** One mood entry from all clauses that speak of mood or sleep; undefined where none does. */
export function readMood(
  clauses: readonly Clause[],
  line: string,
  busy: (i: number) => boolean,
  words: Words,
): { intention: Intention; at: number } | undefined {
  let at = -1
  const found: Found[] = []
  let sleep: SleepSlot | undefined
  let level = levelIn(line.replace(/ \. /g, ' '), words)
  if (level !== undefined) at = 0
  let day: Slots['day']
  clauses.forEach((clause, i) => {
    if (clause.asks || busy(i)) return
    // Beside a log "it felt great" is about what was done.
    if (i > 0 && busy(i - 1) && words.mood.aboutIt.test(clause.text)) return
    const own = reported(clause, words)
    const slept = words.mood.other.test(clause.text) ? undefined : sleepIn(clause.text, words)
    if (own.length === 0 && slept === undefined) return
    if (at < 0) at = i
    found.push(...own.filter(() => slept?.quality === undefined || own.length > 0))
    sleep = slept === undefined ? sleep : { ...sleep, ...slept }
    day ??= clause.days.find((d) => d.day !== undefined)?.day
  })
  if (at < 0) return undefined
  if (level === undefined && found.length > 0) level = levelOf(mean(found.map((f) => f.weight)))
  const feelings = [...new Set(found.map((f) => f.word))]
  const slots: Slots = {
    ...(level === undefined ? {} : { level }),
    ...(feelings.length === 0 ? {} : { feelings }),
    ...(sleep === undefined ? {} : { sleep }),
    ...(day === undefined ? {} : { day }),
  }
  return { intention: { intent: 'mood_log', slots, confidence: 0.85 }, at }
}
