import { fail } from '../errors.js'
import type { Context } from './context.js'
import type { Message } from './declare.js'

/** Throw unless the one who asks may send this message. The same rule at the gate and in the service. */
export function checkAccess(message: Message, context: Context): void {
  if (message.access === 'public' || message.access === 'internal') return
  if (context.user === undefined) throw fail('auth/required')
  if (message.access === 'admin' && !context.roles.includes('admin')) throw fail('auth/forbidden')
}
