import { HttpConnection } from './http-connection.js'
import { quantile } from './reading.js'

/** A process that writes habit days over HTTP, at a rate, whatever becomes of those before. */
export interface Wave {
  readonly url: string
  /** Each a habit to write days of, and the token of its owner. */
  readonly habits: readonly { readonly path: string; readonly token: string }[]
  readonly connections: number
  readonly milliseconds: number
  /** Requests a second; without it, each connection sends as soon as it has its answer. */
  readonly rate?: number
  /** Keep each answer with its time. */
  readonly keep?: boolean
}

export interface WaveResult {
  /** When the last was sent (ms since 1970). */
  readonly endedAt: number
  readonly sentPerSecond: number
  readonly acceptedPerSecond: number
  /** Due while every connection still waited. */
  readonly heldBack: number
  readonly refused: Readonly<{ [code: string]: number }>
  /** Refusals that did not say when to come again, or were something else than 503. */
  readonly rude: number
  readonly p50Ms: number
  readonly p99Ms: number
  /** Of those that were refused. */
  readonly refusedP99Ms: number
  /** ms since 1970, and how it went; where `keep` was asked for. */
  readonly answers: readonly { at: number; accepted: boolean; milliseconds: number }[]
}

let written = 0

/** The next request: another habit, another day, so that no two writes fight for one row. */
function requestOf({ habits }: Wave): string {
  written += 1
  const habit = habits[written % habits.length]
  const number = Math.floor(written / habits.length) % 9_001
  const day = new Date(Date.UTC(2000, 0, 1 + number)).toISOString().slice(0, 10)
  const body = `{"amount":${1 + (written % 9)}}`
  return [
    `PUT ${habit?.path ?? ''}/day/${day} HTTP/1.1`,
    'Host: localhost',
    `Authorization: Bearer ${habit?.token ?? ''}`,
    'Content-Type: application/json',
    `Content-Length: ${body.length}`,
    '',
    body,
  ].join('\r\n')
}

/** Send one wave. */
export async function send(wave: Wave): Promise<WaveResult> {
  const free: HttpConnection[] = []
  const accepted: number[] = []
  const refusedAfter: number[] = []
  const refused: { [code: string]: number } = {}
  const answers: WaveResult['answers'][number][] = []
  let sent = 0
  let rude = 0
  let began = 0
  const isOn = () => began > 0 && performance.now() - began < wave.milliseconds
  const next = (connection: HttpConnection) => {
    sent += 1
    connection.send(requestOf(wave))
  }
  const events = {
    free: (connection: HttpConnection) => {
      if (wave.rate === undefined && isOn()) next(connection)
      else free.push(connection)
    },
    answer: ({ status, code, retryAfter, milliseconds }: Answered) => {
      const isAccepted = status >= 200 && status < 300
      if (isAccepted) accepted.push(milliseconds)
      else {
        refusedAfter.push(milliseconds)
        refused[code ?? `status ${status}`] = (refused[code ?? `status ${status}`] ?? 0) + 1
        if (status !== 503 || !retryAfter) rude += 1
      }
      if (wave.keep === true) answers.push({ at: Date.now(), accepted: isAccepted, milliseconds })
    },
  }
  const url = new URL(wave.url)
  const all = Array.from({ length: wave.connections }, () => new HttpConnection(url, events))
  const patience = performance.now() + 5_000
  while (free.length < all.length && performance.now() < patience) await pause(10)
  began = performance.now()
  let due = 0
  let heldBack = 0
  if (wave.rate === undefined) for (const connection of free.splice(0)) next(connection)
  while (isOn()) {
    const now = Math.floor(((performance.now() - began) * (wave.rate ?? 0)) / 1_000)
    for (; due < now; due += 1) {
      const connection = free.pop()
      if (connection === undefined) heldBack += 1
      else next(connection)
    }
    await pause(1)
  }
  const seconds = (performance.now() - began) / 1_000
  const endedAt = Date.now()
  const last = performance.now() + 5_000
  while (free.length < all.length && performance.now() < last) await pause(20)
  for (const connection of all) connection.close()
  return {
    endedAt,
    sentPerSecond: sent / seconds,
    acceptedPerSecond: accepted.length / seconds,
    heldBack,
    refused,
    rude,
    p50Ms: quantile(accepted, 0.5),
    p99Ms: quantile(accepted, 0.99),
    refusedP99Ms: quantile(refusedAfter, 0.99),
    answers,
  }
}

type Answered = Parameters<ConstructorParameters<typeof HttpConnection>[1]['answer']>[0]

const pause = (milliseconds: number) =>
  new Promise<void>((resolve) => setTimeout(resolve, milliseconds))

if (process.argv[1] === new URL(import.meta.url).pathname) {
  process.on('disconnect', () => process.exit(0))
  process.on('message', (wave: Wave) => {
    void send(wave).then((result) => process.send?.(result))
  })
}
