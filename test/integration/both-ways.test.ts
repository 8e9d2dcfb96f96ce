import t from 'tap'
import { type CodedError } from '../../shared/errors.js'
import { type Context, serviceContext } from '../../shared/message/context.js'
import { declaredMessages, type Message } from '../../shared/message/declare.js'
import { type OneProcess, startAll } from '../helper/one-process.js'
import { register } from '../helper/client.js'

/** What differs by nature: ids, tokens, secrets, and which of several wordings is said. */
const differing = new Set(['say', 'accessToken', 'refreshToken', 'email'])
const masked = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (name, part: unknown) =>
      differing.has(name) ? typeof part : part,
    ).replaceAll(/[\da-f]{8}-[\da-f-]{27}/g, 'an id'),
  )

type Outcome = { ok: unknown } | { error: unknown }

async function outcomeOf(asked: Promise<unknown>): Promise<Outcome> {
  try {
    return { ok: masked(await asked) }
  } catch (error) {
    const { code, status, message, details } = error as CodedError
    return { error: masked({ code, status, message, details }) }
  }
}

const direct = ({ service }: OneProcess, message: Message, input: object, context: Context) =>
  (service.ask(context) as (pattern: string, input: object) => Promise<unknown>)(
    message.pattern,
    input,
  )

const acted = ({ service }: OneProcess, message: Message, input: object, context: Context) =>
  new Promise<unknown>((resolve, reject) => {
    const given = { ...input, custom$: context }
    service.seneca.act(message.pattern, given, (error: Error | null, out: unknown) => {
      if (error) reject(error)
      else resolve(out)
    })
  })

/** A process with somebody who has a habit, a day of it and a check-in: the same on both sides. */
async function prepare(t: Parameters<typeof startAll>[0]) {
  const one = await startAll(t)
  const person = await register(one.url, { name: 'Ada', zone: 'Asia/Kolkata' })
  const rule = { every: 'day' }
  const habit = await person.request('POST', '/api/habit', { name: 'Yoga', kind: 'yesno', rule })
  const habitId = (habit.body as { id: string }).id
  const day = await person.request('PUT', `/api/habit/${habitId}/day/2026-03-17`, {})
  const { change: changeId } = day.body as { change: string }
  const mood = await person.request('POST', '/api/mood', { level: 3 })
  const ids = { habitId, changeId, moodId: (mood.body as { id: string }).id, user: person.id }
  return { one, person, ids: ids as Record<string, string> }
}

const context = (user: string | undefined): Context =>
  serviceContext({
    requestId: 'both-ways',
    zone: 'Asia/Kolkata',
    ...(user === undefined ? {} : { user, roles: ['member'] }),
  })

/** The declared example, with ids that exist there; and inputs that are wrong. */
function inputsOf(message: Message, ids: Record<string, string>): object[] {
  const example = Object.fromEntries(
    Object.entries(message.example ?? {}).map(([name, value]) => [name, ids[name] ?? value]),
  )
  const named = Object.keys(message.input.properties).filter((name) => name in ids)
  const real = { ...example, ...Object.fromEntries(named.map((name) => [name, ids[name]])) }
  return [
    real,
    {},
    { ...real, unknown: 1 },
    { ...real, ...Object.fromEntries(named.map((name) => [name, 5])) },
  ]
}

t.test(
  'every declared message: the direct way and Seneca’s give the same reply or error',
  async (t) => {
    const here = await prepare(t)
    const there = await prepare(t)
    // Of its own process each tells something else.
    const messages = [...declaredMessages().values()].filter(({ role }) => role !== 'member')
    t.ok(messages.length >= 30, `${messages.length} messages`)
    const seen = { ok: 0, error: 0 }
    for (const message of messages) {
      for (const [at, input] of inputsOf(message, here.ids).entries()) {
        for (const who of ['person', 'nobody'] as const) {
          const [mine, theirs] = [here, there].map(({ person }) =>
            context(who === 'person' ? person.id : undefined),
          ) as [Context, Context]
          const way = await outcomeOf(direct(here.one, message, input, mine))
          const other = inputsOf(message, there.ids)[at] ?? {}
          const senecas = await outcomeOf(acted(there.one, message, other, theirs))
          t.same(senecas, way, `${message.pattern} ${who} ${at}`)
          if ('ok' in way) seen.ok += 1
          else seen.error += 1
        }
      }
    }
    t.ok(
      seen.ok > 40 && seen.error > 40,
      `${seen.ok} replies and ${seen.error} errors were compared`,
    )
  },
)
