/** Numbers and their units in a line of tokens: "3,000 steps", "half an hour", "twenty pages". */
import type { Words } from '../locale/locale.js'
import type { Token } from './normalise.js'
import { ratio } from './units.js'

export interface FoundAmount {
  /** Tokens from (inclusive) to (exclusive), unit and all. */
  readonly from: number
  readonly to: number
  readonly value: number
  readonly unit?: string
  /** The word after a number without a unit; it may be the habit's own unit or name. */
  readonly noun?: string
  readonly range?: boolean
}

interface Read {
  readonly value: number
  readonly next: number
}

/** "3,000" is three thousand, "3,5" three and a half; "3.5.2" is no number. */
function numeral(text: string): number | undefined {
  if (/^\d{1,3}(,\d{3})+(\.\d+)?$/.test(text)) return Number(text.replaceAll(',', ''))
  if (/^\d+([.,]\d+)?$/.test(text)) return Number(text.replace(',', '.'))
  return undefined
}

function wordNumber(tokens: readonly Token[], at: number, { numbers }: Words): Read | undefined {
  let value = 0
  let part: number | undefined
  let i = at
  for (; i < tokens.length; i++) {
    const text = tokens[i]?.text ?? ''
    const one = Object.hasOwn(numbers.ones, text) ? numbers.ones[text] : undefined
    const scale = Object.hasOwn(numbers.scales, text) ? numbers.scales[text] : undefined
    if (one !== undefined) {
      // "twenty five" is one number, "five six" is not.
      if (part !== undefined && !(part % 10 === 0 && part > 10 && one < 10) && part % 100 !== 0)
        break
      part = (part ?? 0) + one
    } else if (scale !== undefined && text !== 'k' && (part !== undefined || i > at)) {
      part = (part ?? 1) * scale
      if (scale >= 1000) {
        value += part
        part = undefined
      }
    } else if (
      numbers.article.has(text) &&
      i === at &&
      Object.hasOwn(numbers.scales, tokens[i + 1]?.text ?? '')
    ) {
      part = 1
    } else if (text === numbers.and && part !== undefined && part >= 100) {
      if (!Object.hasOwn(numbers.ones, tokens[i + 1]?.text ?? '')) break
    } else break
  }
  if (i === at) return undefined
  return { value: value + (part ?? 0), next: i }
}

function number(tokens: readonly Token[], at: number, words: Words): Read | undefined {
  const { numbers } = words
  const text = tokens[at]?.text ?? ''
  const next = tokens[at + 1]?.text ?? ''
  if (tokens[at]?.kind === 'number') {
    const value = numeral(text)
    if (value === undefined) return undefined
    const below = next === '/' ? numeral(tokens[at + 2]?.text ?? '') : undefined
    if (below !== undefined && below > value && below > 0)
      return { value: value / below, next: at + 3 }
    if (
      next === 'k' &&
      tokens[at + 2]?.kind === 'word' &&
      unitAt(tokens, at + 2, words) !== undefined
    ) {
      return { value: value * 1000, next: at + 2 }
    }
    return { value, next: at + 1 }
  }
  if (text === numbers.half) return { value: 0.5, next: at + 1 }
  const past = numbers.article.has(text) ? at + 1 : at
  const here = tokens[past]?.text ?? ''
  if (here === numbers.half) return { value: 0.5, next: past + 1 }
  if (numbers.quarter.has(here)) return { value: 0.25, next: past + 1 }
  if (numbers.couple.has(here)) return { value: 2, next: past + 1 }
  const spelled = wordNumber(tokens, at, words)
  if (spelled !== undefined) {
    if (numbers.quarter.has(tokens[spelled.next]?.text ?? '')) {
      return { value: spelled.value / 4, next: spelled.next + 1 }
    }
    return spelled
  }
  // "an hour": one, but only before a unit.
  if (numbers.article.has(text) && unitAt(tokens, at + 1, words) !== undefined)
    return { value: 1, next: at + 1 }
  return undefined
}

