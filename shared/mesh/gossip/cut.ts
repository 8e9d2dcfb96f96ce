/**
 * For tests and simulations only: a wire of gossip between members of one process that can be cut
 * and can lose. In a product nobody calls this, and everything arrives that the network brings.
 */
export type Cut = (from: string, to: string) => boolean

let cut: Cut | undefined
let lost = 0

/** Lose what the predicate holds for, by gossip addresses `host:port`; undefined mends it. */
export function cutGossip(predicate: Cut | undefined): void {
  cut = predicate
}

/** Lose this share (0 to 1) of all datagrams, at random. */
export function loseGossip(share: number): void {
  lost = share
}

/** Whether a datagram gets through. */
export const passes = (from: string, to: string): boolean =>
  cut?.(from, to) !== true && (lost === 0 || Math.random() >= lost)
