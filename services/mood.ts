import '../plugins/messages.js'
import mood from '../plugins/mood/mood.js'
import { run } from '../shared/run.js'

await run('mood', [mood])
