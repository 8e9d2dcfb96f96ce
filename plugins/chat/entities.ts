import { type Static, Type } from '@sinclair/typebox'
import { entity } from '../../shared/store/entity.js'

/** Something that a turn changed, as the client sees it. */
export const DeedFields = Type.Object({
  what: Type.String(),
  habitId: Type.Optional(Type.String()),
  day: Type.Optional(Type.String()),
  undo: Type.Optional(
    Type.Object({ send: Type.String(), body: Type.Record(Type.String(), Type.Unknown()) }),
  ),
})
export type Deed = Static<typeof DeedFields>

/** What was said and answered. The same messageId stands only once a person. */
export const turns = entity('chat/turn', {
  owned: true,
  fields: Type.Object({
    messageId: Type.Optional(Type.String()),
    text: Type.String(),
    say: Type.Array(Type.String()),
    chips: Type.Array(Type.Object({ label: Type.String(), text: Type.String() })),
    did: Type.Array(DeedFields),
    at: Type.Integer(),
    undone: Type.Boolean(),
    undoable: Type.Boolean(),
  }),
  unique: [['messageId']],
  indexes: [['undoable', 'id']],
})

/** Where the conversation stands. One row a person, its id the person's. */
export const states = entity('chat/state', {
  owned: true,
  fields: Type.Object({
    /** The question that stands open (understand/types.ts), and since when. */
    open: Type.Union([Type.Record(Type.String(), Type.Unknown()), Type.Null()]),
    openedAt: Type.Integer(),
    /** The sentences used lately, oldest first, so that none is repeated soon. */
    recent: Type.Array(Type.String()),
    /** How many times in a row it did not understand. */
    misses: Type.Integer(),
    /** The last mood that was said, 1 to 5, and when. */
    mood: Type.Union([Type.Integer(), Type.Null()]),
    moodAt: Type.Integer(),
    turns: Type.Integer(),
  }),
})
