import { Server } from 'node:net'

type Listen = (this: Server, ...given: unknown[]) => Server

/** Moleculer and cote listen on every interface and have no option for it; a benchmark need not. */
export function listenOnLoopback(): void {
  const prototype = Server.prototype as unknown as { listen: Listen }
  const { listen } = prototype
  prototype.listen = function (port, host, ...rest) {
    const open = typeof port === 'number' && typeof host !== 'string'
    return open
      ? listen.call(this, port, '127.0.0.1', host, ...rest)
      : listen.call(this, port, host, ...rest)
  }
}
