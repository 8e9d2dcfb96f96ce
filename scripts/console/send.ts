import { asCoded, type CodedError } from '../../shared/errors.js'
import { messageOf, route } from '../../shared/message/ask.js'
import { type Context, defaultPatience, serviceContext } from '../../shared/message/context.js'
import type { OutputOf } from '../../shared/message/declare.js'
import type { MessageOf } from '../../shared/message/known.js'
import { type Member, waitForRole } from './join.js'
import type { Wish } from './line.js'

/** The person in whose name the console acts. */
export interface Who {
  readonly email: string
  readonly context: Pick<Context, 'roles' | 'zone' | 'locale'> & { readonly user: string }
}

/** How a message ended, with the id under which the logs tell of it. */
export type Outcome = { readonly requestId: string } & (
  { readonly output: unknown; readonly error?: undefined } | { readonly error: CodedError }
)

/**
 * Send one message, with the same checks as everybody, and put it on record: what and in whose name,
 * never what it was given.
 * @throws `mesh/unknown-pattern`; every other failure is an outcome
 */
export async function send(member: Member, wish: Wish, who: Who | undefined): Promise<Outcome> {
  const message = messageOf(wish.pattern)
  const { requestId } = serviceContext()
  const started = performance.now()
  const user = who?.context.user
  const done = (code?: string) => {
    const ms = Math.round(performance.now() - started)
    const entry = { pattern: message.pattern, as: user, requestId, ms, outcome: code ?? 'ok' }
    member.host.log.info(entry, 'acted')
  }
  try {
    await waitForRole(member, message.role)
    const deadline = Date.now() + defaultPatience
    const context = serviceContext({ ...who?.context, requestId, deadline, via: 'console' })
    const output = await route(member.host, message, wish.input, context)
    done()
    return { requestId, output }
  } catch (error) {
    const coded = asCoded(error)
    done(coded.code)
    return { requestId, error: coded }
  }
}

const finding = 'role:user,cmd:find'

/** Find whom to act for; the search is on record as well. */
export async function findPerson(
  member: Member,
  email: string,
): Promise<Outcome & { readonly who?: Who }> {
  const outcome = await send(member, { pattern: finding, input: { email } }, undefined)
  if (outcome.error !== undefined) return outcome
  const { id: user, ...found } = outcome.output as OutputOf<MessageOf<typeof finding>>
  const { roles, zone, locale } = found
  return { ...outcome, who: { email: found.email, context: { user, roles, zone, locale } } }
}
