import type { Event, Message } from './declare.js'

/**
 * The messages of the whole product, for types only: plugins/messages.ts adds its exports here, so
 * that `ask('role:habit,cmd:log', …)` is checked at compile time without shared/ knowing a plugin.
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type
export interface Known {}

type Roles = Known extends { roles: infer R } ? R : Record<never, never>
type Exports = { [R in keyof Roles]: Roles[R][keyof Roles[R]] }[keyof Roles]

export type KnownMessage = Extract<Exports, { kind: 'message' }>
export type KnownPattern = KnownMessage['pattern']
export type KnownEvent = Extract<Exports, Event>
/** The declaration that a pattern names. */
export type MessageOf<P> = P extends Message ? P : Extract<KnownMessage, { pattern: P }>
