import type { Seneca } from '../seneca.js'

interface Router {
  add(...given: unknown[]): unknown
  remove(...given: unknown[]): unknown
}

const watched = new WeakMap<Seneca, { generation: number }>()

/**
 * Counts up whenever something is added to or taken from what routes Seneca's messages: an action, an
 * override, a sub, a client. What was decided for a pattern counts for as long as this stays the same.
 * Seneca tells nobody of such changes, so its three routers are wrapped.
 */
export function routesOf(seneca: Seneca): { readonly generation: number } {
  const { root } = seneca
  const known = watched.get(root)
  if (known !== undefined) return known
  const routes = { generation: 1 }
  watched.set(root, routes)
  const { actrouter, subrouter } = root.private$
  for (const router of [actrouter, subrouter.inward, subrouter.outward] as unknown as Router[]) {
    for (const name of ['add', 'remove'] as const) {
      const original = router[name].bind(router)
      router[name] = (...given) => {
        routes.generation += 1
        return original(...given)
      }
    }
  }
  return routes
}
