import { fail } from '../errors.js'
import type { SenecaReply } from '../seneca.js'
import { invalid, matches } from './check.js'
import type { Context } from './context.js'
import { declaredMessages, type InputOf, type Message, type OutputOf } from './declare.js'
import type { Answer, Host } from './host.js'
import type { KnownPattern, MessageOf } from './known.js'

/** Send a message and get its reply: by declaration or by pattern, both typed. */
export interface Ask {
  <M extends Message | KnownPattern>(
    message: M,
    input: InputOf<MessageOf<M>>,
  ): Promise<OutputOf<MessageOf<M>>>
}

/** The declaration that a pattern names, at run time. */
export function messageOf(pattern: Message | string): Message {
  if (typeof pattern !== 'string') return pattern
  const message = declaredMessages().get(pattern)
  if (message === undefined) throw fail('mesh/unknown-pattern', { pattern })
  return message
}

/** Which way a message goes from here. */
type Way =
  /** The action is here and our own, nothing overrides it and nobody subscribes: it is called. */
  | { readonly to: 'action'; readonly answer: Answer }
  /** Anything else that stands here: Seneca's own way. */
  | { readonly to: 'seneca' }
  /** Whoever answers it is another process. */
  | { readonly to: 'remote' }

const seneca: Way = { to: 'seneca' }
const remote: Way = { to: 'remote' }

/** The way that gives the same as Seneca's, as direct as can be. */
function findWay(host: Host, message: Message): Way {
  const pattern = { role: message.role, cmd: message.cmd }
  const found = host.seneca.find(pattern)
  const answer = host.answers.get(message.pattern)
  const isOurs = answer !== undefined && found?.func === host.actions.get(message.pattern)
  if (isOurs) {
    const { inward, outward } = host.seneca.private$.subrouter
    const subscribed =
      inward.find(pattern, false, true).length + outward.find(pattern, false, true).length > 0
    return subscribed ? seneca : { to: 'action', answer }
  }
  return found !== null && found.client !== true ? seneca : remote
}

/** What was found is kept until Seneca's routes change: looking costs more than the call. */
export function wayOf(host: Host, message: Message): Way {
  const { ways, routes } = host
  if (ways.generation !== routes.generation) {
    ways.generation = routes.generation
    ways.found.clear()
  }
  const known = ways.found.get(message.pattern)
  if (known !== undefined) return known as Way
  const way = findWay(host, message)
  ways.found.set(message.pattern, way)
  return way
}

/** Seneca's own way, for whatever has a prior or a sub, or was overridden. */
export function actAsk(host: Host, message: Message, input: unknown, context: Context) {
  return new Promise<unknown>((resolve, reject) => {
    const reply: SenecaReply = (error, out) => {
      if (error) reject(error)
      else resolve(out)
    }
    const patience = Math.max(1, context.deadline - Date.now())
    host.seneca.act(
      { role: message.role, cmd: message.cmd },
      { ...(input as object), custom$: context, timeout$: patience },
      reply,
    )
  })
}

/**
 * One message on its way: checked, then to the action that is here, else to a member that has it.
 * @throws CodedError the action's own, `input/invalid`, or one of `mesh/…`
 */
export function route(
  host: Host,
  message: Message,
  input: unknown,
  context: Context,
): Promise<unknown> {
  const way = wayOf(host, message)
  if (way.to === 'action') return way.answer(input, context)
  if (!matches(message.input, input)) return Promise.reject(invalid(message.input, input))
  if (way.to === 'seneca') return actAsk(host, message, input, context)
  if (host.remote === undefined) {
    return Promise.reject(fail('mesh/no-service', { role: message.role }))
  }
  return host.remote.ask(message, input, context)
}

/** `ask`, bound to one who asks. */
export function askAs(host: Host, context: Context): Ask {
  return (async (message: Message | string, input: unknown) =>
    route(host, messageOf(message), input, context)) as Ask
}
