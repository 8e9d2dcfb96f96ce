import { addressOf } from './address.js'
import { Budget } from './budget.js'
import { question, slim, type Slim } from './slim.js'
import { Kind, type Kept, type Member, State, type Swim } from './swim.js'
import type { Suspicion } from './suspicion.js'

/**
 * What makes a mesh whole again. swim asks its bases once, at start, and never speaks again to whom
 * it believes dead; so neither a late base nor a mended network is noticed.
 *
 * - Bases that are not known are asked every half second.
 * - Who is believed dead is told so, a few of them every two seconds, and says it if it lives. So is
 *   whoever speaks although it is believed dead, and whoever others know to live.
 * - Whoever speaks and is not known is asked who it is.
 * - Each asks another member for all that it knows: soon and often after its start, when others start
 *   as well, then every half minute, so that whatever was lost on the way is learnt.
 */
export interface Healing {
  /** To be called for each message that was taken. */
  heard(from: string): void
  /** To be called for news of a member whose advertisement is not here: it is asked for. */
  unknown(news: Slim): void
  /** The dead that are still asked. */
  faulty(): Member[]
  start(): void
  stop(): void
}

/** How often bases are looked for, and suspects reminded (ms). */
const seekEvery = 500
/** How often some of the dead are asked, give or take a quarter (ms), and how many. */
const askEvery = 2_000
const askedAtOnce = 3
/** The same address is not asked more often than this (ms). */
const askAgain = 500
/** Nor more than this many, whatever others say; in a large mesh each is asked by some. */
const askedPerSecond = 15
/** How long the dead are asked: no longer than a machine is away for a repair (ms). */
const forgetFaulty = 600_000
/** Who said goodbye is only remembered until old news of it has died away (ms). */
const forgetLeft = 60_000
/** How long until all is asked for, soon after the start and then (ms). */
const exchanges = [1_000, 2_000, 6_000, 12_000]
const exchangeEvery = 30_000
/** About so many members tell who has come back all that they know; all of them would drown it. */
const tellers = 5

const about = (time: number): number => time * (0.75 + Math.random() / 2)

const oneOf = <T>(items: readonly T[]): T | undefined =>
  items[Math.floor(Math.random() * items.length)]

export function heal(node: Swim, bases: readonly string[], suspicion: Suspicion): Healing {
  const { membership, net } = node
  const { hostToMember, hostToFaulty } = membership
  const budget = new Budget(askedPerSecond, askedPerSecond)
  const asked = new Map<string, number>()
  const faultySince = new Map<string, number>()
  const returned = new Set<string>()
  const missing = new Set<string>()
  const found = new Set<string>()
  const timers = new Set<NodeJS.Timeout>()
  let stopped = false

  const hasLeft = (member: Kept | undefined) => member?.meta?.left$ === true

  const mayAsk = (host: string): boolean => {
    const now = performance.now()
    if (now - (asked.get(host) ?? -askAgain) < askAgain || !budget.take()) return false
    asked.set(host, now)
    return true
  }

  /** Ask who is there, and what it knows. Our own record alone: whoever is there may be nobody. */
  const ask = (host: string) => {
    net.sendMessages([{ type: Kind.sync, data: membership.local.data() }], host)
  }

  const isTeller = () => Math.random() < tellers / Object.keys(hostToMember).length

  /** Let a member know that it is believed dead. */
  const challenge = (host: string) => {
    const member = hostToFaulty[host]
    if (member === undefined || hasLeft(member) || !mayAsk(host)) return
    net.sendMessages([{ type: Kind.update, data: slim(member.data()) }], host)
  }

  const updateAlive = membership.updateAlive.bind(membership)
  membership.updateAlive = (data) => {
    const faulty = hostToFaulty[data.host]
    // One says that it lives and one that it is dead, and neither word is the later: ask itself.
    if (faulty?.incarnation === data.incarnation) challenge(data.host)
    updateAlive(data)
    if (faulty !== undefined && hostToMember[data.host] !== undefined) returned.add(data.host)
  }

  const seek = async () => {
    for (const base of bases) {
      const host = await addressOf(base).catch(() => undefined)
      if (stopped || host === undefined || host === membership.local.host) continue
      if (hostToMember[host] === undefined) {
        missing.add(host)
        found.delete(host)
        ask(host)
        continue
      }
      found.add(host)
      if (missing.delete(host)) {
        // It knows us; a few let it know of all others, too.
        if (isTeller()) membership.sync([host])
      }
    }
  }

  const prune = () => {
    const now = performance.now()
    for (const [host, time] of asked) if (now - time > askAgain) asked.delete(host)
    for (const host of faultySince.keys()) {
      if (hostToFaulty[host] === undefined) faultySince.delete(host)
    }
    for (const host of Object.keys(hostToFaulty)) {
      const since = faultySince.get(host) ?? now
      faultySince.set(host, since)
      const patience = hasLeft(hostToFaulty[host]) ? forgetLeft : forgetFaulty
      if (now - since > patience) delete hostToFaulty[host]
    }
  }

  const askTheDead = () => {
    prune()
    const dead = Object.keys(hostToFaulty)
    for (let left = askedAtOnce; left > 0; left -= 1) {
      const host = oneOf(dead)
      if (host !== undefined) challenge(host)
    }
    // Whoever was away may know of members that joined there meanwhile.
    const back = oneOf([...returned].filter((host) => hostToMember[host] !== undefined))
    if (back !== undefined && isTeller()) membership.sync([back])
    returned.clear()
  }

  const steps = [...exchanges]
  const exchange = () => {
    // At first the bases: everybody has just spoken to them.
    const starting = steps.length > 0 && found.size > 0
    const host = oneOf(starting ? [...found] : Object.keys(hostToMember))
    if (host !== undefined) ask(host)
  }

  /** Do this in a while, and again after whiles that `next` gives; no timer keeps a process alive. */
  const repeat = (work: () => unknown, next: () => number) => {
    const timer = setTimeout(() => {
      timers.delete(timer)
      if (stopped) return
      work()
      repeat(work, next)
    }, next())
    timer.unref()
    timers.add(timer)
  }

  return {
    heard(from) {
      if (hostToMember[from] !== undefined || from === membership.local.host) return
      if (hostToFaulty[from] !== undefined) challenge(from)
      else if (mayAsk(from)) ask(from)
    },
    unknown(news) {
      if (news.state === State.faulty || !mayAsk(news.host)) return
      net.sendMessages([{ type: Kind.update, data: question(news) }], news.host)
    },
    faulty: () =>
      Object.values(hostToFaulty)
        .filter((member) => member !== undefined && !hasLeft(member))
        .map((member) => (member as Kept).data()),
    start() {
      void seek()
      repeat(
        () => {
          suspicion.remind()
          return seek()
        },
        () => seekEvery,
      )
      repeat(askTheDead, () => about(askEvery))
      repeat(exchange, () => about(steps.shift() ?? exchangeEvery))
    },
    stop() {
      stopped = true
      for (const timer of timers) clearTimeout(timer)
    },
  }
}
