/** One spelling for what can be written in many ways, and the words of it. */
import type { Words } from '../locale/locale.js'

/** Longer messages are understood by their beginning; safety reads them whole. */
export const MAX_LENGTH = 2000

export interface Token {
  readonly text: string
  /** Where it starts in the tidy line. */
  readonly at: number
  readonly kind: 'word' | 'number' | 'mark'
}

const fractions: Readonly<Record<string, string>> = { '½': '5', '¼': '25', '¾': '75' }
const pictures = /\p{Extended_Pictographic}/u
const eachPicture =
  /[\p{Extended_Pictographic}✓✗]\u{FE0F}?[\u{1F3FB}-\u{1F3FF}]?(?:\u200D[\p{Extended_Pictographic}♀♂]\u{FE0F}?)*/gu

/** "2½" → "2.5", before Unicode's own folding makes "21/2" of it. */
function openFractions(text: string): string {
  return text.replace(/(\d*)\s?([½¼¾])/g, (_, whole: string, part: string) => {
    return `${whole === '' ? '0' : whole}.${fractions[part] ?? '0'}`
  })
}

function openPictures(text: string, words: Words): string {
  return text.replace(eachPicture, (picture) => {
    const first = String.fromCodePoint(picture.codePointAt(0) ?? 0)
    return ` ${words.emoji[first] ?? ''} `
  })
}

/**
 * Lower case, plain quotes, opened contractions, pictures as words, single spaces; a new line is a
 * full stop. A quotation is somebody's words, not a report: it goes, unless it is the name of a habit.
 */
export function tidy(text: string, words: Words, names: ReadonlySet<string> = new Set()): string {
  let line = openFractions(text.slice(0, MAX_LENGTH)).normalize('NFKC').toLowerCase()
  line = line.replace(/[‘’‛`´]/g, "'").replace(/[“”„«»]/g, '"')
  line = line.replace(/\s*[\r\n]+\s*/g, ' . ').replace(/[\u200B\u200C\u2060\uFEFF\u00AD]/g, '')
  line = line.replace(/"([^"]*)"/g, (_, inner: string) => {
    const name = inner.trim().replace(/[.!?,]$/, '')
    return names.has(name) ? ` ${name} ` : ' , '
  })
  line = line.replace(/(\p{L})-(?=\p{L})/gu, '$1 ')
  // Open the short forms first: the pictures' words must not be taken for one.
  line = line.replace(/[\p{L}\d']+/gu, (word) => {
    const open = Object.hasOwn(words.contractions, word) ? words.contractions[word] : undefined
    return open ?? word.replace(/^'+|'+$/g, '')
  })
  if (pictures.test(line) || /[✓✗]/.test(line)) line = openPictures(line, words)
  return line.replace(/\s+/g, ' ').trim()
}

const token = /\d+(?:[.,]\d+)*|[\p{L}👍👎][\p{L}\p{M}']*|[^\s\p{L}\d]/gu

/** Cut a tidy line into words, numbers and marks. */
export function tokenise(line: string): Token[] {
  const out: Token[] = []
  for (const match of line.matchAll(token)) {
    const text = match[0]
    const kind = /^\d/.test(text) ? 'number' : /^[\p{L}👍👎]/u.test(text) ? 'word' : 'mark'
    out.push({ text: text.replace(/'s$/, ''), at: match.index, kind })
  }
  return out
}
