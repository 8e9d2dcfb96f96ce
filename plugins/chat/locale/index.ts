/** The languages that there are. */
import { en } from './en/index.js'
import type { Locale } from './locale.js'

export const locales: Readonly<Record<'en', Locale>> = { en }

export type { Locale } from './locale.js'
export { acts } from './acts.js'
export type { Act, ValuesOf } from './acts.js'
