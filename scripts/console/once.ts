import { asCoded, type CodedError } from '../../shared/errors.js'
import '../../plugins/messages.js'
import { type Config, readConfig } from '../../shared/config.js'
import { messageOf } from '../../shared/message/ask.js'
import { readArguments, usage } from './arguments.js'
import './codes.js'
import { inputOf, type Wish } from './line.js'
import { canonical } from './pattern.js'
import { asJson } from './problem.js'
import type { Outcome } from './send.js'

/** Standard input, output and error; given, so that a test can listen. */
export interface Streams {
  readonly read: () => Promise<string>
  readonly out: (text: string) => void
  readonly error: (text: string) => void
  /** Whether a person reads the output. */
  readonly terminal: boolean
}

interface Task {
  readonly config: Config
  readonly wish: Wish
  readonly as: string | undefined
}

/** Everything that can be wrong before a mesh is needed. */
async function prepare(given: readonly string[], streams: Streams): Promise<Task | 'help'> {
  const { help, pattern, json, as } = readArguments(given)
  if (help) return 'help'
  const message = messageOf(canonical(pattern))
  const input = inputOf(json === '-' ? await streams.read() : json)
  return { config: readConfig(process.env), wish: { pattern: message.pattern, input }, as }
}

async function perform({ config, wish, as }: Task, show: (ended: Outcome) => void): Promise<void> {
  // Only now: a mistake in the call is told without loading Seneca.
  const [{ openConsole }, { findPerson, send }] = await Promise.all([
    import('./open.js'),
    import('./send.js'),
  ])
  const member = await openConsole(config)
  try {
    const found = as === undefined ? undefined : await findPerson(member, as)
    show(found?.error === undefined ? await send(member, wish, found?.who) : found)
  } finally {
    await member.close()
  }
}

/** The mesh itself says no, or is not there: not the message's fault. */
const outside = new Set(['console/no-mesh', 'mesh/refused'])

/** Send one message as the command line says; gives the exit code. */
export async function actOnce(given: readonly string[], streams: Streams): Promise<number> {
  const refuse = (error: CodedError, requestId?: string) => {
    streams.error(`${asJson(error, requestId)}\n`)
    return outside.has(error.code) ? 3 : 1
  }
  let task: Task | 'help'
  try {
    task = await prepare(given, streams)
  } catch (error) {
    refuse(asCoded(error))
    return 2
  }
  if (task === 'help') {
    streams.out(usage)
    return 0
  }
  let code = 0
  try {
    await perform(task, ({ requestId, ...ended }) => {
      if (ended.error !== undefined) code = refuse(ended.error, requestId)
      // One line, the last one: whoever reads it need not look for where it begins and ends.
      else streams.out(`${JSON.stringify(ended.output, null, streams.terminal ? 2 : 0)}\n`)
    })
  } catch (error) {
    code = refuse(asCoded(error))
  }
  return code
}
