import type { WebSocket } from 'ws'
import { fullMessage } from './frame.js'
import { steadyNow } from './peer-clock.js'

/** So many frames leave without waiting for the end of the turn. */
const enough = 16

/** Beyond this much unsent (bytes) no event is added: the reader is too slow and will be told. */
const fullOfEvents = 1_048_576
/** Below this (bytes) a slow reader counts as having caught up. */
const drained = 65_536
/** Beyond this (bytes) nothing new is asked on this connection. */
const full = 8_388_608

/**
 * What waits to go out on one connection. What becomes ready in one turn of the event loop leaves
 * together, in few WebSocket messages; what a slow reader leaves unread is bounded.
 */
export class Outgoing {
  readonly #socket: WebSocket
  #ready: string[] = []
  #size = 0
  #scheduled = false
  #missed = false
  readonly #flushNow = () => {
    this.#scheduled = false
    this.flush()
  }

  constructor(socket: WebSocket) {
    this.#socket = socket
  }

  /** How much was accepted and has not left yet (bytes, about). */
  get unsent(): number {
    return this.#size + this.#socket.bufferedAmount
  }

  get isFull(): boolean {
    return this.unsent > full
  }

  /**
   * Put an encoded frame.
   * @param alone nothing else is under way: there is nobody to wait for
   */
  put(frame: string, alone = false): void {
    this.#ready.push(frame)
    this.#size += frame.length
    // The other end may begin with these while this one is still busy with the rest of its turn.
    if (this.#ready.length >= enough) return this.flush()
    if (alone) {
      // After what is ready in this moment, before the event loop goes on.
      process.nextTick(this.#flushNow)
      return
    }
    if (this.#scheduled) return
    this.#scheduled = true
    // Not a microtask: whoever else becomes ready in this turn shall travel along.
    setImmediate(this.#flushNow)
  }

  /** Put an encoded event, unless the reader is too slow: then it is told that it missed some. */
  putEvent(frame: string): void {
    if (this.#missed || this.unsent > fullOfEvents) this.#missed = true
    else this.put(frame)
  }

  flush(): void {
    const ready = this.#ready
    if (ready.length === 0 || this.#socket.readyState !== this.#socket.OPEN) return
    this.#ready = []
    this.#size = 0
    if (ready.length === 1) return this.#send(ready[0] ?? '')
    let from = 0
    let size = 0
    for (let at = 0; at < ready.length; at += 1) {
      const { length } = ready[at] as string
      if (size > 0 && size + length > fullMessage) {
        this.#send(ready.slice(from, at).join(','))
        from = at
        size = 0
      }
      size += length
    }
    this.#send((from === 0 ? ready : ready.slice(from)).join(','))
  }

  /** Called now and then: a reader that has caught up is told what happened meanwhile. */
  tellMissed(): void {
    if (!this.#missed || this.unsent > drained) return
    this.#missed = false
    this.put('["missed"]')
  }

  #send(frames: string): void {
    this.#socket.send(`[${steadyNow().toFixed(1)},${frames}]`)
  }
}
