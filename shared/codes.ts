import type { ErrorDefinition } from './errors.js'

/** The codes of what every process stands on. A role's own codes stand in its messages.ts. */
export const sharedCodes: Readonly<Record<string, ErrorDefinition>> = {
  internal: {
    status: 500,
    says: 'Something went wrong on our side.',
    remedy: 'Try again; if it stays, look up the request id in the logs.',
  },
  'input/invalid': {
    status: 400,
    says: 'Some of what was sent is not as it should be.',
    remedy: 'Correct what `fields` names and send it again.',
  },
  'store/conflict': {
    status: 409,
    says: 'There is already one of these.',
    remedy: 'Use other values for what `fields` names.',
  },
  'store/stale': {
    status: 409,
    says: 'Somebody else changed this in the meantime.',
    remedy: 'Read it again and repeat the change.',
  },
  'store/bad-query': {
    status: 400,
    says: 'The store cannot answer this query.',
    remedy: 'Use the field names and operators that the entity declares.',
  },
  'store/unavailable': {
    status: 503,
    says: 'The store cannot be reached or written to at the moment.',
    remedy: 'Try again; if it stays, check the disk and the permissions of the data directory.',
  },
  'auth/required': {
    status: 401,
    says: 'Please sign in first.',
    remedy:
      'Send an access token: `Authorization: Bearer …`, or as the first frame of the WebSocket.',
  },
  'auth/forbidden': {
    status: 403,
    says: 'This is not yours to do.',
    remedy: 'Sign in as somebody who may.',
  },
  'mesh/unknown-pattern': {
    status: 404,
    says: 'Nobody declares this message.',
    remedy: 'Look at the list of patterns: `patterns` in the REPL, or /api/docs.',
  },
  'mesh/no-service': {
    status: 503,
    says: 'The service that answers this is not there at the moment.',
    remedy: 'Try again in a moment; /readyz names what is missing.',
  },
  'mesh/too-late': {
    status: 504,
    says: 'This took longer than anybody wanted to wait.',
    remedy: 'Try again. If it was a change, look first whether it was made.',
  },
  'mesh/outcome-unknown': {
    status: 502,
    says: 'The connection broke before the answer came; it may or may not have been done.',
    remedy: 'Look whether it was done before you send it again.',
  },
  'mesh/unreachable': {
    status: 503,
    says: 'The service could not be reached; nothing was done.',
    remedy: 'Try again in a moment.',
  },
  'mesh/busy': {
    status: 503,
    says: 'There is more to do at the moment than can be done in time; nothing was done.',
    remedy: 'Wait as long as `Retry-After` says, then try again.',
  },
  'mesh/silent': {
    status: 504,
    says: 'The member that was asked fell silent.',
    remedy: 'Try again. If it was a change, look first whether it was made.',
  },
  'mesh/too-large': {
    status: 413,
    says: 'This is more than the mesh carries in one message (1 MB).',
    remedy: 'Ask for a smaller page, or send it in parts.',
  },
  'mesh/refused': {
    status: 403,
    says: 'The mesh does not accept this process.',
    remedy: 'Use the mesh secret of the mesh that you want to join (DATA_DIR/secrets/mesh).',
  },
  'auth/token-invalid': {
    status: 401,
    says: 'This access token does not count.',
    remedy: 'Sign in again and use the new token.',
  },
  'auth/token-expired': {
    status: 401,
    says: 'This access token has run out.',
    remedy: 'Get a new one with the refresh token: POST /api/user/refresh.',
  },
  'config/invalid': {
    status: 500,
    says: 'A setting is not as it should be.',
    remedy: 'Correct the variable that `variable` names, or leave it out for its default.',
  },
}
