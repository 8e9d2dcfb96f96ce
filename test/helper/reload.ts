import { type Person, register } from './client.js'
import { Device } from './device.js'
import { type LoadFigures, SteadyLoad } from './load.js'

/** What came of a reload under load. */
export interface ReloadFigures extends LoadFigures {
  readonly reloadSeconds: number
  readonly acknowledgedWrites: number
  /** Acknowledged writes that are not there afterwards. */
  readonly lost: readonly string[]
  /** Check-ins that are there more than once. */
  readonly twice: readonly string[]
  readonly sockets: number
  /** With which codes the WebSockets were closed meanwhile. */
  readonly closes: readonly number[]
  readonly socketsFailed: readonly string[]
  readonly longestAwayMs: number
  readonly events: number
  /** Devices that did not see each of their person's events exactly once and in order. */
  readonly outOfOrder: readonly string[]
}

export interface ReloadLoad {
  /** How many people; each has two held HTTP connections and a device. */
  readonly people?: number
  /** The pause between two requests of a connection (ms). */
  readonly every?: number
  /** How long the load goes on before and after (ms). */
  readonly around?: number
}

interface Page<T> {
  readonly items: readonly T[]
  readonly next?: string
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

async function newHabit(person: Person, name: string): Promise<string> {
  const habit = { name, kind: 'measurable', unit: 'times', target: 1, rule: { every: 'day' } }
  const answer = await person.request('POST', '/api/habit', habit)
  if (answer.status !== 201) throw new Error(`no habit: ${answer.status}`)
  return (answer.body as { id: string }).id
}

async function notesOf(person: Person): Promise<string[]> {
  const notes: string[] = []
  let cursor: string | undefined
  do {
    const more = cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`
    const answer = await person.request('GET', `/api/mood?limit=100${more}`)
    const page = answer.body as Page<{ note?: string }>
    notes.push(...page.items.map(({ note = '' }) => note))
    cursor = page.next
  } while (cursor !== undefined)
  return notes
}

async function daysOf(person: Person, habitId: string): Promise<Map<string, number>> {
  const path = `/api/habit/${habitId}/day?from=2024-01-01&to=2024-12-31`
  const answer = await person.request('GET', path)
  const { items } = answer.body as Page<{ day: string; amount?: number }>
  return new Map(items.map(({ day, amount = -1 }) => [day, amount]))
}

/** The newest seq of somebody's journal. */
async function latestOf(person: Person): Promise<number> {
  const answer = await person.request('GET', '/api/journal?seq=0&limit=1')
  return (answer.body as { latest: number }).latest
}

function isWhole({ first, seqs }: Device): boolean {
  return seqs.every((seq, index) => seq === first + index + 1)
}

/**
 * Keep a mesh busy over held HTTP connections and WebSockets, reload it meanwhile, and look
 * afterwards what was lost. Nothing is asserted here: the figures say it.
 */
export async function reloadUnderLoad(
  url: string,
  reload: () => Promise<void>,
  { people = 3, every = 20, around = 1_000 }: ReloadLoad = {},
): Promise<ReloadFigures> {
  const load = new SteadyLoad(url)
  const devices: Device[] = []
  for (let count = 0; count < people; count += 1) {
    const person = await register(url)
    load.begin(person, await newHabit(person, 'Busy'), every)
    // One that is seldom used: an idle connection must not be cut off under its next request.
    load.begin(person, await newHabit(person, 'Seldom'), 50 * every)
    const device = new Device(url, person, `device ${count}`)
    devices.push(device)
    await device.begin(2 * every)
  }
  await pause(around)
  const started = performance.now()
  await reload()
  const reloadSeconds = Math.round((performance.now() - started) / 100) / 10
  await pause(around)
  const figures = await load.stop()
  for (const device of devices) await device.finish(() => latestOf(device.person))

  const lost: string[] = []
  const twice: string[] = []
  let acknowledgedWrites = 0
  for (const { person, moods, days } of load.acknowledged) {
    const told = devices.filter((device) => device.person === person)
    const notes = await notesOf(person)
    const there = new Set(notes)
    const acknowledged = [...moods, ...told.flatMap((device) => device.acknowledged)]
    lost.push(...acknowledged.filter((note) => !there.has(note)))
    twice.push(...notes.filter((note, index) => notes.indexOf(note) !== index))
    acknowledgedWrites += acknowledged.length
    for (const [habitId, amounts] of days) {
      const kept = await daysOf(person, habitId)
      for (const [day, amount] of amounts) {
        acknowledgedWrites += 1
        if (kept.get(day) !== amount) lost.push(`${habitId} ${day} ${amount}`)
      }
    }
  }
  const outOfOrder: string[] = []
  for (const device of devices) {
    const latest = await latestOf(device.person)
    const last = device.seqs.at(-1) ?? device.first
    if (!isWhole(device) || last !== latest) {
      outOfOrder.push(`${device.first} → ${device.seqs.join(' ')}, of ${latest}`)
    }
    await device.close()
  }
  return {
    ...figures,
    reloadSeconds,
    acknowledgedWrites,
    lost,
    twice,
    sockets: devices.length,
    closes: devices.flatMap(({ closes }) => closes),
    socketsFailed: devices.flatMap(({ failed }) => failed),
    longestAwayMs: Math.round(Math.max(...devices.map(({ longestAwayMs }) => longestAwayMs))),
    events: devices.reduce((sum, { seqs }) => sum + seqs.length, 0),
    outOfOrder,
  }
}
