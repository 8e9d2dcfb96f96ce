import { plugin } from '../../shared/message/plugin.js'
import { history, say, understand } from './messages.js'
export default plugin('chat', ({ answer }) => {
  answer(say, () => {
    throw new Error('role:chat stub')
  })
  answer(history, () => ({ items: [] }))
  answer(understand, () => {
    throw new Error('role:chat stub')
  })
})
