import type { TSchema } from '@sinclair/typebox'
import { errorDefinitions } from '../shared/errors.js'
import type { RoutedMessage } from './routes.js'

type Json = Record<string, unknown>

const properties = (message: RoutedMessage): [string, TSchema][] =>
  Object.entries(message.input.properties as Record<string, TSchema>)

const required = (message: RoutedMessage, name: string): boolean =>
  ((message.input as { required?: string[] }).required ?? []).includes(name)

function parametersOf(message: RoutedMessage): Json[] {
  const { parameters, rest } = message.http
  const inPath = parameters.map((name) => ({
    name,
    in: 'path',
    required: true,
    schema: message.input.properties[name],
  }))
  if (rest === 'body') return inPath
  const inQuery = properties(message)
    .filter(([name]) => !parameters.includes(name))
    .map(([name, schema]) => ({ name, in: 'query', required: required(message, name), schema }))
  return [...inPath, ...inQuery]
}

function bodyOf(message: RoutedMessage): Json | undefined {
  const { parameters, rest } = message.http
  const fields = properties(message).filter(([name]) => !parameters.includes(name))
  if (rest === 'query' || fields.length === 0) return undefined
  const names = fields.map(([name]) => name).filter((name) => required(message, name))
  const schema = {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(fields),
    ...(names.length > 0 ? { required: names } : {}),
  }
  const example = message.example === undefined ? {} : { example: message.example }
  return { required: names.length > 0, content: { 'application/json': { schema, ...example } } }
}

/** The codes that a message may fail with, by status. */
function failuresOf(message: RoutedMessage): Json {
  const always = ['input/invalid', 'internal', 'mesh/no-service', 'mesh/too-late']
  const identity = ['auth/required', 'auth/token-invalid', 'auth/token-expired']
  const codes = [...message.errors, ...(message.access === 'public' ? [] : identity), ...always]
  const byStatus = new Map<number, string[]>()
  for (const code of codes) {
    const definition = errorDefinitions().get(code)
    if (definition === undefined) throw new Error(`${message.pattern}: ${code} is not declared`)
    const described = `\`${code}\`: ${definition.says} ${definition.remedy}`
    byStatus.set(definition.status, [...(byStatus.get(definition.status) ?? []), described])
  }
  const problem = {
    'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
  }
  return Object.fromEntries(
    [...byStatus].map(([status, says]) => [
      String(status),
      { description: says.join('\n\n'), content: problem },
    ]),
  )
}

function operationOf(message: RoutedMessage): Json {
  const parameters = parametersOf(message)
  const requestBody = bodyOf(message)
  return {
    operationId: `${message.role}.${message.cmd}`,
    tags: [message.role],
    summary: message.summary,
    description: `Pattern \`${message.pattern}\`${message.live ? ', also over the WebSocket' : ''}.`,
    ...(message.access === 'public' ? { security: [] } : {}),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(requestBody === undefined ? {} : { requestBody }),
    responses: {
      [message.status]: {
        description: 'Done',
        content: { 'application/json': { schema: message.output } },
      },
      ...failuresOf(message),
    },
  }
}

const problemSchema = {
  type: 'object',
  description: 'RFC 9457, with a code of our own',
  required: ['type', 'title', 'status', 'code', 'detail', 'requestId'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string' },
    detail: { type: 'string' },
    requestId: { type: 'string' },
    fields: {
      type: 'array',
      items: {
        type: 'object',
        properties: { field: { type: 'string' }, says: { type: 'string' } },
      },
    },
  },
}

/** The OpenAPI 3.1 document of all messages that have a REST route. */
export function openApi(messages: readonly RoutedMessage[], version: string): Json {
  const paths: Record<string, Json> = {}
  for (const message of messages) {
    const path = message.http.path.replace(/:([a-zA-Z]+)/g, '{$1}')
    paths[path] = { ...paths[path], [message.http.method.toLowerCase()]: operationOf(message) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Habit Mesh',
      version,
      description: 'Made from the declared messages. Every failure is a problem document.',
    },
    servers: [{ url: '/' }],
    security: [{ accessToken: [] }],
    tags: [...new Set(messages.map((message) => message.role))].sort().map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: { accessToken: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas: { Problem: problemSchema },
    },
  }
}
