/** Units as data: what they measure and how they compare. Everything not listed is a plain count. */
import type { Words } from '../locale/locale.js'

type Dimension = 'length' | 'mass' | 'volume' | 'time'

/** To metres, grams, litres, seconds; the definitions of 1959 for yard and pound. */
const table: Readonly<Partial<Record<string, readonly [Dimension, number]>>> = {
  cm: ['length', 0.01],
  m: ['length', 1],
  km: ['length', 1000],
  mi: ['length', 1609.344],
  yd: ['length', 0.9144],
  ft: ['length', 0.3048],
  g: ['mass', 1],
  kg: ['mass', 1000],
  lb: ['mass', 453.59237],
  oz: ['mass', 28.349523125],
  ml: ['volume', 0.001],
  cl: ['volume', 0.01],
  dl: ['volume', 0.1],
  l: ['volume', 1],
  s: ['time', 1],
  min: ['time', 60],
  h: ['time', 3600],
}

/** The canonical id of a unit as somebody wrote it ("kilometres", "glasses of water"). */
export function unitId(written: string, words: Words): string {
  const first = written.trim().toLowerCase().split(/\s+/)[0] ?? ''
  return Object.hasOwn(words.units, first)
    ? (words.units[first] ?? first)
    : first.replace(/(?<=..)s$/, '')
}

export const dimensionOf = (id: string): Dimension | 'count' =>
  Object.hasOwn(table, id) ? (table[id]?.[0] ?? 'count') : 'count'

/** More than this in one day is a slip of the keyboard or a joke; in the units above. */
const most: Readonly<Record<Dimension, number>> = {
  length: 300_000,
  mass: 1_000_000,
  volume: 20,
  time: 86_400,
}

/** Whether an amount is more than a day can hold. */
export function tooMuch(value: number, unit: string): boolean {
  const row = table[unit]
  return row === undefined ? value > 200_000 : value * row[1] > most[row[0]]
}

/** Thousandths are what the stores keep. */
export const round = (value: number): number => Math.round(value * 1000) / 1000

/** How many of one unit one of another is; undefined where that makes no sense. */
export function ratio(from: string, to: string): number | undefined {
  if (from === to) return 1
  const a = table[from]
  const b = table[to]
  return a === undefined || b === undefined || a[0] !== b[0] ? undefined : a[1] / b[1]
}

/** Convert between units of one dimension, to the thousandths that are kept. */
export function convert(value: number, from: string, to: string): number | undefined {
  const per = ratio(from, to)
  return per === undefined ? undefined : round(value * per)
}
