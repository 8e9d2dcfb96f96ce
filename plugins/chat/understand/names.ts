/** The names of habits, cut into parts and weighed: what has to be said for a habit to be meant. */
import type { Words } from '../locale/locale.js'
import { tidy, tokenise } from './normalise.js'
import { stem } from './stem.js'
import type { KnownHabit } from './types.js'

export interface Part {
  readonly raw: string
  readonly stem: string
  readonly weight: number
  readonly minor: boolean
}

/** A habit's name and aliases, cut and weighed. */
export interface Prepared {
  readonly habit: KnownHabit
  readonly names: readonly Name[]
}

/** One name of a habit, cut, and its parts written as one word ("pushups"). */
export interface Name {
  readonly parts: readonly Part[]
  readonly joined: string
}

const hasLetters = /[\p{L}\d]/u
const picture = /[\p{Extended_Pictographic}\u{FE0F}]/gu

/** Weigh the parts: the first full noun or verb counts, "take", "daily" and details count less. */
function cut(name: string, words: Words): Part[] {
  const { names } = words
  const plain = hasLetters.test(name) ? name.replace(picture, ' ') : name
  const tokens = tokenise(tidy(plain, words)).filter((t) => t.kind !== 'mark')
  const kept = tokens.filter((t) => !names.stop.has(t.text) && !names.detail.has(t.text))
  const used = kept.length > 0 ? kept : tokens
  const detailFrom = tokens.findIndex((t) => names.detail.has(t.text))
  let full = 0
  let verbFirst = false
  const parts = used.map((t) => {
    const base = stem(t.text, names)
    const light = names.light.has(names.irregular[t.text] ?? t.text)
    const minor = names.minor.has(t.text) || t.kind === 'number'
    const detail = full > 0 && detailFrom >= 0 && tokens.indexOf(t) > detailFrom
    let weight = light ? 0.3 : minor || detail ? 0.4 : verbFirst ? 0.5 : 1
    if (weight === 1) {
      full++
      verbFirst = activityStems(words).has(base) && used.indexOf(t) === 0
    }
    if (weight === 0) weight = 1
    return { raw: t.text, stem: base, weight, minor }
  })
  // "Drink": a name of light words alone is as good as any.
  return full > 0 ? parts : parts.map((p) => ({ ...p, weight: 1 }))
}

const stems = new WeakMap<Words, ReadonlySet<string>>()
/** The stems of the locale's common activities, made once. */
export function activityStems(words: Words): ReadonlySet<string> {
  let set = stems.get(words)
  if (set === undefined) {
    set = new Set([...words.names.activities].map((a) => stem(a, words.names)))
    stems.set(words, set)
  }
  return set
}

const known = new WeakMap<Words, ReadonlySet<string>>()
export function knownStems(words: Words): ReadonlySet<string> {
  let set = known.get(words)
  if (set === undefined) {
    const { names, mood } = words
    const all = [...names.activities, ...Object.values(names.same), ...Object.keys(mood.feelings)]
    set = new Set(all.map((w) => stem(w, names)))
    known.set(words, set)
  }
  return set
}

/** Cut every habit's names once a message. */
export function prepare(habits: readonly KnownHabit[], words: Words): Prepared[] {
  return habits.map((habit) => {
    const names = [habit.name, ...(habit.aliases ?? [])]
      .map((name) => cut(name, words))
      .filter((parts) => parts.length > 0)
      .map((parts) => ({ parts, joined: stem(parts.map((p) => p.raw).join(''), words.names) }))
    return { habit, names }
  })
}
