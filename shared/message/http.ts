/** A REST route as it is declared: `PUT /api/habit/:habitId/day/:day`. */
export interface HttpRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: string
  /** The names of the path's parameters, in order. */
  readonly parameters: readonly string[]
  /** Whether the rest of the input comes from the query string (GET, DELETE) or from the body. */
  readonly rest: 'query' | 'body'
}

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

/** Parse and check a declared route: the path begins with the role, parameters are `:name`. */
export function parseHttpRoute(pattern: string, role: string, declared: string): HttpRoute {
  const [verb = '', path = ''] = declared.split(' ')
  const method = methods.find((known) => known === verb)
  const inRole = path === `/api/${role}` || path.startsWith(`/api/${role}/`)
  if (method === undefined || !inRole || !/^(\/(:[a-zA-Z]+|[a-z-]+))+$/.test(path)) {
    throw new Error(`${pattern}: "${declared}" is not a route such as GET /api/${role}/:id`)
  }
  const parameters = [...path.matchAll(/:([a-zA-Z]+)/g)].map((match) => match[1] ?? '')
  const rest = method === 'GET' || method === 'DELETE' ? 'query' : 'body'
  return { method, path, parameters, rest }
}
