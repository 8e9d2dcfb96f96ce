/** A fenced block of a guide. */
export interface Block {
  /** The words after the fence: `ts file=plugins/x/messages.ts` has `{ ts: '', file: 'plugins/…' }`. */
  readonly words: Readonly<Record<string, string>>
  readonly text: string
  /** Where it begins in the guide, from 1. */
  readonly line: number
}

/** The fenced blocks of a Markdown text, in order. */
export function blocksOf(markdown: string): Block[] {
  return [...markdown.matchAll(/^```(.+)\n([\s\S]*?)^```$/gm)].map((found) => {
    const [, info = '', text = ''] = found
    const words = info.split(' ').map((word): [string, string] => {
      const [name = '', value = ''] = word.split('=')
      return [name, value]
    })
    const line = markdown.slice(0, found.index).split('\n').length
    return { words: Object.fromEntries(words), text, line }
  })
}

/** `…` in a guide stands for whatever is there. */
const anything = '…'

const literal = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')

const lineLike = (line: string): string => line.split(anything).map(literal).join('(.*)')

/** What a guide says that comes out. `…` is any text in a line; alone in a line, any lines. */
export function like(shown: string): RegExp {
  const lines = shown.trimEnd().split('\n')
  const whole = lines.map((line) =>
    line.trim() === anything ? '(?:.*\\n)*?' : `${lineLike(line)}\n`,
  )
  return new RegExp(`^${whole.join('')}$`)
}

/** Fill the `…` of a line with what stood there. */
function fill(line: string, captured: string[]): string {
  return line.replaceAll(anything, () => captured.shift() ?? '')
}

/**
 * Change a file as a `diff` block says: lines with a space stay and say where, `-` goes, `+` comes;
 * `@@` begins another place. `…` in a line that goes is kept, where the line that comes has one.
 * @throws unless each place is there exactly once
 */
export function patch(source: string, diff: string, name: string): string {
  return diff
    .split(/^@@.*\n/m)
    .filter((part) => part !== '')
    .reduce((text, part) => patchOne(text, part, name), source)
}

function patchOne(source: string, part: string, name: string): string {
  const changes = part.trimEnd().split('\n')
  const signOf = (line: string) => line[0] ?? ' '
  const old = changes.filter((line) => signOf(line) !== '+')
  const places = [...source.matchAll(wholeLines(old))]
  const [place] = places
  if (place === undefined || places.length > 1) {
    throw new Error(`${name}: ${places.length} places, not one, are\n${old.join('\n')}`)
  }
  const stood = place[0].split('\n')
  const captured = place.slice(1)
  const made = changes.flatMap((line) => {
    if (signOf(line) === '+') return [fill(line.slice(1), captured)]
    const present = stood.shift() ?? ''
    return signOf(line) === '-' ? [] : [present]
  })
  const after = place.index + place[0].length
  return source.slice(0, place.index) + made.join('\n') + source.slice(after)
}

const wholeLines = (lines: readonly string[]): RegExp =>
  new RegExp(`^${lines.map((line) => lineLike(line.slice(1))).join('\n')}$`, 'gm')
