import { Type } from '@sinclair/typebox'
import { declareErrors, fail } from '../../shared/errors.js'
import { event, message, object } from '../../shared/message/declare.js'
import { plugin } from '../../shared/message/plugin.js'

/** A role for tests of what carries messages: it tells what reached it. */
declareErrors({
  'echo/refused': { status: 418, says: 'Not this one.', remedy: 'Send another.' },
})

export const Echoed = object({
  text: Type.String(),
  user: Type.Optional(Type.String()),
  requestId: Type.String(),
  zone: Type.String(),
  by: Type.String(),
})

const input = object({ text: Type.String({ maxLength: 100 }) })

export const say = message('role:echo,cmd:say', {
  summary: 'Say it back, with who asked',
  input,
  output: Echoed,
  access: 'public',
  repeat: 'safe',
})
export const mine = message('role:echo,cmd:mine', {
  summary: 'The same, for those who signed in',
  input,
  output: Echoed,
  access: 'member',
  repeat: 'safe',
})
export const refuse = message('role:echo,cmd:refuse', {
  summary: 'Fails with a code and details',
  input,
  output: object({}),
  errors: ['echo/refused'],
  access: 'public',
})
export const crash = message('role:echo,cmd:crash', {
  summary: 'A defect',
  input,
  output: object({}),
  access: 'public',
})
export const slow = message('role:echo,cmd:slow', {
  summary: 'Takes its time (ms)',
  input: object({ wait: Type.Integer({ minimum: 0, maximum: 5_000 }) }),
  output: object({ waited: Type.Integer() }),
  access: 'public',
})
export const wrong = message('role:echo,cmd:wrong', {
  summary: 'Gives what it does not declare',
  input,
  output: object({ never: Type.String() }),
  access: 'public',
})
export const heard = event('role:echo,event:heard', {
  summary: 'Something was said',
  body: object({ text: Type.String() }),
  access: 'internal',
})

/** The plugin; `by` tells instances apart. */
export const echo = (by: string) =>
  plugin('echo', ({ answer }) => {
    const tell = (text: string, context: { user?: string; requestId: string; zone: string }) => ({
      text,
      ...(context.user === undefined ? {} : { user: context.user }),
      requestId: context.requestId,
      zone: context.zone,
      by,
    })
    answer(say, ({ text }, call) => {
      call.emit(heard, { text })
      return tell(text, call.context)
    })
    answer(mine, ({ text }, call) => tell(text, call.context))
    answer(refuse, ({ text }) => {
      throw fail('echo/refused', { length: text.length })
    })
    answer(crash, ({ text }) => {
      throw new Error(`a secret in a message: ${text}`)
    })
    answer(slow, async ({ wait }) => {
      await new Promise((resolve) => setTimeout(resolve, wait))
      return { waited: wait }
    })
    answer(wrong, () => ({ other: 1 }) as never)
  })
