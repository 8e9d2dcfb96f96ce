import { declareErrors } from '../shared/errors.js'

declareErrors({
  'http/not-found': {
    status: 404,
    says: 'There is nothing at this address.',
    remedy: 'Look at /api/docs for what there is.',
  },
  'http/method-not-allowed': {
    status: 405,
    says: 'This address does not take this method.',
    remedy: 'Use one of the methods that the Allow header names.',
  },
  'http/not-json': {
    status: 400,
    says: 'The body is not JSON, or not a JSON object.',
    remedy: 'Send one JSON object.',
  },
  'http/unsupported-media-type': {
    status: 415,
    says: 'The body must be JSON in UTF-8.',
    remedy: 'Send `Content-Type: application/json`.',
  },
  'http/too-large': {
    status: 413,
    says: 'The body is too large.',
    remedy: 'Send at most 100 kB.',
  },
  'http/bad-address': {
    status: 400,
    says: 'The address cannot be read.',
    remedy: 'Percent-encode it as UTF-8.',
  },
  'live/bad-frame': {
    status: 400,
    says: 'This frame is not understood.',
    remedy:
      'Send a JSON object: first { "auth": accessToken, "seq"?: number }, then { "id", "send", "body" }.',
  },
  'live/unknown-message': {
    status: 404,
    says: 'This message cannot be sent over the WebSocket.',
    remedy: 'Look at /api/asyncapi.json for those that can.',
  },
  'live/too-slow': {
    status: 503,
    says: 'This client does not read what it is sent; the connection ends.',
    remedy: 'Come back and say the last `seq` that you saw: what waited is still there.',
  },
  'live/busy': {
    status: 429,
    says: 'Too many messages of this connection wait for their replies.',
    remedy: 'Wait for some of the replies first.',
  },
})
