import { randomBytes } from 'node:crypto'
import type { stats } from '../../plugins/habit/messages.js'
import type { OutputOf } from '../../shared/message/declare.js'
import { Api, DemoError, inParallel } from './api.js'
import { type DemoTurn, talk } from './chat.js'
import { daysBefore } from './days.js'
import { demoHabits } from './habits.js'

export interface DemoOptions {
  readonly url: string
  /** The same seed makes the same days. */
  readonly seed: number
  readonly zone: string
}

export interface DemoResult {
  readonly url: string
  readonly email: string
  readonly password: string
  readonly zone: string
  /** How many days were recorded, all habits together. */
  readonly recorded: number
  readonly habits: readonly { readonly id: string; readonly name: string }[]
  readonly stats: readonly OutputOf<typeof stats>[]
  readonly turns: readonly DemoTurn[]
}

/** Requests under way at the same time. */
const atOnce = 12

/** What this person feels now; a check-in has no date, so there are two, and of today. */
const moods = [
  { level: 3, feelings: ['slow'], sleep: 'so-so', note: 'a heavy start' },
  { level: 4, feelings: ['calm', 'a little proud'], note: 'better after the mat' },
]

async function greet(api: Api): Promise<void> {
  const { body } = await api.send<{ message?: string }>('GET', '/api/ping')
  if (body.message !== 'pong') {
    throw new DemoError(`What answers at ${api.url} is not Habit Mesh, or not ready.`)
  }
}

/** A new person with five habits and ninety days, by the public REST API alone. */
export async function demo({ url, seed, zone }: DemoOptions): Promise<DemoResult> {
  const api = new Api(url)
  await greet(api)
  const email = `demo-${randomBytes(4).toString('hex')}@example.org`
  const password = `small-steps-${randomBytes(6).toString('base64url')}`
  const person = { email, password, name: 'Demo', zone }
  const { accessToken } = await api.must<{ accessToken: string }>('POST', '/api/user', person)
  api.token = accessToken

  const habits: { id: string; name: string; createdOn: string }[] = []
  // One after the other: they are listed in the order in which they were begun.
  for (const { input } of demoHabits) habits.push(await api.must('POST', '/api/habit', input))

  // Today as the service sees it: its clock and this one need not agree.
  const days = daysBefore(habits[0]?.createdOn ?? '', seed)
  await inParallel(days, atOnce, ({ habit, day, body }) =>
    api.must('PUT', `/api/habit/${habits[habit]?.id}/day/${day}`, body),
  )
  for (const mood of moods) await api.must('POST', '/api/mood', mood)
  const turns = await talk(api)
  const stats = await Promise.all(
    habits.map(({ id }) => api.must<DemoResult['stats'][number]>('GET', `/api/habit/${id}/stats`)),
  )
  return { url: api.url, email, password, zone, recorded: days.length, habits, stats, turns }
}
