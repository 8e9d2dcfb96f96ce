/** Words to their stems, so that "ran", "running" and "a run" meet. Stems are for comparing, not showing. */
import type { NameWords } from '../locale/locale.js'

/** The same few thousand words are stemmed again and again; bounded, so that odd input cannot fill it. */
const seen = new WeakMap<NameWords, Map<string, string>>()
const MOST = 5000

/** The stem of a word. */
export function stem(word: string, names: NameWords): string {
  const map = seen.get(names) ?? new Map<string, string>()
  seen.set(names, map)
  let found = map.get(word)
  if (found === undefined) {
    found = cut(word, names)
    if (map.size >= MOST) map.clear()
    if (word.length <= 20) map.set(word, found)
  }
  return found
}

/** Run the ends of a word through the locale's table; a doubled last letter becomes one ("running"). */
function cut(word: string, names: NameWords): string {
  const same = Object.hasOwn(names.same, word) ? names.same[word] : undefined
  let base = same ?? word
  if (Object.hasOwn(names.irregular, base)) base = names.irregular[base] ?? base
  for (const [end, put] of names.endings) {
    // At least three letters stay, or "bed" and "red" would be verbs.
    if (base.length - end.length >= 3 && base.endsWith(end)) {
      base = base.slice(0, base.length - end.length) + put
      break
    }
  }
  // "meditating" loses its end to "meditat", "meditate" too; "running" to "runn".
  base = base.replace(/([a-z])\1$/, '$1')
  return base.length > 3 ? base.replace(/[ey]$/, (last) => (last === 'y' ? 'i' : '')) : base
}

export type Form = 'past' | 'gerund' | 'base'

/** How a word would stand as a verb. A word that is its own past ("read") counts as past. */
export function form(word: string, names: NameWords): Form {
  if (Object.hasOwn(names.irregular, word)) return 'past'
  if (names.past.test(word)) return 'past'
  if (names.gerund.test(word)) return 'gerund'
  return 'base'
}

/** Damerau–Levenshtein distance, given up above `most`. */
export function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    let least = i
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1
      let value = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + cost)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        value = Math.min(value, (before[j - 2] ?? 0) + 1)
      }
      row.push(value)
      least = Math.min(least, value)
    }
    if (least > most) return most + 1
    before = last
    last = row
  }
  return last[b.length] ?? most + 1
}
