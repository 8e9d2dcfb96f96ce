/** English. */
import type { Locale } from '../locale.js'
import { answer } from './answer.js'
import { clause } from './clause.js'
import { contractions } from './contractions.js'
import { create } from './create.js'
import { days } from './days.js'
import { emoji } from './emoji.js'
import { mood } from './mood.js'
import { names } from './names.js'
import { numbers, units } from './numbers.js'
import { leading, phrases, trailing } from './phrases.js'
import { feelingSays } from './says/feeling.js'
import { habitSays } from './says/habit.js'
import { meetingSays } from './says/meeting.js'
import { repairSays } from './says/repair.js'
import { safetySays } from './says/safety.js'
import { writing } from './writing.js'

export const en: Locale = {
  code: 'en',
  words: {
    contractions,
    emoji,
    numbers,
    units,
    days,
    clause,
    names,
    phrases,
    leading,
    trailing,
    mood,
    create,
    answer,
  },
  writing,
  says: { ...meetingSays, ...habitSays, ...feelingSays, ...repairSays, ...safetySays },
}
