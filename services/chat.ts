import '../plugins/messages.js'
import chat from '../plugins/chat/chat.js'
import { run } from '../shared/run.js'

await run('chat', [chat])
