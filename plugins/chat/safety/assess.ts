/**
 * The first thing that happens to every message, in every state: is somebody in danger? Rules and data
 * only, so that it answers when everything else is down. A false alarm costs a kind question; a miss
 * may cost a life – so doubt is always at least 'unclear'.
 */
import type { About, Safety, Tier } from '../understand/types.js'
import { idioms } from './idioms.en.js'
import type { Sign } from './sign.js'
import { basics } from './signs.basics.js'
import { signs } from './signs.en.js'
import { plain } from './spelling.js'

const rank: Readonly<Record<Tier, number>> = { none: 0, unclear: 1, explicit: 2, imminent: 3 }

/** Right before a sign: somebody says that it is not so. "Can't stop thinking" or "not sure" is no denial. */
const denial =
  /\b(?:(?:i )?(?:am|was|is|are|feel|have|had|has) (?:not|never)|(?:do|does|did|would|will|could) (?:not|never)|never|not|nt|no|without)(?: (?:actually|really|going|gonna|to|want|wanting|feel|feeling|be|being|been|have|having|had|any|ever|actively|planning|plan|thinking|think|thought|thoughts|about|of|or|that|at|all|even|trying|try|like|currently|my|do|it|anything|commit|a|intend|mean))*\s$/
const noDenial =
  /\b(not (sure|only|afraid|scared|care)|can not (stop|help)|why not|do not know (if|whether)|not stop)\b[^.]*$/
/** "Used to be" is over, and still worth a question. */
const past = /\b(used to (be|feel|want|think)|no longer)(?: \w+){0,3} $/

const kin =
  'friend|friends|buddy|mate|sister|brother|mother|mum|mom|father|dad|parents?|son|daughter|child|kid|kids|wife|husband|partner|boyfriend|girlfriend|ex|colleague|coworker|neighbou?r|roommate|flatmate|cousin|aunt|uncle|grandma|grandpa|grandmother|grandfather|niece|nephew|boss|student|patient|client|classmate|teacher|bro|sis'
const subject = new RegExp(
  `\\b(i|me|my own|he|she|they|him|someone|somebody|people|everyone|(?:${kin})s?)\\b`,
  'g',
)
const first = /^(i|me|my own)$/
const also = /\b(so do i|me too|same here|i do too|and i do|so am i|and so i)\b/

/** Whose danger: the sign's own words, else the nearest person named before it, else the writer. */
function aboutOf(sign: Sign, line: string, at: number, match: string): About {
  if (sign.about !== undefined) return sign.about
  if (/\b(myself|my|me)\b/.test(match)) return 'self'
  if (/\b(himself|herself|themself|themselves|his|her|their|him|them)\b/.test(match)) return 'other'
  const inside = [...match.matchAll(subject)][0]?.[1]
  if (inside !== undefined && /^(i|he|she|they)$/.test(inside))
    return inside === 'i' ? 'self' : 'other'
  const sentence = line.slice(Math.max(line.lastIndexOf(' . ', at), 0), at)
  const nearest = [...sentence.matchAll(subject)].at(-1)?.[1]
  if (nearest === undefined) return 'self'
  return first.test(nearest) ? 'self' : 'other'
}

const urgent =
  /\b(tonight|right now|this (evening|minute|second|very moment)|in (a few|five|ten|\d+) (minutes|hours)|an hour|have (got )?a plan|this is it|i am doing it)\b/
/** Weaker: only with a firm plan. */
const soon = /\b(today|now|tomorrow|soon|this (morning|afternoon|weekend|week))\b/
const firm = /\b(going to|will|plan|planning|about to|decided|ready)\b/

/** The bare word: about oneself it is a sign, in a film or a lecture it is a question at most. */
function bareWord(line: string): Tier {
  const reported =
    /\b(film|movie|book|song|series|show|documentary|podcast|article|news|episode|essay|lecture|story|prevention|awareness|hotline|helpline|rates?|statistics|watch|novel|training)\b/
  if (reported.test(line)) return 'unclear'
  return /\b(i|me|my|myself)\b/.test(line) ||
    line.split(' ').filter((w) => /\w/.test(w)).length <= 3
    ? 'explicit'
    : 'unclear'
}

interface Hit {
  readonly id: string
  readonly tier: Tier
  readonly about: About
}

function look(sign: Sign, line: string): Hit | undefined {
  const match = sign.pattern.exec(line)
  if (match === null) return undefined
  const about = aboutOf(sign, line, match.index, match[0])
  const before = line.slice(Math.max(0, line.lastIndexOf(' . ', match.index)), match.index)
  const denied =
    sign.deniable === true && ((denial.test(before) && !noDenial.test(before)) || past.test(before))
  if (denied) return { id: `${sign.id}-denied`, tier: 'unclear', about }
  if (sign.id === 'suicide-word') return { id: sign.id, tier: bareWord(line), about }
  const planned = sign.plan === true && (urgent.test(line) || (soon.test(line) && firm.test(line)))
  return { id: sign.id, tier: planned && sign.tier === 'explicit' ? 'imminent' : sign.tier, about }
}

/** Assess one message. Pure; the result holds ids of signs, never the person's words. */
export function assess(text: string): Safety {
  const spelled = plain(text)
  let line = ` ${spelled} `
  for (const idiom of idioms) line = line.replace(idiom, ' ~ ')
  line = line.replace(/\s+/g, ' ').trim()
  const hits: Hit[] = []
  for (const sign of signs) {
    const hit = look(sign, line)
    // The bare word says nothing more where a fuller sign was read, or was denied.
    if (hit === undefined || (sign.id === 'suicide-word' && hits.length > 0)) continue
    hits.push(hit)
  }
  for (const sign of basics) {
    const hit = look(sign, spelled)
    if (hit !== undefined && !hits.some((h) => rank[h.tier] >= rank.explicit)) hits.push(hit)
  }
  if (hits.length === 0) return { tier: 'none', about: 'self', signs: [] }
  const most = Math.max(...hits.map((h) => rank[h.tier]))
  const top = hits.filter((h) => rank[h.tier] === most)
  const self = top.some((h) => h.about === 'self') || also.test(line)
  return {
    tier: top[0]?.tier ?? 'unclear',
    about: self ? 'self' : 'other',
    signs: [...new Set(hits.map((h) => h.id))],
  }
}
