import { saySafety } from '../reply/safety.js'
import { countryOfZone } from '../safety/country.js'
import { isDanger, safetyReply } from '../safety/reply.js'
import type { Turn } from '../turn.js'
import type { Safety } from '../understand/types.js'

/** Before anything else. Needs no other service and no store. */
export function answerSafety(turn: Turn, safety: Safety): void {
  const { tier, about, signs } = safety
  const country = countryOfZone(turn.call.zone)
  const danger = isDanger(signs)
  const reply = safetyReply(tier, about, country, { danger, locale: turn.locale })
  const { text, variants } = saySafety(turn.locale, reply, turn.sayOptions('safety'))
  turn.saidAs(text, variants)
}
