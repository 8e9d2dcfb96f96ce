import type { Express, Response } from 'express'

const type = 'application/json; charset=utf-8'

/**
 * How the routes' replies leave: seneca-web's adapter calls `send` with what the action gave. Express's
 * own looks for what to make of a value, for conditions and for types; here it is always JSON, and
 * head and body go out in one write.
 */
export function replyAsJson(app: Express): void {
  app.response.send = function (this: Response, body: unknown) {
    // What somebody else sends (a page, a problem) is text already, and of its own type.
    const text = typeof body === 'string' ? body : JSON.stringify(body ?? {})
    if (!this.hasHeader('Content-Type')) this.setHeader('Content-Type', type)
    this.setHeader('Content-Length', Buffer.byteLength(text))
    this.end(text)
    return this
  }
}
