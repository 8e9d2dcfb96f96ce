import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type RawData, type WebSocket, WebSocketServer } from 'ws'
import { asCoded } from '../errors.js'
import { readContext, type Context } from '../message/context.js'
import type { Log } from '../log.js'
import { decode, encode, inward, largestFrame, proofPatience } from './frame.js'
import { nonce, prove, sameProof } from './proof.js'

/** What a listener does with what it is asked and told. */
export interface Reception {
  ask(pattern: string, input: unknown, context: Context): Promise<unknown>
  event(pattern: string, body: unknown, context: Context): void
}

export interface Listening {
  readonly port: number
  /** How many members hold a connection to this one. */
  connections(): number
  close(): Promise<void>
}

const textOf = (data: RawData): string =>
  (Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as Buffer)).toString('utf8')

/** Serve proven members on a WebSocket. Who does not prove the secret in time is cut off. */
export async function listen(
  options: {
    readonly host: string
    readonly port: number
    readonly secret: Buffer
    readonly log: Log
  },
  reception: Reception,
): Promise<Listening> {
  const { host, port, secret, log } = options
  const server: Server = createServer((_request, response) => {
    response.writeHead(426).end()
  })
  server.headersTimeout = proofPatience
  server.requestTimeout = proofPatience
  const sockets = new WebSocketServer({
    server,
    maxPayload: largestFrame,
    perMessageDeflate: false,
  })
  sockets.on('connection', (socket, request) => {
    admit(socket, request.socket.remoteAddress ?? '', secret, log, reception)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    // Exclusive: under pm2's cluster mode one address would be shared by all instances of a service.
    server.listen({ port, host, exclusive: true }, resolve)
  })
  // ws hands the server's errors on; after it listens there are none to end a process for.
  sockets.on('error', (error) =>
    log.warn({ code: (error as NodeJS.ErrnoException).code }, 'mesh server'),
  )
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => sockets.clients.size,
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

function admit(socket: WebSocket, from: string, secret: Buffer, log: Log, reception: Reception) {
  const ours = nonce()
  let proven = false
  const refuse = (reason: string) => {
    log.warn({ from, reason }, 'a connection to the mesh was refused')
    socket.close(1008, 'mesh/refused')
    setTimeout(() => socket.terminate(), 500).unref()
  }
  const patience = setTimeout(() => {
    if (!proven) refuse('no proof in time')
  }, proofPatience)
  socket.on('close', () => clearTimeout(patience))
  socket.on('error', (error) => {
    log.warn({ from, code: (error as NodeJS.ErrnoException).code }, 'a member’s connection failed')
  })
  socket.on('message', (data, binary) => {
    const frame = binary ? undefined : decode(textOf(data))
    if (frame === undefined) return refuse('not a frame')
    if (proven) return serve(socket, frame, reception)
    const [kind, theirs, proof] = frame
    const expected = prove(secret, 'caller', String(theirs), ours)
    if (kind !== 'proof' || !sameProof(proof, expected)) return refuse('wrong proof')
    proven = true
    clearTimeout(patience)
    socket.send(encode(['welcome', prove(secret, 'answerer', String(theirs), ours)]))
  })
  socket.send(encode(['hello', ours]))
}

function serve(socket: WebSocket, frame: readonly unknown[], reception: Reception): void {
  const [kind] = frame
  if (kind === 'event') {
    const [, pattern, body, raw] = frame
    const context = readContext(inward(raw))
    if (typeof pattern === 'string' && context !== undefined)
      reception.event(pattern, body, context)
    return
  }
  const [, id, pattern, input, raw] = frame
  const context = readContext(inward(raw))
  if (kind !== 'ask' || typeof pattern !== 'string' || context === undefined) {
    socket.close(1008, 'mesh/bad-frame')
    return
  }
  const reply = (answer: readonly [string, ...unknown[]]) => {
    if (socket.readyState === socket.OPEN) socket.send(encode(answer))
  }
  reception.ask(pattern, input, context).then(
    (output) => reply(['ok', id, output]),
    (error: unknown) => reply(['error', id, asCoded(error)]),
  )
}
