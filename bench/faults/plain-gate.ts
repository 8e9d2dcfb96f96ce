import express from 'express'
import { plain } from './plain.js'
import type { Place } from './side.js'

/** A gateway as the guides write it: Express in front of plain seneca-mesh, with nothing against overload. */
const place = JSON.parse(process.argv[2] ?? '') as Place & { port: number }
const caller = await plain.caller(place)
const app = express()
app.disable('x-powered-by')
app.disable('etag')
app.use(express.json())
let number = 0
app.put('/api/habit/:id/day/:day', (_request, response) => {
  number += 1
  caller.unsafe(`gate.${number}`).then(
    (by) => response.json({ by }),
    (error: unknown) => response.status(500).json({ code: String(error).slice(0, 60) }),
  )
})
process.on('disconnect', () => process.exit(0))
app.listen(place.port, '127.0.0.1', () => process.send?.('ready'))
