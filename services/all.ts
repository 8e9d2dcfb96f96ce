import { gateway, openGateway } from '../gateway/gateway.js'
import { plugins } from '../plugins/plugins.js'
import { run } from '../shared/run.js'

/** Every plugin and the gateway in one process, without a mesh. */
await run('all', [...plugins, gateway], { alone: true, then: openGateway })
