import '../plugins/messages.js'
import user from '../plugins/user/user.js'
import journal from '../shared/journal/journal.js'
import { run } from '../shared/run.js'

/** People, and their journals. */
await run('user', [user, journal])
