import type { Request } from 'express'
import { fail } from '../shared/errors.js'
import type { Message } from '../shared/message/declare.js'

type Fields = Record<string, unknown>

/** Texts of the address as the kinds that the input declares; what does not fit stays text and is refused. */
function convert(message: Message, name: string, text: unknown): unknown {
  if (typeof text !== 'string') return text
  const schema = message.input.properties[name] as { type?: string } | undefined
  const isNumber = schema?.type === 'integer' || schema?.type === 'number'
  if (isNumber && /^-?\d+(\.\d+)?$/.test(text)) return Number(text)
  if (schema?.type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true'
  return text
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * The input of a message from its parts of a request: the path's parameters, and the rest from the
 * query string or the body. What stands in the wrong part is unknown there and will be refused.
 */
export function inputOf(message: Message, request: Request): Fields {
  const { http } = message
  const body: unknown = request.body
  const query = request.query as Fields
  const fields: Fields = {}
  const put = (name: string, value: unknown) => {
    // Assigned, it would be obeyed.
    if (name === '__proto__') throw unknownFields([name])
    fields[name] = value
  }
  if (http?.rest === 'body') {
    if (body !== undefined && !isFields(body)) throw fail('http/not-json')
    for (const [name, value] of Object.entries(body ?? {})) put(name, value)
    const stray = Object.keys(query)
    if (stray.length > 0) throw unknownFields(stray)
  } else {
    for (const [name, value] of Object.entries(query)) put(name, convert(message, name, value))
    if (isFields(body)) {
      const stray = Object.keys(body)
      if (stray.length > 0) throw unknownFields(stray)
    }
  }
  for (const [name, value] of Object.entries(request.params)) {
    if (name in fields) throw unknownFields([name])
    put(name, convert(message, name, value))
  }
  return fields
}

const unknownFields = (names: string[]) =>
  fail('input/invalid', {
    fields: names.slice(0, 20).map((field) => ({ field, says: 'is not known here' })),
  })
