import type { Server } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Entry } from '../shared/journal/messages.js'
import { safe } from '../shared/log.js'
import type { Host } from '../shared/message/host.js'
import type { Admission } from './admission.js'
import type { Authenticator } from './authenticate.js'
import { LiveSession, type Presence } from './session.js'

/** The largest frame that a client may send (bytes). */
const largestFrame = 65_536
/** How often each connection is asked whether it is still there, and whether it missed something (ms). */
const heartbeat = 30_000
/** Within this time all connections look for what they missed (ms). */
const catchUpWithin = 500
/** How long the messages that are under way may take when the service stops (ms). */
const answerPatience = 3_000
/** How long a client may take to confirm the end of its connection (ms). */
const farewellPatience = 300
/** The service restarts: come back, and say the last seq. */
const restart = 1012

export const livePath = '/api/live'

export interface Live {
  /** Something was put into somebody's journal: to all of their connections. */
  deliver(user: string, entries: readonly Entry[]): void
  /** Announcements may have been lost on the way to here: everybody looks into the journal. */
  catchUp(): void
  /**
   * Send everybody away, with 1012. Every message that was read is answered before that, and nothing
   * more is read: what has no answer then was not done, and may be sent again.
   */
  close(): Promise<void>
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** The WebSocket door, on the gateway's own HTTP server. */
export function openLive(
  server: Server,
  host: Host,
  authenticator: Authenticator,
  admission: Admission,
): Live {
  const log = safe(host.log)
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: largestFrame,
    perMessageDeflate: false,
  })
  const byUser = new Map<string, Set<LiveSession>>()
  const open = new Map<WebSocket, LiveSession>()
  let closing = false

  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy())
    const path = (request.url ?? '').split('?')[0]
    if (path !== livePath) {
      socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
      return
    }
    sockets.handleUpgrade(request, socket, head, (client) => {
      // Its connection was accepted a moment before the doors closed.
      if (closing) {
        client.close(restart)
        return
      }
      const presence: Presence = {
        joined(user) {
          const sessions = byUser.get(user) ?? new Set()
          byUser.set(user, sessions.add(session))
        },
        left(user) {
          const sessions = byUser.get(user)
          sessions?.delete(session)
          if (sessions?.size === 0) byUser.delete(user)
        },
      }
      const session = new LiveSession(client, { host, authenticator, admission, log }, presence)
      open.set(client, session)
      client.once('close', () => open.delete(client))
    })
  })

  const sendAway = async (client: WebSocket, session: LiveSession, until: number) => {
    client.removeAllListeners('message')
    while (session.inFlight > 0 && Date.now() < until) await pause(10)
    // Not 1012 where something may yet be done: that code says that it was not.
    if (session.inFlight > 0) return client.terminate()
    client.close(restart)
    const cut = setTimeout(() => client.terminate(), farewellPatience)
    client.once('close', () => clearTimeout(cut))
  }

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
    async close() {
      closing = true
      clearInterval(beat)
      const until = Date.now() + answerPatience
      await Promise.all([...open].map(([client, session]) => sendAway(client, session, until)))
    },
  }
}
