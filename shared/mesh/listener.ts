import { createServer, type RequestListener } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { WebSocketServer } from 'ws'
import type { Log } from '../log.js'
import { largestFrame } from './frame.js'
import { type Identity, type Proven, welcome } from './handshake.js'
import { Inbox, proofPatience } from './inbox.js'
import { listenOptions, type MeshTls } from './tls.js'

export interface Listening {
  readonly port: number
  close(): Promise<void>
}

export interface ListenOptions {
  readonly host: string
  readonly port: number
  readonly identity: Identity
  readonly tls: MeshTls | undefined
  readonly log: Log
}

/** How many connections may be about to prove themselves at once. */
const mostUnproven = 128

/** Admit proven members on a WebSocket. Who does not prove the secret in time is cut off. */
export async function listen(
  options: ListenOptions,
  admitted: (proven: Proven, inbox: Inbox) => void,
): Promise<Listening> {
  const { host, port, identity, tls, log } = options
  const onlyWebSockets: RequestListener = (_request, response) => {
    response.writeHead(426, { Connection: 'close' }).end()
  }
  // How often those that are slow with their headers are looked for; the default is half a minute.
  const timing = { connectionsCheckingInterval: 1_000 }
  const server =
    tls === undefined
      ? createServer(timing, onlyWebSockets)
      : createTlsServer({ ...timing, ...listenOptions(tls) }, onlyWebSockets)
  server.headersTimeout = proofPatience
  server.requestTimeout = proofPatience
  const sockets = new WebSocketServer({
    server,
    maxPayload: largestFrame,
    perMessageDeflate: false,
  })
  let unproven = 0
  sockets.on('connection', (socket, request) => {
    const from = request.socket.remoteAddress ?? ''
    const refuse = (reason: string) => {
      log.warn({ from, reason }, 'a connection to the mesh was refused')
      socket.close(1008, 'mesh/refused')
      setTimeout(() => socket.terminate(), 500).unref()
    }
    socket.on('error', (error) => {
      const { code } = error as NodeJS.ErrnoException
      log.warn({ from, code }, 'a member’s connection failed')
    })
    if (unproven >= mostUnproven) return refuse('too many at once')
    unproven += 1
    const inbox = new Inbox(socket)
    welcome(inbox, identity)
      .finally(() => {
        unproven -= 1
      })
      .then(
        (proven) => admitted(proven, inbox),
        (error: unknown) => refuse((error as Error).message),
      )
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    // Exclusive: under pm2’s cluster mode one address would be shared by all instances of a service.
    server.listen({ port, host, exclusive: true }, resolve)
  })
  // ws hands the server's errors on; after it listens there are none to end a process for.
  sockets.on('error', (error) =>
    log.warn({ code: (error as NodeJS.ErrnoException).code }, 'mesh server'),
  )
  server.on('tlsClientError', (error: NodeJS.ErrnoException) =>
    log.warn({ code: error.code }, 'a connection to the mesh was refused'),
  )
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets.clients) socket.close(1001)
        const cut = setTimeout(() => {
          for (const socket of sockets.clients) socket.terminate()
        }, 500)
        sockets.close()
        server.close(() => {
          clearTimeout(cut)
          resolve()
        })
      }),
  }
}
