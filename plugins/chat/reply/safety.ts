/** A safety reply as one text. Needs no store and no other service. */
import type { Locale } from '../locale/locale.js'
import type { SafetyReply } from '../safety/reply.js'
import { type Said, say, type SayOptions } from './say.js'

/** Say all parts in their order; `variants` go into the memory of what was said. */
export function saySafety(
  locale: Locale,
  reply: SafetyReply,
  options: SayOptions,
): { text: string; variants: string[] } {
  const said: Said[] = reply.parts.map(({ act, values }) =>
    // The parts come with the values that their acts want (reply.ts); the tests render every one.
    say(locale, act, values as never, options),
  )
  return { text: said.map((s) => s.text).join('\n\n'), variants: said.map((s) => s.variant) }
}
