import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto'

/**
 * What makes gossip private to those who know the mesh secret: each datagram is encrypted and
 * authenticated (AES-256-GCM), bound to when it was sent and to whom.
 *
 *     version (1) · sender's time, ms (6) · nonce (12) · tag (16) · what was said
 *
 * The key is derived (HKDF-SHA-256) from the secret, and is another one each hour: random nonces may
 * be used some 2^32 times with one key, and a busy mesh would come near that in weeks.
 */
export type Refusal = 'not ours' | 'oversized' | 'stale' | 'wrong key' | 'replayed'

export type Opened = { readonly plain: Buffer } | { readonly refused: Refusal }

const version = 1
const timeLength = 6
const nonceLength = 12
const tagLength = 16
const nonceAt = 1 + timeLength
const tagAt = nonceAt + nonceLength

/** How many bytes a seal adds. */
export const sealLength = tagAt + tagLength
/** How far the clocks of two members may be apart, the way of a datagram included (ms). */
export const clockWindow = 30_000

/** Random bytes are drawn for so many datagrams at once. */
const pool = 256 * nonceLength
const hour = 3_600_000
/** A datagram from the future may come back for this long before its time is over (ms). */
const memory = 2 * clockWindow

/**
 * The nonces of datagrams that were opened, for as long as they could be opened again. Two
 * generations: when the younger is full of time or of entries, the older goes.
 */
class Seen {
  #young = new Set<string>()
  #old = new Set<string>()
  #since: number
  readonly #most: number
  /** The latest sender's time in each generation. */
  #latest = { young: 0, old: 0 }
  /** What is not later than this can no longer be told from a replay. */
  floor = 0

  constructor(now: number, most: number) {
    this.#since = now
    this.#most = most
  }

  has(nonce: string, now: number): boolean {
    if (now - this.#since > memory || now < this.#since - memory) this.#turn(now)
    return this.#young.has(nonce) || this.#old.has(nonce)
  }

  add(nonce: string, sent: number, now: number): void {
    if (this.#young.size >= this.#most) {
      // Rather refuse what is late than take anything twice.
      this.floor = Math.max(this.floor, this.#latest.old)
      this.#turn(now)
    }
    this.#young.add(nonce)
    this.#latest.young = Math.max(this.#latest.young, sent)
  }

  #turn(now: number): void {
    this.#old = this.#young
    this.#young = new Set()
    this.#latest = { young: 0, old: this.#latest.young }
    this.#since = now
  }
}

export interface SealOptions {
  readonly now?: () => number
  /** The largest datagram that is looked at (bytes). */
  readonly largest?: number
  /** How many nonces a generation holds: some thousand datagrams a second, and 10 MB at the most. */
  readonly remembered?: number
}

/** Seals and opens the datagrams of one member. */
export class Seal {
  readonly #secret: Buffer
  readonly #now: () => number
  readonly #largest: number
  readonly #seen: Seen
  #random = Buffer.alloc(0)
  #drawn = pool
  readonly #keys = new Map<number, KeyObject>()

  constructor(secret: Buffer, options: SealOptions = {}) {
    this.#secret = secret
    this.#now = options.now ?? Date.now
    this.#largest = options.largest ?? 65_507
    this.#seen = new Seen(this.#now(), options.remembered ?? 65_536)
  }

  /** Seal what is to be said to the member at this address (`host:port`). */
  seal(plain: Buffer, to: string): Buffer {
    const now = this.#now()
    const header = Buffer.allocUnsafe(sealLength)
    header[0] = version
    header.writeUIntBE(now, 1, timeLength)
    const nonce = this.#nonce()
    nonce.copy(header, nonceAt)
    const cipher = createCipheriv('aes-256-gcm', this.#key(now), nonce)
    cipher.setAAD(bound(header, to))
    const body = cipher.update(plain)
    cipher.final()
    cipher.getAuthTag().copy(header, tagAt)
    return Buffer.concat([header, body])
  }

  /** Open what arrived at this address, once; or say why not. */
  open(datagram: Buffer, at: string): Opened {
    if (datagram.length > this.#largest) return { refused: 'oversized' }
    if (datagram.length < sealLength || datagram[0] !== version) return { refused: 'not ours' }
    const sent = datagram.readUIntBE(1, timeLength)
    const now = this.#now()
    // Before any key is derived: whatever it says of its time, there are never more than two.
    if (Math.abs(now - sent) > clockWindow) return { refused: 'stale' }
    const plain = this.#decrypt(datagram, sent, at)
    if (plain === undefined) return { refused: 'wrong key' }
    const nonce = datagram.toString('latin1', nonceAt, tagAt)
    if (this.#seen.has(nonce, now)) return { refused: 'replayed' }
    if (sent <= this.#seen.floor) return { refused: 'stale' }
    // Only of those that are genuine: a stranger cannot fill the memory.
    this.#seen.add(nonce, sent, now)
    return { plain }
  }

  #nonce(): Buffer {
    if (this.#drawn >= pool) {
      // One by one they cost more than the encryption.
      this.#random = randomBytes(pool)
      this.#drawn = 0
    }
    this.#drawn += nonceLength
    return this.#random.subarray(this.#drawn - nonceLength, this.#drawn)
  }

  #decrypt(datagram: Buffer, sent: number, at: string): Buffer | undefined {
    const nonce = datagram.subarray(nonceAt, tagAt)
    const options = { authTagLength: tagLength }
    const decipher = createDecipheriv('aes-256-gcm', this.#key(sent), nonce, options)
    decipher.setAAD(bound(datagram, at))
    decipher.setAuthTag(datagram.subarray(tagAt, sealLength))
    const plain = decipher.update(datagram.subarray(sealLength))
    try {
      decipher.final()
      return plain
    } catch {
      return undefined
    }
  }

  #key(time: number): KeyObject {
    const epoch = Math.floor(time / hour)
    const known = this.#keys.get(epoch)
    if (known !== undefined) return known
    const derived = hkdfSync('sha256', this.#secret, '', `habit-mesh gossip 1 ${epoch}`, 32)
    const key = createSecretKey(Buffer.from(derived))
    // The hour before is still needed for what is under way.
    for (const old of this.#keys.keys()) if (Math.abs(old - epoch) > 1) this.#keys.delete(old)
    this.#keys.set(epoch, key)
    return key
  }
}

/** What is not secret and must not be changed: version, time, and for whom it is. */
const bound = (datagram: Buffer, to: string): Buffer =>
  Buffer.concat([datagram.subarray(0, nonceAt), Buffer.from(to)])
