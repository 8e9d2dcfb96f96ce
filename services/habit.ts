import '../plugins/messages.js'
import habit from '../plugins/habit/habit.js'
import { run } from '../shared/run.js'

await run('habit', [habit])
