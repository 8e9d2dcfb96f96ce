import type { Context } from './context.js'
import type { Event } from './declare.js'
import type { Host } from './host.js'

/** Tell those in this process that listen: our own listeners, and whoever `sub`s the pattern. */
export function deliver(host: Host, event: Event, body: unknown, context: Context): void {
  for (const listener of host.listeners.get(event.pattern) ?? []) listener(body, context)
  const route = { role: event.role, event: event.event }
  const { inward, outward } = host.seneca.private$.subrouter
  const subscribed =
    inward.find(route, false, true).length + outward.find(route, false, true).length > 0
  if (!subscribed) return
  // Seneca tells a sub only of what has an action.
  if (!host.seneca.has(route)) host.seneca.add(route, (_message, reply) => reply(null, {}))
  host.seneca.act(route, { ...(body as object), custom$: context })
}

/** Tell everybody that listens, here and in other processes. */
export function emitAs(host: Host, event: Event, body: unknown, context: Context): void {
  deliver(host, event, body, context)
  host.remote?.emit(event, body, context)
}
