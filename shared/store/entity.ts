import type { Static, TObject } from '@sinclair/typebox'
import type { EntityDeclaration } from './declaration.js'

/**
 * What is stored: a kind of row, its fields, and the indexes that its queries need. Declared beside
 * the plugin that owns it; nobody else touches it.
 */
export interface Entity<F extends TObject = TObject> extends EntityDeclaration {
  readonly fields: F
  /** Rows belong to a person: every row has an `owner`, and `mine()` sees only the person's own. */
  readonly owned: boolean
}

export type Row<E> =
  E extends Entity<infer F> ? Static<F> & { readonly id: string; readonly owner: string } : never

const entities = new Map<string, Entity>()
export const declaredEntities = (): readonly Entity[] => [...entities.values()]

export interface EntitySpec<F extends TObject> {
  readonly fields: F
  readonly owned?: boolean
  /** Combinations that may stand only once. In an owned entity they count per owner. */
  readonly unique?: readonly (readonly string[])[]
  /** What queries look rows up by. In an owned entity `owner` is put in front. */
  readonly indexes?: readonly (readonly string[])[]
}

/** Declare an entity. @param canon `<role>/<name>`, such as `habit/day`. */
export function entity<F extends TObject>(canon: string, spec: EntitySpec<F>): Entity<F> {
  if (!/^[a-z]+\/[a-z]+$/.test(canon)) throw new Error(`${canon}: an entity is <role>/<name>`)
  if (entities.has(canon)) throw new Error(`entity ${canon} is declared twice`)
  const owned = spec.owned ?? false
  const own = (names: readonly string[]) => (owned ? ['owner', ...names] : names)
  const declared: Entity<F> = {
    canon,
    fields: spec.fields,
    owned,
    unique: (spec.unique ?? []).map(own),
    indexes: [...(owned ? [['owner', 'id']] : []), ...(spec.indexes ?? []).map(own)],
  }
  entities.set(canon, declared)
  return declared
}
