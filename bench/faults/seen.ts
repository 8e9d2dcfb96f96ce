/** Which numbers of a row were seen: one bit each, so that an hour of events costs no memory. */
export class Seen {
  #bits = Buffer.alloc(1_024)
  count = 0
  twice = 0

  add(number: number): void {
    const at = number >> 3
    if (at >= this.#bits.length) {
      this.#bits = Buffer.concat([this.#bits, Buffer.alloc(Math.max(at, this.#bits.length))])
    }
    const bit = 1 << (number & 7)
    const byte = this.#bits[at] ?? 0
    if ((byte & bit) !== 0) this.twice += 1
    else this.count += 1
    this.#bits[at] = byte | bit
  }
}
