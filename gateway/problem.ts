import type { NextFunction, Request, Response } from 'express'
import { asCoded, CodedError, errorDefinitions, fail } from '../shared/errors.js'
import { framesOf, type Log } from '../shared/log.js'

/** A failure as RFC 9457 has it; over the WebSocket it is the same object. */
export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly code: string
  /** What the caller can do. */
  readonly detail: string
  /** The request's id, to look it up in the logs. */
  readonly requestId: string
  readonly [detail: string]: unknown
}

export function problemOf(error: CodedError, requestId: string): Problem {
  return {
    ...error.details,
    type: `/api/errors#${error.code}`,
    title: error.message,
    status: error.status,
    code: error.code,
    detail: errorDefinitions().get(error.code)?.remedy ?? '',
    requestId,
  }
}

/** What Express itself throws, in our codes. */
function codedOf(error: unknown): CodedError | undefined {
  if (error instanceof CodedError) return error
  if (error instanceof URIError) return fail('http/bad-address')
  return undefined
}

/** How long to wait before trying again, for what is away for the moment (s). */
export const retryAfter = '1'

/** Express's error handler: every failure leaves as a problem document. */
export const problemHandler =
  (log: Log) =>
  (error: unknown, _request: Request, response: Response, _next: NextFunction): void => {
    const requestId = String(response.getHeader('X-Request-Id') ?? '')
    const coded = codedOf(error)
    if (coded === undefined) {
      log.error({ requestId, stack: framesOf(error) }, 'a defect at the gate')
    }
    const problem = problemOf(coded ?? asCoded(error), requestId)
    if (response.headersSent) {
      response.destroy()
      return
    }
    if (problem.status === 503) response.setHeader('Retry-After', retryAfter)
    if (problem.status === 401) response.setHeader('WWW-Authenticate', 'Bearer')
    response.setHeader('Content-Type', 'application/problem+json; charset=utf-8')
    response.status(problem.status).send(JSON.stringify(problem))
  }
