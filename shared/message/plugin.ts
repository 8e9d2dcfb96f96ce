import { asCoded, CodedError, fail } from '../errors.js'
import { framesOf, isDebugging, type Log, millisecondsSince } from '../log.js'
import { type Keeper, outboxOf } from '../journal/outbox.js'
import type { Seneca, SenecaAction } from '../seneca.js'
import { checkAccess } from './access.js'
import { askAs, type Ask } from './ask.js'
import { Call } from './call.js'
import { check, fieldErrors, matches } from './check.js'
import { readContext, serviceContext, type Context } from './context.js'
import {
  type BodyOf,
  declaredMessages,
  type Event,
  type InputOf,
  type Message,
  type OutputOf,
  ping,
} from './declare.js'
import { type Answer, type Host, hostOf } from './host.js'

type Action<M> = (input: InputOf<M>, call: Call) => Promise<OutputOf<M>> | OutputOf<M>

/** What a plugin is defined with. */
export interface Tools {
  /** Answer a message that this role declares. */
  readonly answer: <M extends Message>(message: M, action: Action<M>) => void
  /** Listen to an event of any role. */
  readonly on: <E extends Event>(
    event: E,
    listener: (body: BodyOf<E>, call: Call) => Promise<void> | void,
  ) => void
  /** Do something once every plugin of the process is ready. */
  readonly onReady: (start: (call: Call) => Promise<void> | void) => void
  /** Undo it when the service stops. */
  readonly onClose: (close: () => Promise<void> | void) => void
  /** `ask` on the service's own behalf. */
  readonly ask: Ask
  readonly host: Host
  readonly log: Log
}

/** What a service can host: any Seneca plugin. */
export type Hostable = (this: Seneca, options?: unknown) => { name: string }

/** A Seneca plugin with the role that it answers. */
export interface Plugin {
  (this: Seneca, options?: unknown): { name: string }
  readonly role: string
}

export interface PluginOptions {
  /** False: it has no entities and announces nothing, so no store is opened for it. */
  readonly keeps?: boolean
}

/** In place of the outbox of a role that keeps nothing. */
const keepsNothing: { open(host: Host): Keeper } = {
  open: () => ({
    keep: () => Promise.reject(new Error('this role keeps nothing')),
    start: () => undefined,
    close: () => Promise.resolve(),
  }),
}

/** The payload of a Seneca message: without what steers its routing. */
const inputOf = (raw: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(raw).filter(
      ([name, value]) =>
        name !== 'role' && name !== 'cmd' && !name.endsWith('$') && value !== undefined,
    ),
  )

/** Build the one function that stands behind a message, whichever way it is called. */
function answerOf<M extends Message>(
  host: Host,
  message: M,
  action: Action<M>,
  makeCall: (context: Context) => Call,
): Answer {
  const watched = (input: unknown, context: Context, started: number, code?: string) => {
    if (started === 0) return
    const ms = millisecondsSince(started)
    for (const tap of host.taps) tap({ message, input, context, code, ms })
    const entry = {
      pattern: message.pattern,
      requestId: context.requestId,
      ms,
      ...(context.via === 'console' ? { via: 'console', as: context.user } : {}),
      ...(code === undefined ? {} : { code }),
    }
    if (context.via === 'console') host.log.info(entry, 'answered the console')
    else host.log.debug(entry, 'answered')
  }
  const checkOutput = (output: unknown) => {
    if (matches(message.output, output)) return
    const fields = fieldErrors(message.output, output)
    host.log.error({ pattern: message.pattern, fields }, 'gives what it does not declare')
    throw fail('internal')
  }
  return async (input, context) => {
    // What nobody will read is not measured.
    const isOnRecord = context.via === 'console' || host.taps.size > 0 || isDebugging(host.log)
    const started = isOnRecord ? performance.now() : 0
    try {
      checkAccess(message, context)
      if (context.deadline <= Date.now()) throw fail('mesh/too-late')
      check(message.input, input)
      const output = await action(input as InputOf<M>, makeCall(context))
      if (host.checkOutput) checkOutput(output)
      watched(input, context, started)
      return output
    } catch (error) {
      const coded = asCoded(error)
      if (!(error instanceof CodedError)) {
        // A defect: its stack is for the log of this process and goes no further.
        host.log.error(
          { pattern: message.pattern, requestId: context.requestId, stack: framesOf(error) },
          'a defect',
        )
      }
      watched(input, context, started, coded.code)
      throw coded
    }
  }
}

/** The same answer as an action for Seneca's own way. */
const actionOf =
  (answer: Answer): SenecaAction =>
  (raw, reply, meta) => {
    const context = readContext(meta?.custom) ?? serviceContext()
    answer(inputOf(raw), context).then(
      (output) => {
        // Out of the promise: what the callback throws is the caller's affair.
        setImmediate(reply, null, output)
      },
      (error: unknown) => {
        setImmediate(reply, error as Error)
      },
    )
  }

/**
 * Define a plugin: the Seneca plugin of one role. It must answer every message that its role
 * declares; it is an ordinary Seneca plugin (`seneca.use(plugin)`), with the same checks whichever
 * way a message comes.
 */
export function plugin(
  role: string,
  define: (tools: Tools) => void,
  options: PluginOptions = {},
): Plugin {
  const outbox = options.keeps === false ? keepsNothing : outboxOf(role)
  const senecaPlugin = function (this: Seneca) {
    const host = hostOf(this)
    const keeper = outbox.open(host)
    const makeCall = (context: Context) => new Call(host, context, keeper.keep)
    const answer: Tools['answer'] = (message, action) => {
      if (message.role !== role) throw new Error(`${role} cannot answer ${message.pattern}`)
      const answering = answerOf(host, message, action, makeCall)
      host.answers.set(message.pattern, answering)
      const senecaAction = actionOf(answering)
      host.actions.set(message.pattern, senecaAction)
      this.add(message.pattern, senecaAction)
    }
    define({
      answer,
      on: (event, listener) => {
        const listeners = host.listeners.get(event.pattern) ?? new Set()
        host.listeners.set(event.pattern, listeners)
        listeners.add((body, context) => {
          Promise.resolve(listener(body as never, makeCall(context))).catch((error: unknown) => {
            host.log.error({ event: event.pattern, stack: framesOf(error) }, 'a listener failed')
          })
        })
      },
      onReady: (start) => host.starters.push(() => start(makeCall(serviceContext()))),
      onClose: (close) => host.closers.push(close),
      ask: ((message: Message, input: never) =>
        askAs(host, serviceContext())(message, input)) as Ask,
      host,
      log: host.log,
    })
    answer(ping(role), () => ({ message: 'pong' }))
    for (const message of declaredMessages().values()) {
      if (message.role === role && !host.answers.has(message.pattern)) {
        throw new Error(`${message.pattern} is declared, but plugin ${role} does not answer it`)
      }
    }
    host.starters.push(keeper.start)
    host.closers.push(keeper.close)
    return { name: role }
  }
  Object.defineProperty(senecaPlugin, 'name', { value: role })
  return Object.assign(senecaPlugin, { role })
}
