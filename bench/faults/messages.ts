import { Type } from '@sinclair/typebox'
import { event, message, object } from '../../shared/message/declare.js'

/** What the steady load sends: a call that may be repeated, one that may not, and an event. */
const input = object({ id: Type.String({ maxLength: 64 }) })
const output = object({ by: Type.String() })

export const read = message('role:load,cmd:read', {
  summary: 'Look something up: twice is the same as once',
  input,
  output,
  access: 'public',
  repeat: 'safe',
})
export const write = message('role:load,cmd:write', {
  summary: 'Do something that must never be done twice; each time is on record',
  input,
  output,
  access: 'public',
})
export const happened = event('role:load,event:happened', {
  summary: 'One in a numbered row of events',
  body: object({ from: Type.String(), number: Type.Integer(), padding: Type.String() }),
  access: 'internal',
})

/** A role that only listens to events; each role answers something. */
export const count = message('role:hear,cmd:count', {
  summary: 'How often it was told that it missed events',
  input: object({}),
  output: object({ missed: Type.Integer() }),
  access: 'public',
  repeat: 'safe',
})

/** How long an answer takes (ms): long enough that a fault finds some of them under way. */
export const workTime = { read: 10, write: 20 } as const
