import type { Server } from 'node:http'
import { WebSocketServer } from 'ws'
import type { Entry } from '../shared/journal/messages.js'
import type { Host } from '../shared/message/host.js'
import type { Admission } from './admission.js'
import type { Authenticator } from './authenticate.js'
import { LiveSession } from './session.js'

/** The largest frame that a client may send (bytes). */
const largestFrame = 65_536
/** How often each connection is asked whether it is still there, and whether it missed something (ms). */
const heartbeat = 30_000
/** Within this time all connections look for what they missed (ms). */
const catchUpWithin = 500

export const livePath = '/api/live'

export interface Live {
  /** Something was put into somebody's journal: to all of their connections. */
  deliver(user: string, entries: readonly Entry[]): void
  /** Announcements may have been lost on the way to here: everybody looks into the journal. */
  catchUp(): void
  close(): void
}

/** The WebSocket door, on the gateway's own HTTP server. */
export function openLive(
  server: Server,
  host: Host,
  authenticator: Authenticator,
  admission: Admission,
): Live {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: largestFrame,
    perMessageDeflate: false,
  })
  const byUser = new Map<string, Set<LiveSession>>()

  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy())
    const path = (request.url ?? '').split('?')[0]
    if (path !== livePath) {
      socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
      return
    }
    sockets.handleUpgrade(request, socket, head, (client) => {
      const session = new LiveSession(
        client,
        { host, authenticator, admission },
        {
          joined(user) {
            const sessions = byUser.get(user) ?? new Set()
            byUser.set(user, sessions.add(session))
          },
          left(user) {
            const sessions = byUser.get(user)
            sessions?.delete(session)
            if (sessions?.size === 0) byUser.delete(user)
          },
        },
      )
    })
  })

  const beat = setInterval(() => {
    for (const sessions of byUser.values()) {
      for (const session of sessions) session.beat()
    }
  }, heartbeat)
  beat.unref()

  return {
    deliver(user, entries) {
      for (const session of byUser.get(user) ?? []) session.deliver(entries)
    },
    catchUp() {
      for (const sessions of byUser.values()) {
        for (const session of sessions) {
          // Not all of them in the same moment.
          setTimeout(() => session.lookAgain(), Math.random() * catchUpWithin).unref()
        }
      }
    },
    close() {
      clearInterval(beat)
      // 1012: the service restarts; come back and say the last seq.
      for (const client of sockets.clients) client.close(1012)
      setTimeout(() => {
        for (const client of sockets.clients) client.terminate()
      }, 300).unref()
      sockets.close()
    },
  }
}
