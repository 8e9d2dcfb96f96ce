/** The shape of a sign. */
export interface Sign {
  readonly id: string
  readonly tier: 'unclear' | 'explicit' | 'imminent'
  /** Matched against plain spelling (spelling.ts), idioms taken out. */
  readonly pattern: RegExp
  /** Fixed where the sign itself says who it is about; otherwise the nearest subject decides. */
  readonly about?: 'self' | 'other'
  /** "I'm not …" before it makes it a soft question instead; never nothing. */
  readonly deniable?: boolean
  /** Speaks of doing it: with "tonight" or "right now" it is imminent. */
  readonly plan?: boolean
}
