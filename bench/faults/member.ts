import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { codeOf, type Outcome, SteadyLoad } from './load.js'
import { ours } from './ours.js'
import { plain } from './plain.js'
import type { Command, CommandName, Commands, FromMember, Spec } from './protocol.js'
import { Record, stall } from './record.js'
import { sample } from './sample.js'
import type { Caller } from './side.js'

/** One process of a mesh under fault: a base, one who answers, or one who calls. */
const spec = JSON.parse(process.argv[2] ?? '') as Spec
const side = { ours, plain }[spec.side]

const say = (message: FromMember): void => void process.send?.(message)

// Whoever started this process is gone: do not stay behind.
process.on('disconnect', () => process.exit(0))

const pause = (milliseconds: number) =>
  new Promise<void>((resolve) => setTimeout(resolve, milliseconds))

/** Call until each of these has answered. */
async function meet(caller: Caller, names: readonly string[], patience: number): Promise<boolean> {
  const missing = new Set(names)
  const end = Date.now() + patience
  for (let number = 0; missing.size > 0; number += 1) {
    if (Date.now() > end) return false
    const by = await Promise.race([
      caller.safe(`meet.${number}`).catch(() => undefined),
      pause(1_000).then(() => undefined),
    ])
    if (by === undefined || !missing.delete(by)) await pause(20)
  }
  return true
}

type Handlers = { [N in CommandName]?: (given: Commands[N]['given']) => unknown }

function handlersOfCaller(caller: Caller): Handlers {
  const load = new SteadyLoad(caller, spec.name, (outcomes) => say({ kind: 'outcomes', outcomes }))
  return {
    meet: ({ names, patience }) => meet(caller, names, patience),
    load: ({ rates }) => {
      load.start(rates)
      return null
    },
    rest: ({ patience }) => load.stop(patience),
    hurried: async ({ id, patience }): Promise<Outcome> => {
      const sentAt = Date.now()
      const how = await caller.unsafe(id, patience).then(
        (by) => ({ by }),
        (error: unknown) => ({ code: codeOf(error) }),
      )
      return { kind: 'unsafe', id, sentAt, endedAt: Date.now(), ...how }
    },
  }
}

function handlersOfAnswerer(record: Record): Handlers {
  return {
    report: () => record.report(),
    cost: ({ milliseconds, lasts }) => {
      record.beSlow(milliseconds, lasts)
      return null
    },
  }
}

async function start(): Promise<Handlers> {
  if (spec.side === 'ours') mkdirSync(join(spec.folder, spec.name), { recursive: true })
  if (spec.duty === 'caller') return handlersOfCaller(await side.caller(spec))
  if (spec.duty === 'base') {
    await side.base(spec, spec.port ?? 0)
    return {}
  }
  const record = new Record(spec.folder, spec.name)
  await side[spec.duty](spec, record)
  return handlersOfAnswerer(record)
}

const handlers: Handlers = {
  ...(await start()),
  sample,
  stall: ({ milliseconds }) => {
    // The answer leaves first: whoever asked wants to know when it began.
    setTimeout(stall, 20, milliseconds)
    return null
  },
}

process.on('message', ({ number, name, given }: Command) => {
  const handler = handlers[name] as ((given: unknown) => unknown) | undefined
  Promise.resolve(handler?.(given)).then(
    (value) => say({ kind: 'answer', number, value }),
    (error: unknown) => {
      process.stderr.write(`${spec.name}: ${name}: ${String(error)}\n`)
    },
  )
})
say({ kind: 'ready' })
