import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { Server as NetServer, type Socket } from 'node:net'

export interface DrainOptions {
  /** How long a client may still use a connection that it holds open (ms). */
  readonly grace?: number
  /** What is still under way after this is cut off (ms). */
  readonly limit?: number
}

/** How often connections are looked at that fell idle after the grace (ms). */
const sweepEvery = 50

export interface Drain {
  /** Take no new connection, serve those that are there to their end. Resolves when none is left. */
  (): Promise<void>
}

/**
 * Make a server that can stop without cutting anybody off. A client that holds a connection open may
 * use it at any moment; if the server closed it at that moment, the client's request would be lost on
 * its way. So each connection ends with an answer that says so (`Connection: close`), and only those
 * that nobody used for the whole grace are closed from here. Without open connections it takes no time.
 */
export function drainable(
  server: Server,
  { grace = 2_000, limit = 4_000 }: DrainOptions = {},
): Drain {
  const sockets = new Set<Socket>()
  let draining = false
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  // Before the application answers: a header can not be set afterwards.
  server.prependListener('request', (_request: IncomingMessage, response: ServerResponse) => {
    if (draining) response.setHeader('Connection', 'close')
  })

  return async () => {
    draining = true
    // Not the HTTP server's own close: that cuts idle connections off at once.
    const closed = new Promise<void>((resolve) => {
      NetServer.prototype.close.call(server, () => resolve())
    })
    const closeIdle = () => {
      server.closeIdleConnections()
      // Those that never sent anything do not count as idle.
      for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy()
    }
    let sweep: NodeJS.Timeout | undefined
    const patience = setTimeout(() => {
      closeIdle()
      sweep = setInterval(closeIdle, sweepEvery)
    }, grace)
    const cut = setTimeout(() => {
      for (const socket of sockets) socket.destroy()
    }, limit)
    await closed
    clearTimeout(patience)
    clearInterval(sweep)
    clearTimeout(cut)
    // What the HTTP server has besides connections: the timer of its own timeouts.
    server.close()
  }
}
