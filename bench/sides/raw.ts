import { connect, createServer, type Socket } from 'node:net'
import type { Parts } from '../part.js'
import { checked, type DayInput, keep } from '../work.js'
import { caller } from './caller.js'

/**
 * The ceiling: a TCP connection and one JSON array a line, `[id, input]` there and `[id, day]` back.
 * It parses, checks, calls and replies, sends all that is ready in one write, and does nothing else:
 * no discovery, no policy, no deadline, no proof.
 */
function lines(socket: Socket, receive: (line: string) => void): (line: string) => void {
  socket.setNoDelay(true)
  socket.setEncoding('utf8')
  let rest = ''
  socket.on('data', (text: string) => {
    const found = (rest + text).split('\n')
    rest = found.pop() ?? ''
    for (const line of found) receive(line)
  })
  let ready = ''
  const flush = () => {
    socket.write(ready)
    ready = ''
  }
  return (line) => {
    if (ready === '') setImmediate(flush)
    ready += `${line}\n`
  }
}

type Waiting = Readonly<Record<'resolve' | 'reject', (value: unknown) => void>>

export const parts: Parts = {
  async answer({ ports }) {
    const server = createServer((socket) => {
      const send = lines(socket, (line) => {
        const [id, input] = JSON.parse(line) as [number, unknown]
        try {
          send(JSON.stringify([id, keep(checked(input))]))
        } catch (error) {
          send(JSON.stringify([id, null, (error as Error).message]))
        }
      })
    })
    await new Promise<void>((resolve) => server.listen(ports['answer'], '127.0.0.1', resolve))
    return {}
  },

  async call({ ports }) {
    const socket = connect(ports['answer'] ?? 0, '127.0.0.1')
    const waiting = new Map<number, Waiting>()
    let next = 0
    const send = lines(socket, (line) => {
      const [id, day, error] = JSON.parse(line) as [number, unknown, string?]
      const asked = waiting.get(id)
      waiting.delete(id)
      if (error === undefined) asked?.resolve(day)
      else asked?.reject(new Error(error))
    })
    return caller(
      (input: DayInput) =>
        new Promise((resolve, reject) => {
          next += 1
          waiting.set(next, { resolve, reject })
          send(JSON.stringify([next, input]))
        }),
    )
  },
}
