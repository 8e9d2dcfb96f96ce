/**
 * Undoing disguises. People who are afraid of the word, or of a filter, write su1c1de, s u i c i d e,
 * s*icide or "sucide"; all of them must be read. Plain spelling comes out, with sentence marks as words.
 */

/** Longer texts are read by their first and last parts: a goodbye stands at the end. */
const MAX = 8000

const leet: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
  '|': 'i',
}

/** Words written as a filter would not see them, slips too far off for a distance, and short forms opened. */
const spelled: Readonly<Record<string, string>> = {
  sewerslide: 'suicide',
  sewercide: 'suicide',
  sewacide: 'suicide',
  suislide: 'suicide',
  'sui-slide': 'suicide',
  toaster_bath: 'suicide',
  unalived: 'unalive',
  unaliving: 'unalive',
  unaliveing: 'unalive',
  kil: 'kill',
  kll: 'kill',
  kiil: 'kill',
  klil: 'kill',
  kiling: 'killing',
  kys: 'kys',
  wana: 'want to',
  wanna: 'want to',
  wnna: 'want to',
  wnat: 'want',
  watn: 'want',
  wan: 'want',
  gonna: 'going to',
  gunna: 'going to',
  gna: 'going to',
  dieing: 'dying',
  diying: 'dying',
  dei: 'die',
  deid: 'died',
  ded: 'dead',
  dedd: 'dead',
  liv: 'live',
  mysel: 'myself',
  myslf: 'myself',
  meself: 'myself',
  selfharm: 'self harm',
  selfharming: 'self harm',
  'self-harm': 'self harm',
  'self-harming': 'self harm',
  'self-harmed': 'self harm',
  anymor: 'anymore',
  nomore: 'no more',
  im: 'i am',
  ive: 'i have',
  id: 'i would',
  ill: 'i will',
  dont: 'do not',
  didnt: 'did not',
  doesnt: 'does not',
  wont: 'will not',
  wouldnt: 'would not',
  shouldnt: 'should not',
  couldnt: 'could not',
  cant: 'can not',
  cannot: 'can not',
  isnt: 'is not',
  wasnt: 'was not',
  arent: 'are not',
  havent: 'have not',
  aint: 'am not',
  hes: 'he is',
  shes: 'she is',
  theyre: 'they are',
  its: 'it is',
  thats: 'that is',
  whats: 'what is',
  youre: 'you are',
  lifes: 'life is',
  tonite: 'tonight',
  '2nite': 'tonight',
  tn: 'tonight',
  rn: 'right now',
  bf: 'boyfriend',
  gf: 'girlfriend',
}

/** Words that are looked for through slips of the keyboard. */
const watched = [
  'suicide',
  'suicidal',
  'overdose',
  'overdosed',
  'myself',
  'himself',
  'herself',
  'killing',
  'goodbye',
  'hanging',
]
/** Near in letters and harmless. */
const harmless = new Set([
  'subside',
  'subsided',
  'seaside',
  'outside',
  'hinging',
  'hanging',
  'banging',
  'filling',
  'oversize',
])
/** Words that a star or dot may hide letters of. */
const starred = [
  'suicide',
  'suicidal',
  'kill',
  'killing',
  'die',
  'dying',
  'dead',
  'hang',
  'overdose',
  'unalive',
  'cutting',
  'cut',
  'self',
]

function near(a: string, b: string, most: number): boolean {
  if (Math.abs(a.length - b.length) > most) return false
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      let v = Math.min(
        (last[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
      )
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        v = Math.min(v, (before[j - 2] ?? 0) + 1)
      row.push(v)
    }
    before = last
    last = row
  }
  return (last[b.length] ?? most + 1) <= most
}

function word(raw: string): string {
  let text = raw
  if (/[a-z]/.test(text) && /[0134570@$!|]/.test(text)) {
    // "su1c1de" but not "5km": digits count as letters only inside or around more letters than digits.
    const letters = text.replace(/[^a-z]/g, '').length
    if (letters >= 1 && !/^\d+[a-z]+$/.test(text))
      text = text.replace(/[0134570@$!|]/g, (c) => leet[c] ?? c)
  }
  if (/[*#_%?]/.test(text) && text.length >= 3) {
    const mask = new RegExp(`^${text.replace(/[^a-z*#_%?]/g, '').replace(/[*#_%?]/g, '[a-z]?')}$`)
    const hit = starred.find((w) => w[0] === text[0] && mask.test(w))
    if (hit !== undefined) return hit
  }
  text = text.replace(/[^\p{L}\p{M}\d]/gu, '')
  text = text.replace(/([a-z])\1{2,}/g, '$1')
  if (Object.hasOwn(spelled, text)) return spelled[text] ?? text
  if (text.length >= 5 && !watched.includes(text) && !harmless.has(text)) {
    for (const target of watched) {
      const most = target.length >= 7 && text.length >= 6 && target.startsWith('s') ? 2 : 1
      if (text[0] === target[0] && text.length >= target.length - most && near(text, target, most))
        return target
    }
  }
  return text
}

/** Plain spelling: lower case, one space, sentence marks as " . " and " , ". */
export function plain(input: string): string {
  const text = input.length <= MAX ? input : `${input.slice(0, MAX / 2)} . ${input.slice(-MAX / 2)}`
  let line = text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f\u200B-\u200D\u2060\uFEFF\u00AD]/g, '')
    .toLowerCase()
    .replace(/['’‘‛`´]/g, '')
  // "s u i c i d e", "k.m.s": single letters in a row are one word.
  line = line.replace(
    /(?<![\p{L}\d])(?:[a-z013457@$!*][\s.\-_/]{1,3}){2,}[a-z013457@$!*](?![\p{L}\d])/gu,
    (run) => {
      const letters = run.replace(/[\s.\-_/]/g, '')
      return /[a-z]/.test(letters) && !/^\d+$/.test(letters) ? letters : run
    },
  )
  line = line.replace(/(\p{L})[.\-_](?=\p{L})/gu, '$1 ')
  const words = line.split(/\s+/).flatMap((chunk) => {
    const mark = /[.,;:!?…\n]+$/.exec(chunk)
    const body = mark === null ? chunk : chunk.slice(0, mark.index)
    // "d!e" keeps its mark, "die!" does not.
    const read = body === '' ? [] : [word(body.replace(/^[("'“„«]+|[)"'”»]+$/g, ''))]
    return mark === null ? read : [...read, /[.!?…]/.test(mark[0]) ? '.' : ',']
  })
  return words
    .filter((w) => w !== '')
    .join(' ')
    .replace(/\bmy self\b/g, 'myself')
    .replace(/\bany more\b/g, 'anymore')
    .replace(/\bsewer slide\b/g, 'suicide')
    .replace(/\bun alive\b/g, 'unalive')
    .replace(/\bno one\b/g, 'nobody')
    .replace(/\bgood bye\b/g, 'goodbye')
}
