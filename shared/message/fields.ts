import { FormatRegistry, Type } from '@sinclair/typebox'
import { isLocalDay, isZone } from '../day.js'

FormatRegistry.Set('local-day', isLocalDay)
FormatRegistry.Set('zone', isZone)
FormatRegistry.Set('mail-address', (value) =>
  /^[^\s@<>"(),:;\\[\]]{1,64}@[^\s@<>"(),:;\\[\]]+\.[^\s@.]{2,}$/.test(value),
)

/** Ids are made by the store: time-ordered, letters, digits, `-` and `_`. */
export const Id = Type.String({ minLength: 1, maxLength: 64, pattern: '^[A-Za-z0-9_-]+$' })
/** A calendar day of its owner, `YYYY-MM-DD`. */
export const LocalDay = Type.String({
  format: 'local-day',
  maxLength: 10,
  description: 'a calendar day that exists, as YYYY-MM-DD',
})
/** An IANA zone name such as `Europe/Berlin`. */
export const Zone = Type.String({
  format: 'zone',
  maxLength: 64,
  description: 'the IANA name of a time zone, such as Europe/Berlin',
})
export const MailAddress = Type.String({
  format: 'mail-address',
  maxLength: 254,
  description: 'an e-mail address',
})
/** A name that people give to something. */
export const Name = Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' })
/** Free text that belongs to the person; it never stands in a log. */
export const Note = Type.String({ maxLength: 2000 })
/** An instant in milliseconds since 1970-01-01T00:00Z. */
export const Instant = Type.Integer({ minimum: 0, description: 'milliseconds since 1970, UTC' })
/** How much was done, in the habit's unit. */
export const Amount = Type.Number({ minimum: 0, maximum: 1e9 })
/** Where the next page begins; given by the page before. */
export const Cursor = Type.String({ maxLength: 200, description: 'from `next` of the page before' })
export const PageSize = Type.Integer({ minimum: 1, maximum: 200, default: 50 })
