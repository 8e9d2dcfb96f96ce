/** Patterns and pins as people type them: any order, spaces, quotes, commas or not. */

type Pairs = ReadonlyMap<string, string>

const pair = /([a-z]+)\s*:\s*([\w*-]+)/gi

/** The pairs of `role:habit, cmd:log`; undefined when it is something else. */
export function pairsOf(text: string): Pairs | undefined {
  const bare = text.replaceAll(/["'`]/g, ' ')
  const pairs = new Map<string, string>()
  for (const [, key = '', value = ''] of bare.matchAll(pair)) pairs.set(key.toLowerCase(), value)
  const rest = bare.replaceAll(pair, ' ').replaceAll(/[\s,]/g, '')
  return rest === '' && pairs.size > 0 ? pairs : undefined
}

const order = ['role', 'cmd', 'event']
const rank = (key: string) => (order.includes(key) ? order.indexOf(key) : order.length)

/** The pattern as it is declared: `role` first, no spaces. What is no pattern stays as it is. */
export function canonical(text: string): string {
  const pairs = pairsOf(text)
  if (pairs === undefined) return text.trim()
  const sorted = [...pairs].sort(([one], [other]) => rank(one) - rank(other))
  return sorted.map(([key, value]) => `${key}:${value}`).join(',')
}

const glob = (wanted: string, value: string | undefined) =>
  value !== undefined &&
  new RegExp(`^${wanted.replaceAll('-', '\\-').replaceAll('*', '.*')}$`).test(value)

/** Whether a pattern has what a pin asks for; a pin that is a bare word looks for it anywhere. */
export function pinned(pattern: string, pin: string): boolean {
  const wanted = pairsOf(pin)
  if (wanted === undefined) return pattern.includes(pin.trim())
  const pairs = pairsOf(pattern)
  return [...wanted].every(([key, value]) => glob(value, pairs?.get(key)))
}
