/** Saying one act: which of its variants, and with which values. Pure; the caller remembers what was said. */
import type { Act, ValuesOf } from '../locale/acts.js'
import type { Locale, Sentences } from '../locale/locale.js'

export interface SayOptions {
  /** Variant ids used lately, oldest first; those of other acts may stand among them. */
  readonly recent: readonly string[]
  /** 1..5; at 2 or below the low variants are said. */
  readonly mood?: number
  /** The same seed says the same; use the id of the turn. */
  readonly seed: string
}

export interface Said {
  readonly text: string
  /** Put it at the end of `recent`; keep as many as fit your memory, at least `REMEMBER` an act. */
  readonly variant: string
}

/** How many uses of one act are kept apart. */
export const REMEMBER = 10
const LOW = 2

/** FNV-1a: small, and the same on every machine. */
export function hash(text: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return h >>> 0
}

const fill = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{(\w+)\}/g, (whole, key: string) =>
    Object.hasOwn(values, key) ? String(values[key]) : whole,
  )

/** A sentence starts with a capital, also when a value stands first ("yesterday is …"). */
const capital = (text: string): string => text.replace(/^\p{Ll}/u, (c) => c.toUpperCase())

/** The variants that fit the mood, each with its id. */
export function variantsOf(
  locale: Locale,
  act: Act,
  mood?: number,
): { id: string; text: string }[] {
  const says: Sentences = locale.says[act]
  const low = mood !== undefined && mood <= LOW && says.low !== undefined
  const texts = low ? (says.low ?? says.usual) : says.usual
  return texts.map((text, i) => ({ id: `${act}/${low ? 'low' : 'usual'}/${i + 1}`, text }))
}

/**
 * Choose a variant that was not used in the last ten uses of the act; where there are fewer than that,
 * one of the two used longest ago, so that the order does not become a pattern and none comes twice in a row.
 */
export function say<A extends Act>(
  locale: Locale,
  act: A,
  values: ValuesOf<A>,
  options: SayOptions,
): Said {
  const variants = variantsOf(locale, act, options.mood)
  const used = options.recent.filter((id) => id.startsWith(`${act}/`)).slice(-REMEMBER)
  const fresh = variants.filter((v) => !used.includes(v.id))
  const oldest = [...variants].sort((a, b) => used.lastIndexOf(a.id) - used.lastIndexOf(b.id))
  const pool =
    fresh.length > 0 ? fresh : oldest.slice(0, Math.max(1, Math.min(2, variants.length - 1)))
  const chosen = pool[hash(`${options.seed}|${act}`) % pool.length]
  if (chosen === undefined) throw new Error(`no sentence for ${act}`)
  return { text: capital(fill(chosen.text, values)), variant: chosen.id }
}
