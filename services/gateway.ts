import { gateway, openGateway } from '../gateway/gateway.js'
import { run } from '../shared/run.js'

/** The only public process. */
await run('gateway', [gateway], { then: openGateway })
