import { asCoded, CodedError, fail } from '../../shared/errors.js'
import { framesOf } from '../../shared/log.js'
import { commands, type Session } from './commands.js'
import { lineOf } from './line.js'
import { asText } from './problem.js'

/** Do what a line says and give what is to be shown. Whatever the line is, it does not throw. */
export async function perform(text: string, session: Session): Promise<string> {
  const { command, rest } = lineOf(text)
  if (command === '') return ''
  try {
    const known = commands.get(command)
    if (known === undefined) throw fail('console/unknown-command', { command })
    return await known.run(rest, session)
  } catch (error) {
    if (!(error instanceof CodedError)) {
      // A defect of the console itself. Its message may hold what was typed: only where it was.
      session.member.host.log.error({ stack: framesOf(error) }, 'a defect')
    }
    return asText(asCoded(error))
  }
}
