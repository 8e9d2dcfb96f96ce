import { type Person, register } from '../../test/helper/client.js'
import { compare } from '../rounds.js'
import { type Found, type Memory, memoryOf, type Section, withCost } from '../section.js'
import { json, memoryOfMesh, product } from '../product.js'
import { untilItWorks } from '../sides/caller.js'
import type { HttpLoad, HttpRequest, Measured } from '../sides/load.js'
import { type Player, Troupe } from '../troupe.js'
import { inputs, pathOf } from '../work.js'

/** The same PUT for every side that keeps days in memory. */
const puts: HttpRequest[] = inputs.map((input) => ({
  method: 'PUT',
  path: pathOf(input),
  headers: json,
  body: JSON.stringify({ amount: input.amount, note: input.note }),
}))

/** Try the first request until it is answered as it should be. */
const answers = (url: string) =>
  untilItWorks(async () => {
    const [first] = puts
    const { method, path, headers, body } = first as Required<HttpRequest>
    const response = await fetch(`${url}${path}`, { method, headers, body })
    const day = (await response.json()) as { at?: number }
    // The id is set where the request's line is logged: no side goes without.
    const logged = response.headers.has('x-request-id')
    if (response.status !== 200 || day.at === undefined || !logged) {
      throw new Error(`${url} answers ${response.status} ${JSON.stringify(day)}`)
    }
  })

/** What people reach: HTTP and WebSocket, with a gate in one process and the work in another. */
export const rest: Section = async ({ rounds, seconds }, opened): Promise<Found> => {
  const begin = async (side: string, listeners: string[], cast: string[], web = 'gate') => {
    const troupe = await Troupe.gather(side, listeners)
    opened.teardown(() => troupe.end())
    for (const part of cast) await troupe.play(part)
    await answers(troupe.urlOf(web))
    return { troupe, url: troupe.urlOf(web) }
  }
  const generator = await Troupe.gather('load')
  opened.teardown(() => generator.end())
  const [http, live] = [await generator.play('http'), await generator.play('live')]
  const ours = await begin('habit-mesh', ['gate'], ['answer', 'people', 'gate'])
  const moleculer = await begin('moleculer', ['answer', 'gate', 'web'], ['answer', 'gate'], 'web')
  const nest = await begin('nest', ['answer', 'gate'], ['answer', 'gate'])
  const express = await begin('express', ['gate'], ['gate'])
  const { mesh, writes, reads } = await product(opened)
  const token = (await signIn(ours.url)).accessToken
  await live.ask('open', { url: ours.url, token, count: 50 })

  const put = (key: string, label: string, { troupe, url }: typeof ours) => ({
    key,
    label: `${label}, PUT, 50 connections`,
    measure: () =>
      withCost(
        () => troupe.usage(),
        () => load(http, { url, connections: 50, seconds, requests: puts }),
      ),
  })
  const whole = (
    key: string,
    label: string,
    requests: () => HttpRequest[],
    connections: number,
  ) => ({
    key,
    label,
    measure: async () => {
      const given = { url: mesh.url, connections, seconds, requests: requests() }
      const { done: _, ...sample } = await load(http, given)
      return sample
    },
  })
  const series = await compare(
    [
      put('habit-mesh', 'Habit Mesh', ours),
      {
        key: 'live',
        label: 'Habit Mesh, the same message on 50 WebSockets',
        measure: () =>
          withCost(
            () => ours.troupe.usage(),
            () => live.ask('calls', { inFlight: 50, seconds }),
          ),
      },
      whole(
        'durable',
        'Habit Mesh, PUT of a habit’s day: token, SQLite, 50 connections',
        writes,
        50,
      ),
      put('moleculer', 'Moleculer with moleculer-web', moleculer),
      put('nest', 'NestJS on Express', nest),
      put('express', 'a bare Express process, nothing behind it', express),
      whole('read', 'Habit Mesh, GET of a habit: token, SQLite, 50 connections', reads, 50),
      whole('durable-1', 'Habit Mesh, PUT of a habit’s day, 1 connection', writes, 1),
    ],
    rounds,
  )
  const memory: Memory[] = []
  for (const [label, { troupe }] of [
    ['Habit Mesh, in memory', ours],
    ['Moleculer', moleculer],
    ['NestJS', nest],
    ['Express', express],
  ] as const) {
    memory.push(...(await memoryOf(label, troupe.players)))
  }
  memory.push(...memoryOfMesh(mesh))
  return { series, memory }
}

const load = (generator: Player, given: HttpLoad) => generator.ask<Measured>('load', given)

/** The people's process of the bench's own mesh may need a moment to be known. */
async function signIn(url: string): Promise<Person> {
  let person: Person | undefined
  await untilItWorks(async () => {
    person = await register(url)
  })
  return person as Person
}
