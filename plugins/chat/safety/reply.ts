/**
 * What a safety reply is made of: the acts to say, one after the other, and the numbers that go into
 * them. Data only, so that it can be sent when nothing else works. The words stand in the locale.
 */
import type { Act } from '../locale/acts.js'
import { locales } from '../locale/index.js'
import type { Locale } from '../locale/locale.js'
import type { About, Tier } from '../understand/types.js'
import { emergencyNumbers, findAHelpline, type HelpLine, helpLines } from './lines.js'

export interface SafetyPart {
  readonly act: Act
  readonly values: Readonly<Record<string, string>>
}

export interface SafetyReply {
  /** Say them in this order, as one message. Empty for tier 'none'. */
  readonly parts: readonly SafetyPart[]
  readonly lines: readonly HelpLine[]
  /** Undefined where the country is not known: the sentence then says "your local emergency number". */
  readonly emergency: string | undefined
  readonly site: string
}

/** Only the first lines: in a crisis a short list is read, a long one is not. */
const MOST = 2

const fill = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(/\{(\w+)\}/g, (_, key: string) => values[key] ?? '')

function lineText(line: HelpLine, { writing }: Locale): string {
  const { call, text, textWord, free, always, or } = writing.helpLine
  const ways: string[] = line.phone === '' ? [] : [fill(call, { phone: line.phone })]
  if (line.text !== undefined) {
    const { to, word } = line.text
    ways.push(word === undefined ? fill(text, { to }) : fill(textWord, { to, word }))
  }
  return `${line.name}: ${ways.join(or)} (${free}, ${line.hours === '24/7' ? always : line.hours})`
}

export interface SafetyOptions {
  /** The signs are of violence by somebody else: see `isDanger`. */
  readonly danger?: boolean
  readonly locale?: Locale
}

/** The reply to a tier. */
export function safetyReply(
  tier: Tier,
  about: About,
  country?: string,
  options: SafetyOptions = {},
): SafetyReply {
  const { danger = false, locale = locales.en } = options
  const here = helpLines.filter((l) => l.country === country && l.young === undefined)
  const lines = here.slice(0, MOST)
  const emergency = country === undefined ? undefined : emergencyNumbers[country]
  const base = { lines, emergency, site: findAHelpline }
  if (tier === 'none') return { ...base, parts: [] }
  const always = lines.some((l) => l.hours === '24/7' && l.free)
  const numbers: SafetyPart[] = []
  if (lines.length > 0)
    numbers.push({
      act: 'safety-lines',
      values: { lines: lines.map((l) => lineText(l, locale)).join('; ') },
    })
  if (!always) numbers.push({ act: 'safety-lines-unknown', values: { site: findAHelpline } })
  const part = (act: Act): SafetyPart => ({ act, values: {} })
  if (tier === 'unclear') return { ...base, parts: [part(`safety-soft-${about}`), ...numbers] }
  const call = { emergency: emergency ?? locale.writing.helpLine.localEmergency }
  const now: SafetyPart[] =
    tier === 'imminent' ? [{ act: `safety-now-${about}`, values: call }] : []
  // Whoever is being hurt by somebody is not asked whether they want to die.
  const ask: SafetyPart = danger
    ? { act: 'safety-danger', values: call }
    : part(`safety-ask-${about}`)
  const parts = [
    part(`safety-hear-${about}`),
    ...now,
    ask,
    ...numbers,
    part(`safety-people-${about}`),
  ]
  return { ...base, parts }
}

/** Whether the signs are of violence by somebody else, and nothing of one's own. */
export const isDanger = (signs: readonly string[]): boolean =>
  signs.length > 0 && signs.every((s) => s.startsWith('danger-') || s === 'kill-me')
