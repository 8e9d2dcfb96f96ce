import { Type } from '@sinclair/typebox'
import { declareErrors } from '../../shared/errors.js'
import { event, message, object } from '../../shared/message/declare.js'
import { Id, Instant, MailAddress, Name, Zone } from '../../shared/message/fields.js'

declareErrors({
  'user/not-found': {
    status: 404,
    says: 'There is no such person.',
    remedy: 'Check the id or the address.',
  },
  'user/email-taken': {
    status: 409,
    says: 'Somebody has registered with this address already.',
    remedy: 'Sign in, or use another address.',
  },
  'user/wrong-credentials': {
    status: 401,
    says: 'The address or the password is not right.',
    remedy: 'Check both and try again.',
  },
  'user/refresh-invalid': {
    status: 401,
    says: 'This session has ended.',
    remedy: 'Sign in again.',
  },
})

export const User = object({
  id: Id,
  email: MailAddress,
  name: Name,
  zone: Zone,
  locale: Type.String({ maxLength: 35 }),
  roles: Type.Array(Type.String()),
  createdAt: Instant,
})

const Password = Type.String({ minLength: 8, maxLength: 200, description: 'at least 8 characters' })
const Locale = Type.String({
  minLength: 2,
  maxLength: 35,
  pattern: '^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$',
})
const RefreshToken = Type.String({ minLength: 20, maxLength: 200 })

/** What a signed-in person holds. */
const Tokens = {
  accessToken: Type.String({ description: 'a JWT that counts for 15 minutes' }),
  refreshToken: Type.String({ description: 'counts once; gets new tokens' }),
  expiresIn: Type.Integer({ description: 'seconds until the access token runs out' }),
}

export const register = message('role:user,cmd:register', {
  summary: 'Register somebody new and sign them in',
  input: object({
    email: MailAddress,
    password: Password,
    name: Name,
    zone: Zone,
    locale: Type.Optional(Locale),
  }),
  output: object({ user: User, ...Tokens }),
  errors: ['user/email-taken'],
  access: 'public',
  http: 'POST /api/user',
  status: 201,
  example: {
    email: 'ada@example.org',
    password: 'a long walk at dawn',
    name: 'Ada',
    zone: 'Europe/Berlin',
  },
})

export const login = message('role:user,cmd:login', {
  summary: 'Sign in with address and password',
  input: object({ email: MailAddress, password: Type.String({ minLength: 1, maxLength: 200 }) }),
  output: object({ user: User, ...Tokens }),
  errors: ['user/wrong-credentials'],
  access: 'public',
  http: 'POST /api/user/login',
  example: { email: 'ada@example.org', password: 'a long walk at dawn' },
})

export const refresh = message('role:user,cmd:refresh', {
  summary:
    'Get new tokens for a refresh token, which counts once: using an old one again ends the session',
  input: object({ refreshToken: RefreshToken }),
  output: object(Tokens),
  errors: ['user/refresh-invalid'],
  access: 'public',
  http: 'POST /api/user/refresh',
})

export const logout = message('role:user,cmd:logout', {
  summary: 'End a session: that of the refresh token, else that of the access token',
  input: object({ refreshToken: Type.Optional(RefreshToken) }),
  output: object({ ended: Type.Boolean() }),
  access: 'public',
  http: 'POST /api/user/logout',
  repeat: 'safe',
})

export const me = message('role:user,cmd:me', {
  summary: 'Who is signed in',
  input: object({}),
  output: User,
  access: 'member',
  http: 'GET /api/user/me',
  live: true,
  repeat: 'safe',
})

export const edit = message('role:user,cmd:edit', {
  summary: 'Change one’s own name, zone or language',
  input: object({
    name: Type.Optional(Name),
    zone: Type.Optional(Zone),
    locale: Type.Optional(Locale),
  }),
  output: User,
  access: 'member',
  http: 'PATCH /api/user/me',
  live: true,
  repeat: 'safe',
  example: { zone: 'America/New_York' },
})

export const find = message('role:user,cmd:find', {
  summary: 'Find a person by e-mail address; for the console and other services',
  input: object({ email: MailAddress }),
  output: User,
  errors: ['user/not-found'],
  access: 'internal',
  repeat: 'safe',
})

export const changed = event('role:user,event:changed', {
  summary: 'Somebody’s zone or language is another now',
  body: object({ user: Id, zone: Zone, locale: Type.String(), at: Instant }),
  access: 'internal',
})
