import type { Plugin } from '../shared/message/plugin.js'
import journal from '../shared/journal/journal.js'
import chat from './chat/chat.js'
import habit from './habit/habit.js'
import mood from './mood/mood.js'
import user from './user/user.js'

/** Every plugin, for those that host all of them: one line a plugin. */
export const plugins: readonly Plugin[] = [user, journal, habit, mood, chat]
