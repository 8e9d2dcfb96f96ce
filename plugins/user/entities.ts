import { Type } from '@sinclair/typebox'
import { entity } from '../../shared/store/entity.js'

/** People. The password's hash is kept apart, so that no view of a person can contain it. */
export const users = entity('user/user', {
  fields: Type.Object({
    email: Type.String(),
    name: Type.String(),
    zone: Type.String(),
    locale: Type.String(),
    roles: Type.Array(Type.String()),
    createdAt: Type.Integer(),
  }),
  unique: [['email']],
})

/** The id is the person's. */
export const credentials = entity('user/credential', {
  fields: Type.Object({ hash: Type.String() }),
})

/**
 * A sign-in and the refresh tokens that followed from it. Only the hash of the newest token is kept:
 * whoever shows another one of the same session shows a used one.
 */
export const sessions = entity('user/session', {
  owned: true,
  fields: Type.Object({
    current: Type.String(),
    createdAt: Type.Integer(),
    expiresAt: Type.Integer(),
  }),
})
