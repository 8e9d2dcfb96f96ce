import t from 'tap'
import { type Person, register } from '../helper/client.js'
import { MeshProcesses, wholeMesh } from '../helper/processes.js'

const rounds = 3
const writers = 8

interface Acknowledged {
  readonly days: Map<string, number>
  readonly moods: Set<string>
  readonly turns: Set<string>
}

const dayOf = (number: number): string =>
  new Date(Date.UTC(2024, 0, 1) + number * 86_400_000).toISOString().slice(0, 10)

/** Write as fast as it goes until told to stop; keep what was acknowledged, and only that. */
async function writeUntil(
  stopped: () => boolean,
  person: Person,
  habitId: string,
  numbers: Iterator<number>,
  kept: Acknowledged,
): Promise<void> {
  while (!stopped()) {
    const number = numbers.next().value as number
    const day = dayOf(number)
    const path = `/api/habit/${habitId}/day/${day}`
    // The processes die in the middle of this: an answer that does not come acknowledges nothing.
    const logged = await person.request('PUT', path, { amount: number }).catch(() => undefined)
    if (logged?.status === 200) kept.days.set(day, number)
    const note = `note ${number}`
    const mood = await person
      .request('POST', '/api/mood', { level: 3, note })
      .catch(() => undefined)
    if (mood?.status === 201) kept.moods.add(note)
    const messageId = `m${number}`
    const say = { text: 'hello', messageId }
    const turn = await person.request('POST', '/api/chat', say).catch(() => undefined)
    if (turn?.status === 200) kept.turns.add(messageId)
  }
}

function* counting(): Generator<number> {
  for (let number = 1; ; number += 1) yield number
}

type Items<T> = { items: T[]; next?: string }

async function everything<T>(person: Person, path: string, cursor: string): Promise<T[]> {
  const items: T[] = []
  for (let next: string | undefined = ''; next !== undefined;) {
    const more = next === '' ? '' : `&${cursor}=${next}`
    const answer = await person.request('GET', `${path}?limit=200${more}`)
    const page = answer.body as Items<T>
    items.push(...page.items)
    next = page.next
  }
  return items
}

t.test('what was acknowledged is there after kill -9 of everything', async (t) => {
  const mesh = await MeshProcesses.start(t)
  const person = await register(mesh.url)
  const habit = await person.request('POST', '/api/habit', {
    name: 'Read',
    kind: 'measurable',
    unit: 'pages',
    target: 20,
    rule: { every: 'day' },
  })
  const habitId = habit.body.id as string
  const kept: Acknowledged = { days: new Map(), moods: new Set(), turns: new Set() }
  const numbers = counting()
  for (let round = 1; round <= rounds; round += 1) {
    let stop = false
    const writing = Array.from({ length: writers }, () =>
      writeUntil(() => stop, person, habitId, numbers, kept),
    )
    await new Promise((resolve) => setTimeout(resolve, 1_500 + round * 230))
    await Promise.all(mesh.alive().map((one) => mesh.kill(one, 'SIGKILL')))
    stop = true
    await Promise.all(writing)
    for (const service of wholeMesh) mesh.launch(service)
    await mesh.ready()

    const found = new Map<string, number>()
    for (let year = 2024; year <= 2026; year += 1) {
      const range = `from=${year}-01-01&to=${year}-12-31`
      const answer = await person.request('GET', `/api/habit/${habitId}/day?${range}`)
      const { items } = answer.body as Items<{ day: string; amount: number }>
      for (const { day, amount } of items) found.set(day, amount)
    }
    const lost = [...kept.days].filter(([day, amount]) => found.get(day) !== amount)
    t.same(lost, [], `round ${round}: ${kept.days.size} acknowledged days are there`)
    const moods = await everything<{ note: string }>(person, '/api/mood', 'cursor')
    const notes = new Set(moods.map((mood) => mood.note))
    t.same(
      [...kept.moods].filter((note) => !notes.has(note)),
      [],
      `round ${round}: ${kept.moods.size} acknowledged moods`,
    )
    const turns = await everything<{ messageId: string }>(person, '/api/chat', 'before')
    const ids = turns.map((turn) => turn.messageId)
    t.same(
      [...kept.turns].filter((id) => !ids.includes(id)),
      [],
      `round ${round}: ${kept.turns.size} acknowledged turns`,
    )
    t.equal(new Set(ids).size, ids.length, 'no turn twice')
  }
  t.ok(kept.days.size > 20 && kept.moods.size > 20 && kept.turns.size > 20, 'there was something')

  // And whatever was kept was also told: the journal has each day, once and in order.
  const told = new Map<string, unknown>()
  const allTold = async () => {
    told.clear()
    for (let seq = 0, more = true; more;) {
      const answer = await person.request('GET', `/api/journal?seq=${seq}&limit=500`)
      const { entries } = answer.body as {
        entries: { seq: number; event: string; body: { day?: string; amount?: number } }[]
      }
      for (const entry of entries) {
        if (entry.seq !== seq + 1) throw new Error(`seq ${entry.seq} after ${seq}`)
        seq = entry.seq
        if (entry.event === 'role:habit,event:logged')
          told.set(entry.body.day ?? '', entry.body.amount)
      }
      more = entries.length > 0
    }
    return [...kept.days].filter(([day, amount]) => told.get(day) !== amount)
  }
  let untold = await allTold()
  for (let wait = 0; untold.length > 0 && wait < 40; wait += 1) {
    await new Promise((resolve) => setTimeout(resolve, 250))
    untold = await allTold()
  }
  t.same(untold, [], 'every acknowledged day is in the journal')
})
