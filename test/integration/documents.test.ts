import { createRequire } from 'node:module'
import { Validator } from '@seriousme/openapi-schema-validator'
import { Ajv, type AnySchema } from 'ajv'
import t from 'tap'
import '../../plugins/messages.js'
import { declaredEvents, declaredMessages } from '../../shared/message/declare.js'
import { errorDefinitions } from '../../shared/errors.js'
import { request } from '../helper/client.js'
import { startAll } from '../helper/one-process.js'

t.test('the OpenAPI document is valid and whole', async (t) => {
  const { url } = await startAll(t)
  const body = (await request(url, 'GET', '/api/openapi.json')).body as object
  const validator = new Validator()
  const result = await validator.validate(body as Record<string, unknown>)
  t.same(result.errors ?? [], [])
  t.equal(validator.version, '3.1')
  const { paths } = body as { paths: Record<string, Record<string, { operationId: string }>> }
  const operations = Object.values(paths).flatMap((methods) =>
    Object.values(methods).map((operation) => operation.operationId),
  )
  const routed = [...declaredMessages().values()].filter((message) => message.http !== undefined)
  t.same(
    operations.sort(),
    routed.map(({ role, cmd }) => `${role}.${cmd}`).sort(),
    'each message with a route, and no other',
  )
})

t.test('the AsyncAPI document is valid and whole', async (t) => {
  const { url } = await startAll(t)
  const body = (await request(url, 'GET', '/api/asyncapi.json')).body as object
  const require = createRequire(import.meta.url)
  const schema = require('@asyncapi/specs/schemas/3.0.0.json') as AnySchema
  const ajv = new Ajv({
    strict: false,
    validateFormats: false,
    // The document's schema brings JSON Schema's own along.
    meta: false,
    validateSchema: false,
  })
  const valid = ajv.validate(schema, body)
  t.same(ajv.errors ?? [], [])
  t.ok(valid)
  const { operations } = body as { operations: Record<string, unknown> }
  const live = [...declaredMessages().values()].filter((message) => message.live)
  const told = [...declaredEvents().values()].filter((event) => event.access === 'member')
  t.same(
    Object.keys(operations).sort(),
    [
      'auth',
      ...live.map(({ role, cmd }) => `${role}.${cmd}`),
      ...told.map(({ role, event }) => `${role}.${event}`),
    ].sort(),
  )
})

t.test('every code stands in the reference with its remedy', async (t) => {
  const { url } = await startAll(t)
  const body = (await request(url, 'GET', '/api/errors')).body as object
  t.same(Object.keys(body).sort(), [...errorDefinitions().keys()].sort())
  t.match((body as Record<string, unknown>)['habit/not-found'], { status: 404, remedy: String })
})