function unitAt(tokens: readonly Token[], at: number, words: Words): string | undefined {
  const token = tokens[at]
  if (token?.kind !== 'word' || !Object.hasOwn(words.units, token.text)) return undefined
  return words.units[token.text]
}

/** "… and a half" after a number or a unit. */
function andHalf(tokens: readonly Token[], at: number, { numbers }: Words): Read {
  if (tokens[at]?.text !== numbers.and) return { value: 0, next: at }
  const past = numbers.article.has(tokens[at + 1]?.text ?? '') ? at + 2 : at + 1
  const word = tokens[past]?.text ?? ''
  if (word === numbers.half) return { value: 0.5, next: past + 1 }
  if (numbers.quarter.has(word)) return { value: 0.25, next: past + 1 }
  return { value: 0, next: at }
}

/** "1 h 30", "an hour and 20 minutes": the smaller unit of time that follows. */
function smaller(tokens: readonly Token[], at: number, unit: string, words: Words): Read {
  const start = tokens[at]?.text === words.numbers.and ? at + 1 : at
  const more = unit === 'h' || unit === 'min' ? number(tokens, start, words) : undefined
  if (more === undefined) return { value: 0, next: at }
  const below = unitAt(tokens, more.next, words)
  const asMinutes = below === 'm' ? 'min' : below
  const per = asMinutes === undefined ? undefined : ratio(asMinutes, unit)
  const value = per === undefined ? undefined : more.value * per
  if (value !== undefined && value < 1) return { value, next: more.next + 1 }
  // "1h30": the minutes need no name.
  if (
    unit === 'h' &&
    below === undefined &&
    start === at &&
    tokens[at]?.kind === 'number' &&
    more.value < 60
  ) {
    return { value: more.value / 60, next: more.next }
  }
  return { value: 0, next: at }
}

function readOne(tokens: readonly Token[], at: number, words: Words): FoundAmount | undefined {
  let read = number(tokens, at, words)
  // "hour and a half" without its article.
  if (
    read === undefined &&
    unitAt(tokens, at, words) === 'h' &&
    andHalf(tokens, at + 1, words).value > 0
  ) {
    read = { value: 1, next: at }
  }
  if (read === undefined) return undefined
  const first = andHalf(tokens, read.next, words)
  let value = read.value + first.value
  let next = first.next
  let skip = next
  if (tokens[skip]?.text === words.numbers.of) skip++
  if (words.numbers.article.has(tokens[skip]?.text ?? '')) skip++
  const unit = unitAt(tokens, skip, words)
  if (unit === undefined) {
    const noun = tokens[next]?.kind === 'word' ? tokens[next]?.text : undefined
    return { from: at, to: next, value, ...(noun === undefined ? {} : { noun }) }
  }
  next = skip + 1
  const half = andHalf(tokens, next, words)
  value += half.value
  const rest = smaller(tokens, half.next, unit, words)
  return { from: at, to: rest.next, value: value + rest.value, unit }
}

/** All amounts of a line, leaving out the tokens that are already something else (a day, a time). */
export function findAmounts(
  tokens: readonly Token[],
  taken: readonly boolean[],
  words: Words,
): FoundAmount[] {
  const found: FoundAmount[] = []
  for (let i = 0; i < tokens.length; i++) {
    if (taken[i] === true) continue
    const one = readOne(tokens, i, words)
    if (one === undefined) continue
    // Number words without a unit ("the first one", "no one") are rarely amounts.
    const bare = one.unit === undefined && tokens[i]?.kind === 'word'
    if (bare && (one.noun === undefined || words.clause.filler.has(one.noun) || one.value < 2))
      continue
    let end = one
    if (words.numbers.range.has(tokens[one.to]?.text ?? '')) {
      const upper = readOne(tokens, one.to + 1, words)
      if (
        upper !== undefined &&
        upper.value > one.value &&
        (one.unit ?? upper.unit) === upper.unit
      ) {
        end = { ...upper, from: one.from, value: (one.value + upper.value) / 2, range: true }
      }
    }
    found.push(end)
    i = end.to - 1
  }
  return found
}
