import { CodedError, fail } from '../errors.js'
import type { Context } from '../message/context.js'
import type { Message } from '../message/declare.js'
import { type Channel, isSample } from './channel.js'
import type { Link } from './link.js'
import type { Members } from './members.js'
import { pauseBefore, type Policy, policyOf, type PolicyTable } from './policy.js'

/** What is known of one pattern's traffic. */
interface Traffic {
  readonly policy: Policy
  inFlight: number
}

/** Nothing was begun: whatever the message, it may be sent to another. */
const notBegun = new Set(['mesh/unreachable', 'mesh/refused', 'mesh/busy'])
/** It may have been done: only what is safe to repeat is sent again. */
const perhapsDone = new Set(['mesh/outcome-unknown', 'mesh/silent'])
/** Speaks against the member, and not against the message. */
const againstMember = new Set([
  'mesh/unreachable',
  'mesh/refused',
  'mesh/outcome-unknown',
  'mesh/silent',
  'mesh/too-late',
])
/** Somebody who had less time than this cannot blame the member (ms). */
const fairPatience = 500

const codeOf = (error: unknown): string => (error instanceof CodedError ? error.code : 'internal')

/** Sends messages to the member whose turn it is, and again where that is right. */
export class Caller {
  readonly #members: Members
  readonly #table: PolicyTable | undefined
  readonly #traffic = new Map<string, Traffic>()
  readonly #waiting = new Map<string, number>()
  #sent = 0

  constructor(members: Members, table?: PolicyTable) {
    this.#members = members
    this.#table = table
  }

