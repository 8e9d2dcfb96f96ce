import type { RequestHandler } from 'express'
import type { HttpRoute } from '../shared/message/http.js'
import type { Message } from '../shared/message/declare.js'

/** A message that has a REST route. */
export type RoutedMessage = Message & { readonly http: HttpRoute }

export const isRouted = (message: Message): message is RoutedMessage => message.http !== undefined

/** One entry of seneca-web's route plan. */
interface RoutePlan {
  readonly pin: string
  readonly map: Record<string, Record<string, unknown>>
}

/**
 * seneca-web's route plan, from the declarations. Literal paths come before those with parameters,
 * as Express takes the first that fits.
 */
export function routePlan(
  messages: readonly RoutedMessage[],
  middlewareOf: (message: RoutedMessage) => RequestHandler,
): RoutePlan[] {
  // By code unit and not by locale, which would put '~' before the letters.
  const literalFirst = [...messages].sort((a, b) => (rank(a) < rank(b) ? -1 : 1))
  return literalFirst.map((message) => ({
    pin: `role:${message.role},cmd:*`,
    map: {
      [message.cmd]: {
        [message.http.method]: true,
        alias: message.http.path,
        middleware: [middlewareOf(message)],
      },
    },
  }))
}

/** ':' sorts after the letters when it is written as '~'. */
const rank = (message: RoutedMessage): string => message.http.path.replaceAll(':', '~')

/** The methods that a path takes, over all messages; empty when it is nobody's. */
export function methodsOf(messages: readonly RoutedMessage[], path: string): string[] {
  const methods = messages
    .filter((message) => shapeOf(message.http.path).test(path))
    .map((message) => message.http.method as string)
  return [...new Set(methods)].sort()
}

const shapeOf = (path: string): RegExp => new RegExp(`^${path.replace(/:[a-zA-Z]+/g, '[^/]+')}/?$`)
