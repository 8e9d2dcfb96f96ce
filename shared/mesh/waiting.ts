import { fail } from '../errors.js'
import type { Message } from '../message/declare.js'
import type { Expiring } from './deadlines.js'

/** A message that was sent and whose reply is due. */
export class Waiting implements Expiring {
  readonly id: number
  readonly message: Message
  readonly resolve: (output: unknown) => void
  readonly reject: (error: Error) => void
  readonly #among: Map<number, Waiting>
  /** Where its deadline is kept. */
  slot: Set<Expiring> | undefined

  constructor(
    id: number,
    message: Message,
    resolve: (output: unknown) => void,
    reject: (error: Error) => void,
    among: Map<number, Waiting>,
  ) {
    this.id = id
    this.message = message
    this.resolve = resolve
    this.reject = reject
    this.#among = among
    among.set(id, this)
  }

  /** It is over, however: neither its reply nor its deadline is waited for. */
  settle(): void {
    this.#among.delete(this.id)
    this.slot?.delete(this)
  }

  expire(): void {
    this.#among.delete(this.id)
    this.reject(fail('mesh/too-late'))
  }
}
