import { lookup } from 'node:dns/promises'
import { isIPv4 } from 'node:net'

/** Members know each other by `host:port` in figures, over IPv4; only people write names. */

/** Whether this is an IPv4 address and a port. */
export function isAddress(text: string): boolean {
  const [host = '', port = ''] = text.split(':')
  return isIPv4(host) && Number(port) >= 1 && Number(port) <= 65_535
}

/** The address of a `host:port` in figures; names are looked up each time, for they may move. */
export async function addressOf(place: string): Promise<string> {
  const at = place.lastIndexOf(':')
  const host = place.slice(0, at)
  if (isIPv4(host)) return place
  const { address } = await lookup(host, { family: 4 })
  return `${address}${place.slice(at)}`
}
