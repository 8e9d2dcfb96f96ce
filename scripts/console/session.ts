import { join } from 'node:path'
import { createInterface, type Interface } from 'node:readline'
import type { Config } from '../../shared/config.js'
import { commands, type Session } from './commands.js'
import { complete } from './complete.js'
import { History } from './history.js'
import type { Member } from './join.js'
import { openConsole } from './open.js'
import { perform } from './perform.js'

const show = (text: string) => {
  if (text !== '') process.stdout.write(`${text}\n`)
}

function openTerminal(history: History): Interface {
  const terminal = process.stdin.isTTY && process.stdout.isTTY
  return createInterface({
    input: process.stdin,
    output: process.stdout,
    terminal,
    completer: (line: string) => complete(line, [...commands.keys()]),
    ...(terminal ? { history: history.load(), historySize: 500 } : {}),
  })
}

const prompt = ({ who }: Session) => `${who?.email ?? 'habit-mesh'}> `

const greeting = (members: number) =>
  `Habit Mesh: ${members} other members. \`help\` lists the commands, Tab completes, \`exit\` leaves.`

/** Read lines and do what they say, one after the other, until there are no more. */
async function converse(member: Member, history: History): Promise<void> {
  const session: Session = { member, who: undefined, over: false, show }
  const lines = openTerminal(history)
  const ask = () => {
    lines.setPrompt(prompt(session))
    if (lines.terminal) lines.prompt()
  }
  lines.on('SIGINT', () => {
    // As a shell does: what is half typed goes, the session stays.
    lines.write(null, { ctrl: true, name: 'e' })
    lines.write(null, { ctrl: true, name: 'u' })
    show('\n`exit` or Ctrl-D leaves.')
    ask()
  })
  if (lines.terminal) show(greeting(member.mesh.directory.peers.length))
  ask()
  for await (const line of lines) {
    if (lines.terminal) history.add(line)
    show(await perform(line, session))
    if (session.over) break
    ask()
  }
  lines.close()
}

/**
 * The console: join, talk, leave.
 * @throws `console/no-mesh`, `mesh/refused`
 */
export async function holdSession(config: Config): Promise<void> {
  const member = await openConsole(config)
  try {
    await converse(member, new History(join(config.dataDir, 'repl-history')))
  } finally {
    await member.close()
  }
}
