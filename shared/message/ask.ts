import { fail } from '../errors.js'
import type { SenecaReply } from '../seneca.js'
import { check } from './check.js'
import type { Context } from './context.js'
import { declaredMessages, type InputOf, type Message, type OutputOf } from './declare.js'
import type { Host } from './host.js'
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

/**
 * Whether the direct way gives the same as Seneca's: the pattern's action is our own, nothing
 * overrides it, and nobody subscribes to the message.
 */
function goesDirect(host: Host, message: Message): boolean {
  const { seneca } = host
  const route = { role: message.role, cmd: message.cmd }
  const found = seneca.find(route)
  if (found?.func !== host.actions.get(message.pattern)) return false
  const { inward, outward } = seneca.private$.subrouter
  return (
    inward.find(route, false, true).length === 0 && outward.find(route, false, true).length === 0
  )
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
export async function route(
  host: Host,
  message: Message,
  input: unknown,
  context: Context,
): Promise<unknown> {
  const answer = host.answers.get(message.pattern)
  if (answer !== undefined && goesDirect(host, message)) return answer(input, context)
  check(message.input, input)
  const local = host.seneca.find({ role: message.role, cmd: message.cmd })
  if (local !== null && local.client !== true) return actAsk(host, message, input, context)
  if (host.remote === undefined) throw fail('mesh/no-service', { role: message.role })
  return host.remote.ask(message, input, context)
}

/** `ask`, bound to one who asks. */
export function askAs(host: Host, context: Context): Ask {
  return (async (message: Message | string, input: unknown) =>
    route(host, messageOf(message), input, context)) as Ask
}
