import * as mood from '../../../plugins/mood/messages.js'
import * as habit from '../../../plugins/habit/messages.js'
import { announce, type Call } from '../../../shared/message/call.js'
import type { Tools } from '../../../shared/message/plugin.js'

/**
 * What compiles and what does not. It is part of the build and never runs. A line below
 * `@ts-expect-error` is wrong in the one way that its number says; were it right, the build would
 * break. types.test.ts takes these comments away and looks whether the compiler says just that.
 */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false

/** Compiles only when a value's type is T: no less, and not `any`. */
type Exactly = <T>() => <V>(value: V, same: Same<V, T>) => void

interface CheckIn {
  id: string
  level: number
  feelings?: string[]
  sleep?: 'badly' | 'so-so' | 'well'
  note?: string
  day: string
  at: number
  zone: string
}

export async function right({ ask, emit }: Call, exactly: Exactly): Promise<void> {
  const byDeclaration = await ask(mood.log, { level: 3, feelings: ['calm'] })
  exactly<CheckIn>()(byDeclaration, true)
  const byPattern = await ask('role:mood,cmd:log', { level: 3 })
  exactly<CheckIn>()(byPattern, true)
  const page = await ask('role:mood,cmd:list', {})
  exactly<{ items: CheckIn[]; next?: string }>()(page, true)
  exactly<number | undefined>()(page.items[0]?.level, true)
  const { removed } = await ask(mood.remove, { moodId: 'x' })
  exactly<boolean>()(removed, true)
  emit(habit.logged, await ask('role:habit,cmd:log', { habitId: 'x', day: '2026-03-18' }))
}

export async function wrongInput({ ask }: Call): Promise<void> {
  // A field that the message does not have.
  // @ts-expect-error 2353
  await ask(mood.log, { level: 3, mood: 'calm' })
  // @ts-expect-error 2353
  await ask('role:mood,cmd:log', { level: 3, mood: 'calm' })
  // A field that is missing.
  // @ts-expect-error 2345
  await ask(mood.log, { note: 'tired' })
  // @ts-expect-error 2345
  await ask('role:mood,cmd:log', { note: 'tired' })
  // @ts-expect-error 2554
  await ask('role:mood,cmd:log')
  // A field of another type.
  // @ts-expect-error 2322
  await ask(mood.log, { level: 'low' })
  // @ts-expect-error 2322
  await ask('role:mood,cmd:log', { level: 'low' })
  // @ts-expect-error 2322
  await ask('role:mood,cmd:log', { level: 3, sleep: 'deeply' })
  // @ts-expect-error 2379
  await ask('role:mood,cmd:log', { level: 3, note: undefined })
}

export async function wrongPattern({ ask }: Call): Promise<void> {
  // @ts-expect-error 2345
  await ask('role:mood,cmd:lgo', { level: 3 })
  // @ts-expect-error 2345
  await ask('role:weather,cmd:log', { level: 3 })
  // An event is told, not asked for.
  // @ts-expect-error 2345
  await ask('role:mood,event:logged', {})
  // @ts-expect-error 2345
  await ask(mood.logged, {})
  // Any text might be no pattern.
  // @ts-expect-error 2345
  await ask(String('role:mood,cmd:log'), { level: 3 })
}

export async function wrongReply({ ask }: Call, exactly: Exactly): Promise<void> {
  const checkIn = await ask(mood.log, { level: 3 })
  // @ts-expect-error 2339
  void checkIn.text
  // @ts-expect-error 2345
  exactly<string>()(checkIn.level, true)
  // @ts-expect-error 2551
  void checkIn.levels
  // @ts-expect-error 2339
  checkIn.level.trim()
  const page = await ask('role:mood,cmd:list', {})
  // @ts-expect-error 2339
  void page.rows
  // The list may be empty.
  // @ts-expect-error 2532
  void page.items[0].level
  // @ts-expect-error 2345
  exactly<{ items: CheckIn[] }>()(page, true)
  // @ts-expect-error 2339
  void ask(mood.log, { level: 3 }).level
}

export function wrongEvents({ emit }: Call): void {
  // @ts-expect-error 2353
  emit(mood.removed, { id: 'x', level: 3 })
  // @ts-expect-error 2345
  announce(mood.removed, {})
}

export function wrongAnswers({ answer }: Tools): void {
  // @ts-expect-error 2322
  answer(mood.remove, ({ moodId }) => ({ id: moodId }))
  // @ts-expect-error 2339
  answer(mood.remove, (input) => ({ id: `${input.mood}`, removed: true }))
}
