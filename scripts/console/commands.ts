import { fail } from '../../shared/errors.js'
import { helpFor } from './help.js'
import type { Member } from './join.js'
import { wishOf } from './line.js'
import { drain } from './drain.js'
import { explainMessage } from './explain.js'
import { listPatterns } from './lists.js'
import { listMembers } from './members.js'
import { showPolicy } from './policy.js'
import { asText } from './problem.js'
import { findPerson, send, type Who } from './send.js'
import { table } from './table.js'
import { tapMessages } from './tap.js'

/** What lasts from one line to the next. */
export interface Session {
  readonly member: Member
  who: Who | undefined
  over: boolean
  /** Show a line at once, before a command has ended. */
  readonly show: (line: string) => void
}

interface Command {
  readonly takes: string
  readonly says: string
  /** Gives what is shown. */
  run(rest: string, session: Session): Promise<string> | string
}

async function act(rest: string, session: Session): Promise<string> {
  if (rest === '') throw fail('console/usage', { usage: 'act <pattern> {json}' })
  const { requestId, ...ended } = await send(session.member, wishOf(rest), session.who)
  return ended.error === undefined
    ? JSON.stringify(ended.output, null, 2)
    : asText(ended.error, requestId)
}

async function as(rest: string, session: Session): Promise<string> {
  if (rest === '') {
    const { who } = session
    return who === undefined
      ? 'Acting for nobody.'
      : `Acting for ${who.email} (${who.context.user}).`
  }
  if (rest === 'nobody') {
    session.who = undefined
    return 'Acting for nobody.'
  }
  const { who, error, requestId } = await findPerson(session.member, rest)
  // Whoever it was before stays: a slip of the finger changes nothing.
  if (who === undefined) return error === undefined ? 'Nobody was found.' : asText(error, requestId)
  session.who = who
  const { user, roles, zone, locale } = who.context
  const may = roles.length === 0 ? 'no roles' : roles.join(', ')
  return `Acting for ${who.email} (${user}; ${may}; ${zone}; ${locale}).`
}

function help(rest: string): string {
  if (rest !== '' && !commands.has(rest)) return helpFor(rest)
  const chosen = [...commands].filter(([name]) => rest === '' || rest === name)
  const rows = chosen.map(([name, { takes, says }]) => [`${name} ${takes}`.trim(), says])
  return table(rows).join('\n')
}

export const commands: ReadonlyMap<string, Command> = new Map<string, Command>([
  [
    'patterns',
    {
      takes: '[pin]',
      says: 'messages and events that match a pin, such as role:habit or cmd:l*; all without one',
      run: listPatterns,
    },
  ],
  [
    'help',
    {
      takes: '[pattern]',
      says: 'what a pattern takes, gives and fails with, from its declaration; the commands without one',
      run: help,
    },
  ],
  [
    'act',
    {
      takes: '<pattern> {json}',
      says: 'send a message and show its reply; a line that begins with a pattern does the same',
      run: act,
    },
  ],
  [
    'as',
    {
      takes: '<email>',
      says: 'act in this person’s name from now on; `as nobody` stops it; `as` says for whom',
      run: as,
    },
  ],
  [
    'members',
    {
      takes: '',
      says: 'who is in the mesh, what they answer, since when, and how they are doing',
      run: (_rest, session) => listMembers(session.member),
    },
  ],
  [
    'policy',
    {
      takes: '<pattern>',
      says: 'how its messages are carried: deadline, repeats, breaker, limits',
      run: showPolicy,
    },
  ],
  [
    'explain',
    {
      takes: '<pattern> {json}',
      says: 'which action it would reach and why, here and there; nothing is sent',
      run: (rest, session) => explainMessage(rest, session.member),
    },
  ],
  [
    'tap',
    {
      takes: '<pin> [seconds]',
      says: 'messages that match, as they are answered: of what kind, never what they say',
      run: (rest, session) => tapMessages(rest, session.member, session.show),
    },
  ],
  [
    'drain',
    {
      takes: '<member> [off]',
      says: 'let a member finish and send it nothing new; with off, send it messages again',
      run: (rest, session) => drain(rest, session.member),
    },
  ],
  [
    'exit',
    {
      takes: '',
      says: 'leave the mesh; Ctrl-D does the same',
      run: (_rest, session) => {
        session.over = true
        return ''
      },
    },
  ],
])