  /**
   * @throws what the action fails with, or `mesh/no-service`, `mesh/unreachable`, `mesh/busy`,
   * `mesh/too-late`, `mesh/outcome-unknown`
   */
  ask(message: Message, input: unknown, context: Context): Promise<unknown> {
    const traffic = this.#trafficOf(message.pattern)
    if (traffic.inFlight >= traffic.policy.inFlight) return Promise.reject(fail('mesh/busy'))
    traffic.inFlight += 1
    const inTime = this.#inTime(context, traffic.policy)
    const link = this.#next(message.role)
    const channel = link?.channel
    return new Promise((resolve, reject) => {
      const succeed = (output: unknown) => {
        traffic.inFlight -= 1
        resolve(output)
      }
      const refuse = (error: Error) => {
        traffic.inFlight -= 1
        reject(error)
      }
      if (link === undefined || channel === undefined) {
        this.#patiently(message, input, inTime, traffic, 1).then(succeed, refuse)
        return
      }
      this.#send(link, channel, message, input, inTime, traffic.policy, succeed, (error) => {
        if (!mayRepeat(message, codeOf(error))) refuse(error)
        else this.#patiently(message, input, inTime, traffic, 2, error).then(succeed, refuse)
      })
    })
  }

  /** Ask one member, and take note of how it did. Callbacks, for a promise costs as much as the sending. */
  #send(
    link: Link,
    channel: Channel,
    message: Message,
    input: unknown,
    context: Context,
    policy: Policy,
    resolve: (output: unknown) => void,
    reject: (error: Error) => void,
  ): void {
    const started = performance.now()
    const isTimed = isSample((this.#sent += 1), channel.inFlight)
    const took = () => {
      const milliseconds = performance.now() - started
      if (isTimed) link.latency.record(Math.max(1, Math.round(milliseconds * 1_000)))
      return milliseconds
    }
    link.breaker.began()
    channel.send(
      message,
      input,
      context,
      (output) => {
        took()
        link.breaker.succeeded()
        resolve(output)
      },
      (error) => {
        const code = codeOf(error)
        const unfair = took() < fairPatience && code === 'mesh/too-late'
        if (againstMember.has(code) && !unfair) link.breaker.failed(policy.breaker)
        else link.breaker.succeeded()
        reject(error)
      },
    )
  }

  /** The same for the patient way. */
  async #once(
    link: Link,
    message: Message,
    input: unknown,
    context: Context,
    policy: Policy,
  ): Promise<unknown> {
    const channel = link.channel ?? (await this.#opened(link, policy))
    return new Promise((resolve, reject) =>
      this.#send(link, channel, message, input, context, policy, resolve, reject),
    )
  }

  async #opened(link: Link, policy: Policy) {
    try {
      return await link.open()
    } catch (error) {
      link.breaker.failed(policy.breaker)
      throw error
    }
  }

  /** The way with waiting and repeating: whoever is there is tried, with pauses, while there is time. */
  async #patiently(
    message: Message,
    input: unknown,
    context: Context,
    traffic: Traffic,
    firstAttempt: number,
    before?: Error,
  ): Promise<unknown> {
    const { policy } = traffic
    let last: Error | undefined = before
    const tried = new Set<Link>()
    for (let attempt = firstAttempt; attempt <= policy.attempts; attempt += 1) {
      const link =
        this.#next(message.role) ?? (await this.#someone(message.role, context, policy, tried))
      if (link === undefined) break
      // Another member may be asked at once; the same one only after a pause.
      if (tried.has(link)) await this.#pause(pauseBefore(attempt, policy), context)
      tried.add(link)
      if (context.deadline <= Date.now()) throw fail('mesh/too-late')
      try {
        return await this.#once(link, message, input, context, policy)
      } catch (error) {
        if (!mayRepeat(message, codeOf(error))) throw error
        last = error as Error
      }
    }
    if (codeOf(last) === 'mesh/silent') throw fail('mesh/too-late')
    throw last ?? fail('mesh/no-service', { role: message.role })
  }

  /** The next usable member in turn, of two the one with less under way. */
  #next(role: string): Link | undefined {
    const group = this.#members.directory.group(role)
    if (group === undefined) return undefined
    const { members } = group
    group.turn = (group.turn + 1) % members.length
    let chosen: Link | undefined
    for (let step = 0; step < members.length; step += 1) {
      const link = members[(group.turn + step) % members.length] as Link
      if (!link.usable) {
        link.keep()
        continue
      }
      if (chosen === undefined) chosen = link
      else return link.inFlight < chosen.inFlight ? link : chosen
    }
    return chosen
  }

  /** When nobody is usable: somebody not tried yet who is at least there, or whoever comes while one waits. */
  async #someone(
    role: string,
    context: Context,
    { patience }: Policy,
    tried: ReadonlySet<Link>,
  ): Promise<Link | undefined> {
    const untried = this.#atLeastThere(role).find((link) => !tried.has(link))
    const waiting = this.#waiting.get(role) ?? 0
    if (untried !== undefined || waiting >= patience.most) return untried
    this.#waiting.set(role, waiting + 1)
    try {
      const until = Math.min(context.deadline, Date.now() + patience.wait)
      for (;;) {
        const left = until - Date.now()
        if (left <= 0) return this.#atLeastThere(role)[0]
        await this.#members.change(left)
        const link = this.#next(role) ?? this.#atLeastThere(role).find((one) => !tried.has(one))
        if (link !== undefined) return link
      }
    } finally {
      this.#waiting.set(role, (this.#waiting.get(role) ?? 1) - 1)
    }
  }

  /** Better than nobody: those that are connected but silent, then those that can still be connected to. */
  #atLeastThere(role: string): Link[] {
    const links = this.#members.directory.answering(role)
    const silent = links.filter((link) => link.channel?.accepts === true)
    return [...silent, ...links.filter(({ state }) => state === 'away' || state === 'connecting')]
  }

  async #pause(milliseconds: number, context: Context): Promise<void> {
    const most = Math.max(0, context.deadline - Date.now())
    await new Promise((resolve) => setTimeout(resolve, Math.min(most, milliseconds)))
  }

  #trafficOf(pattern: string): Traffic {
    const known = this.#traffic.get(pattern)
    if (known !== undefined) return known
    const traffic = { policy: policyOf(pattern, this.#table).policy, inFlight: 0 }
    this.#traffic.set(pattern, traffic)
    return traffic
  }

  #inTime(context: Context, policy: Policy): Context {
    const deadline = Date.now() + policy.deadline
    return deadline < context.deadline ? { ...context, deadline } : context
  }
}

const mayRepeat = (message: Message, code: string): boolean =>
  notBegun.has(code) || (perhapsDone.has(code) && message.repeat === 'safe')
