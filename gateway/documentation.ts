import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { Router } from 'express'
import { errorDefinitions } from '../shared/errors.js'
import { declaredEvents, declaredMessages } from '../shared/message/declare.js'
import { version } from '../shared/version.js'
import { asyncApi } from './asyncapi.js'
import { openApi } from './openapi.js'
import { isRouted } from './routes.js'

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Habit Mesh: API</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="/api/docs/swagger-ui.css" />
  </head>
  <body>
    <div id="ui"></div>
    <script src="/api/docs/swagger-ui-bundle.js"></script>
    <script src="/api/docs/start.js"></script>
  </body>
</html>
`

const start = `SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#ui', deepLinking: true })
`

/** The generated documents and the page that shows them, all from this process: no internet needed. */
export function documentation(): Router {
  const messages = [...declaredMessages().values()]
  const open = openApi(messages.filter(isRouted), version)
  const async = asyncApi(messages, [...declaredEvents().values()], version)
  const require = createRequire(import.meta.url)
  const assets = dirname(require.resolve('swagger-ui-dist/package.json'))
  const router = Router()
  router.get('/api/openapi.json', (_request, response) => void response.json(open))
  router.get('/api/asyncapi.json', (_request, response) => void response.json(async))
  router.get('/api/errors', (_request, response) => {
    response.json(Object.fromEntries(errorDefinitions()))
  })
  router.get('/api/docs', (_request, response) => void response.type('html').send(page))
  router.get('/api/docs/start.js', (_request, response) => void response.type('js').send(start))
  for (const name of ['swagger-ui.css', 'swagger-ui-bundle.js']) {
    router.get(`/api/docs/${name}`, (_request, response) => {
      response.sendFile(name, { root: assets })
    })
  }
  return router
}
