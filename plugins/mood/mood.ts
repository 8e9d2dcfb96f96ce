import { Type } from '@sinclair/typebox'
import { localDay } from '../../shared/day.js'
import { failedWith } from '../../shared/errors.js'
import { announce } from '../../shared/message/call.js'
import { plugin } from '../../shared/message/plugin.js'
import { entity, type Row } from '../../shared/store/entity.js'
import { list, log, logged, remove, removed } from './messages.js'

const moods = entity('mood/mood', {
  owned: true,
  fields: Type.Object({
    level: Type.Integer(),
    feelings: Type.Optional(Type.Array(Type.String())),
    sleep: Type.Optional(
      Type.Union([Type.Literal('badly'), Type.Literal('so-so'), Type.Literal('well')]),
    ),
    note: Type.Optional(Type.String()),
    once: Type.Optional(Type.String()),
    day: Type.String(),
    at: Type.Integer(),
    zone: Type.String(),
  }),
  unique: [['once']],
  indexes: [['day', 'id']],
})

const shown = ({ owner: _owner, once: _once, ...mood }: Row<typeof moods>) => mood

export default plugin('mood', ({ answer }) => {
  answer(log, async (input, call) => {
    const at = call.now()
    const { row, write } = call
      .mine(moods)
      .add({ ...input, day: localDay(at, call.zone), at, zone: call.zone })
    const mood = shown(row)
    try {
      await call.commit([write], [announce(logged, mood)])
      return mood
    } catch (error) {
      const { once } = input
      const again = failedWith(error, 'store/conflict')
      const known = again && once !== undefined ? await call.mine(moods).find({ once }) : null
      if (known === null) throw error
      return shown(known)
    }
  })

  answer(list, async ({ from = '1900-01-01', to = '2199-12-31', cursor, limit }, call) => {
    const where = { day: { $gte: from, $lte: to } }
    const page = await call.mine(moods).page({ where, cursor, limit })
    return { ...page, items: page.items.map(shown) }
  })

  answer(remove, async ({ moodId }, call) => {
    const mood = await call.mine(moods).get(moodId, 'mood/not-found')
    await call.commit([call.mine(moods).drop(mood.id)], [announce(removed, { id: mood.id })])
    return { id: mood.id, removed: true }
  })
})
