/**
 * Every role of the product and what it answers: one line a role. The gateway, the console and the
 * documentation are made from this.
 */
export * as chat from './chat/messages.js'
export * as habit from './habit/messages.js'
export * as journal from '../shared/journal/messages.js'
export * as mood from './mood/messages.js'
export * as user from './user/messages.js'

import type * as roles from './messages.js'

declare module '../shared/message/known.js' {
  interface Known {
    roles: typeof roles
  }
}
