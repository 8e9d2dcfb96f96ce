import { execFileSync, type ExecFileSyncOptions } from 'node:child_process'

/**
 * Two network namespaces (`a` and `b`) and a switch between them that can be cut: packets then vanish
 * without a word, as they do when a cable is pulled behind somebody's back.
 */
export interface Network {
  readonly a: Half
  readonly b: Half
  cut(): void
  heal(): void
  close(): void
}

export interface Half {
  readonly namespace: string
  readonly host: string
}

const prefix = 'habitmesh'
const quietly: ExecFileSyncOptions = { stdio: ['ignore', 'pipe', 'pipe'] }

const ip = (...words: string[]): string => execFileSync('ip', words, quietly).toString()

/** Why this machine cannot do it; undefined when it can. */
export function whyNoNetwork(): string | undefined {
  if (process.platform !== 'linux') return 'network namespaces are Linux’s'
  if (process.getuid?.() !== 0) return 'network namespaces need root'
  try {
    ip('-V')
  } catch {
    return 'there is no `ip` command'
  }
  const name = `${prefix}-${process.pid}-try`
  try {
    ip('netns', 'add', name)
    ip('netns', 'del', name)
    return undefined
  } catch {
    return 'network namespaces are not allowed here'
  }
}

const namespaces = (): string[] =>
  ip('netns', 'list')
    .split('\n')
    .map((line) => line.split(' ')[0] ?? '')
    .filter((name) => name.startsWith(`${prefix}-`))

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** Remove what a run left behind that was itself killed. */
function sweep(): void {
  for (const name of namespaces()) {
    const pid = Number(name.split('-')[1])
    if (!isRunning(pid)) ip('netns', 'del', name)
  }
}

/** Make the network. Its addresses exist inside its namespaces only. */
export function makeNetwork(): Network {
  sweep()
  const nameOf = (part: string) => `${prefix}-${process.pid}-${part}`
  const middle = nameOf('switch')
  const remove = () => {
    for (const name of namespaces()) {
      if (name.startsWith(nameOf(''))) ip('netns', 'del', name)
    }
  }
  const inMiddle = (...words: string[]) => ip('-n', middle, ...words)
  const half = (part: 'a' | 'b', host: string): Half => {
    const namespace = nameOf(part)
    const port = `port-${part}`
    ip('netns', 'add', namespace)
    inMiddle(
      'link',
      'add',
      'name',
      port,
      'type',
      'veth',
      'peer',
      'name',
      'eth0',
      'netns',
      namespace,
    )
    inMiddle('link', 'set', port, 'master', 'bridge', 'up')
    ip('-n', namespace, 'addr', 'add', `${host}/24`, 'dev', 'eth0')
    ip('-n', namespace, 'link', 'set', 'lo', 'up')
    ip('-n', namespace, 'link', 'set', 'eth0', 'up')
    return { namespace, host }
  }
  // Namespaces outlive their maker; this one takes them along, unless it is killed outright.
  process.once('exit', remove)
  try {
    ip('netns', 'add', middle)
    inMiddle('link', 'add', 'name', 'bridge', 'type', 'bridge', 'forward_delay', '0')
    inMiddle('link', 'set', 'bridge', 'up')
    return {
      a: half('a', '10.213.0.1'),
      b: half('b', '10.213.0.2'),
      cut: () => void inMiddle('link', 'set', 'bridge', 'down'),
      heal: () => void inMiddle('link', 'set', 'bridge', 'up'),
      close: () => {
        process.off('exit', remove)
        remove()
      },
    }
  } catch (error) {
    remove()
    throw error
  }
}
