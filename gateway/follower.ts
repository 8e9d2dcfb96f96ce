import type { WebSocket } from 'ws'
import { asCoded } from '../shared/errors.js'
import type { Entry } from '../shared/journal/messages.js'
import type { Log } from '../shared/log.js'

/** Beyond this much unread (bytes) a client is told no events for now; they wait in the journal until it has read. */
const slow = 262_144
/** How many entries of the journal are fetched at once. */
export const page = 200

export interface JournalPage {
  readonly entries: readonly Entry[]
  readonly latest: number
}

/**
 * Tells one connection what is put into its person's journal: in order, whole, each once. What came
 * while it was away, between two deliveries, or while the client was slow, is read from the journal.
 */
export class Follower {
  readonly #socket: WebSocket
  readonly #fetch: (seq: number) => Promise<JournalPage>
  readonly #send: (frame: object) => void
  readonly #log: Log
  /** The newest seq that was sent. Undefined until the connection has begun to follow. */
  #seq: number | undefined
  #catchingUp: Promise<void> | undefined
  #again = false
  /** For how many heartbeats the client has been too slow; undefined while it is not. */
  #behind: number | undefined

  constructor(
    socket: WebSocket,
    fetch: (seq: number) => Promise<JournalPage>,
    send: (frame: object) => void,
    log: Log,
  ) {
    this.#socket = socket
    this.#fetch = fetch
    this.#send = send
    this.#log = log
  }

  get seq(): number | undefined {
    return this.#seq
  }

  /** Begin after `seq`; `latest` is the newest there is. */
  begin(seq: number, latest: number): void {
    this.#seq = seq
    if (seq < latest || this.#again) this.#catchUp()
  }

  /** Entries that were just put into the journal. */
  deliver(entries: readonly Entry[]): void {
    const [first] = entries
    if (this.#seq === undefined || first === undefined) {
      this.#again = true
      return
    }
    if (this.#isSlow()) return
    // In order and whole: after a gap the journal says what is between.
    if (this.#catchingUp !== undefined || first.seq > this.#seq + 1) return this.#catchUp()
    for (const entry of entries) this.#tell(entry)
  }

  /** Something may have been missed: look into the journal. */
  lookAgain(): void {
    if (this.#seq !== undefined && !this.#isSlow()) this.#catchUp()
  }

  /** Called with each heartbeat; gives whether the client has been too slow for too long. */
  beat(): boolean {
    if (this.#behind !== undefined) this.#behind += 1
    return (this.#behind ?? 0) > 1
  }

  /** Called when something was written: a client that has read gets what waited. */
  written(): void {
    if (this.#behind === undefined || this.#socket.bufferedAmount > slow / 4) return
    this.#behind = undefined
    this.lookAgain()
  }

  #isSlow(): boolean {
    if (this.#socket.bufferedAmount <= slow) return false
    this.#behind ??= 0
    return true
  }

  #catchUp(): void {
    this.#again = true
    this.#catchingUp ??= this.#readOn()
      .catch((error: unknown) => {
        this.#log.warn({ code: asCoded(error).code }, 'the journal could not be read')
      })
      .finally(() => {
        this.#catchingUp = undefined
      })
  }

  async #readOn(): Promise<void> {
    while (this.#again && !this.#isSlow()) {
      this.#again = false
      const { entries } = await this.#fetch(this.#seq ?? 0)
      for (const entry of entries) this.#tell(entry)
      if (entries.length === page) this.#again = true
    }
  }

  #tell(entry: Entry): void {
    if (entry.seq <= (this.#seq ?? 0)) return
    this.#seq = entry.seq
    this.#send({ event: entry.event, seq: entry.seq, at: entry.at, body: entry.body })
  }
}
