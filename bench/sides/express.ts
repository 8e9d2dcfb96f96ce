import express from 'express'
import type { Parts } from '../part.js'
import { checked, keep, route } from '../work.js'
import { requestLine } from './request-line.js'

/** One Express process and nothing behind it: what HTTP itself costs. */
export const parts: Parts = {
  async gate({ ports, dataDir }) {
    const app = express()
    app.disable('x-powered-by')
    app.disable('etag')
    app.use(requestLine(dataDir))
    app.use(express.json({ limit: '100kb' }))
    app.put(route, (request, response) => {
      const body = request.body as object
      response.json(keep(checked({ ...body, ...request.params })))
    })
    await new Promise<void>((resolve) => {
      app.listen(ports['gate'] ?? 0, '127.0.0.1', () => resolve())
    })
    return {}
  },
}
