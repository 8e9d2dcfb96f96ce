/** Where an entity lives: which file, which table. */
import { fail } from '../../errors.js'

export interface Place {
  /** The entity's name towards callers: `habit/day`. */
  readonly entity: string
  /** Names the file: `<base>.sqlite`. */
  readonly base: string
  /** The table's name; made of word characters and `/` only, so quoting it is enough. */
  readonly table: string
}

/** Parts of a canon, as seneca-entity's `canon$({ object: true })` gives them. */
export interface CanonParts {
  readonly zone?: string | null | undefined
  readonly base?: string | null | undefined
  readonly name?: string | null | undefined
}

/** What entities without a base have for one. */
export const mainBase = 'main'

const WORD = /^\w{1,64}$/
const known = new Map<string, Place>()

function part(value: string | null | undefined, canon: string): string | undefined {
  if (value === undefined || value === null || value === '' || value === '-') return undefined
  if (!WORD.test(value))
    throw fail('store/bad-query', { reason: 'entity', entity: canon.slice(0, 80) })
  return value
}

/** The place of `zone/base/name`. Each zone has tables of its own. Throws 'store/bad-query' for a bad name. */
export function placeOf({ zone, base, name }: CanonParts): Place {
  const key = `${zone ?? '-'}/${base ?? '-'}/${name ?? '-'}`
  const found = known.get(key)
  if (found !== undefined) return found
  const z = part(zone, key)
  const b = part(base, key)
  const n = part(name, key)
  // SQLite keeps names that begin with sqlite_ to itself.
  if (n === undefined || /^sqlite_/i.test(z ?? n)) {
    throw fail('store/bad-query', { reason: 'entity', entity: key.slice(0, 80) })
  }
  const place = {
    entity: b === undefined ? n : `${b}/${n}`,
    base: b ?? mainBase,
    table: z === undefined ? n : `${z}/${n}`,
  }
  if (known.size < 1000) known.set(key, place)
  return place
}

/** The place of a canon in writing: `day`, `habit/day` or `zone/habit/day`. */
export function parseCanon(canon: unknown): Place {
  const parts = typeof canon === 'string' ? canon.split('/') : []
  if (parts.length === 0 || parts.length > 3) {
    throw fail('store/bad-query', { reason: 'entity', entity: String(canon).slice(0, 80) })
  }
  const [name, base, zone] = parts.reverse()
  return placeOf({ zone, base, name })
}

/** The base that a caller names, checked: it becomes a file's name. */
export function baseOf(base: unknown): string {
  if (typeof base !== 'string') throw fail('store/bad-query', { reason: 'base' })
  return part(base, base) ?? mainBase
}
