/** All of several writes or none, each only if its row is still what the caller has read. */
import { isDeepStrictEqual } from 'node:util'
import { fail } from '../../errors.js'
import type { StoredDocument } from '../declaration.js'
import { baseOf, parseCanon, type Place } from './canon.js'
import type { Database } from './database.js'
import { checkId, decode, encode, isPlain, parseFields } from './document.js'
import { translate } from './failure.js'
import { insert, put, rowOf } from './rows.js'

const MOST_WRITES = 1000

type Expectation = Readonly<Record<string, unknown>> | null | undefined

interface Step {
  readonly place: Place
  readonly run: (database: Database) => StoredDocument | null
}

export interface TogetherPlan {
  readonly base: string
  readonly places: readonly Place[]
  readonly run: (database: Database) => (StoredDocument | null)[]
}

/** As it would be read back; a field that is expected to be absent is expected null. */
function expectation(expect: unknown, entity: string): Expectation {
  if (expect === undefined || expect === null) return expect
  if (!isPlain(expect)) throw fail('store/bad-query', { entity, reason: 'expect' })
  const absent = Object.fromEntries(Object.keys(expect).map((field) => [field, null]))
  const { id, text } = encode(expect, entity)
  if (Object.keys(expect).some((field) => field.includes('$'))) {
    throw fail('store/bad-query', { entity, reason: 'expect' })
  }
  return { ...absent, ...parseFields(text), ...(id === undefined ? {} : { id }) }
}

function check(database: Database, place: Place, id: string, expect: Expectation): void {
  if (expect === undefined) return
  const row = rowOf(database, place, id)
  if (expect === null) {
    if (row !== undefined) throw fail('store/stale', { entity: place.entity, id })
    return
  }
  const stored: Record<string, unknown> = row === undefined ? {} : decode(row.id, row.doc)
  const holds = Object.entries(expect).every(([field, value]) =>
    isDeepStrictEqual(Object.hasOwn(stored, field) ? stored[field] : null, value),
  )
  if (row === undefined || !holds) throw fail('store/stale', { entity: place.entity, id })
}

function planSave(write: Record<string, unknown>, newId: () => string): Step {
  const place = parseCanon(write['save'])
  const { id: given, text } = encode(write['data'], place.entity)
  const expect = expectation(write['expect'], place.entity)
  if (given === undefined && expect !== undefined && expect !== null) {
    throw fail('store/bad-query', { entity: place.entity, reason: 'expect' })
  }
  const id = given ?? newId()
  return {
    place,
    run: (database) => {
      check(database, place, id, expect)
      if (given === undefined) insert(database, place, id, text)
      else put(database, place, id, text)
      return decode(id, text)
    },
  }
}

function planRemove(write: Record<string, unknown>): Step {
  const place = parseCanon(write['remove'])
  const id = checkId(write['id'], place.entity)
  const expect = expectation(write['expect'], place.entity)
  if (expect === null) throw fail('store/bad-query', { entity: place.entity, reason: 'expect' })
  return {
    place,
    run: (database) => {
      check(database, place, id, expect)
      database.statement(`DELETE FROM "${place.table}" WHERE id = ?`).run(id)
      return null
    },
  }
}

/** Check and copy the payload, which may come from another process. */
export function planTogether(input: unknown, newId: () => string): TogetherPlan {
  const writes: unknown = isPlain(input) ? input['writes'] : undefined
  if (!isPlain(input) || !Array.isArray(writes) || writes.length > MOST_WRITES) {
    throw fail('store/bad-query', { reason: 'writes' })
  }
  const base = baseOf(input['base'])
  const steps = writes.map((write: unknown) => {
    if (!isPlain(write) || 'save' in write === 'remove' in write) {
      throw fail('store/bad-query', { reason: 'writes' })
    }
    const step = 'save' in write ? planSave(write, newId) : planRemove(write)
    if (step.place.base !== base) {
      throw fail('store/bad-query', { entity: step.place.entity, reason: 'base' })
    }
    return step
  })
  return {
    base,
    places: steps.map(({ place }) => place),
    run: (database) =>
      steps.map((step) => {
        try {
          return step.run(database)
        } catch (error) {
          throw translate(error, base, step.place.entity)
        }
      }),
  }
}
