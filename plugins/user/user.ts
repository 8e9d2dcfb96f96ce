import { fail, failedWith } from '../../shared/errors.js'
import type { Call } from '../../shared/message/call.js'
import { plugin } from '../../shared/message/plugin.js'
import { untilKept } from '../../shared/store/again.js'
import type { Row } from '../../shared/store/entity.js'
import { tokenLifetime, tokenSigner } from '../../shared/tokens.js'
import { credentials, users } from './entities.js'
import { changed, edit, find, login, logout, me, refresh, register } from './messages.js'
import { hashPassword, samePassword } from './password.js'
import { beginSession, endSession, endSessionOf, useRefreshToken } from './session.js'

type Person = Row<typeof users>

const shown = ({ id, email, name, zone, locale, roles, createdAt }: Person) => ({
  id,
  email,
  name,
  zone,
  locale,
  roles,
  createdAt,
})

/** Addresses are compared without regard to case. */
const canonical = (email: string): string => email.trim().toLowerCase()

/** How often a change is tried again when another one came in between. */
const attempts = 5

const byId = (call: Call, id: string) => call.all(users).get(id, 'user/not-found')

export default plugin('user', ({ answer, host }) => {
  let signer: ReturnType<typeof tokenSigner> | undefined
  const accessToken = (person: Person, session: string) => {
    signer ??= tokenSigner(host.dataDir, host.clock)
    const { id: user, roles, zone, locale } = person
    return signer({ user, session, roles, zone, locale })
  }

  answer(register, async ({ email, password, name, zone, locale = 'en' }, call) => {
    const hash = await hashPassword(password)
    const { row: person, write } = call.all(users).add({
      email: canonical(email),
      name,
      zone,
      locale,
      roles: ['member'],
      createdAt: call.now(),
    })
    const credential = call.all(credentials).add({ id: person.id, hash })
    const { session, refreshToken, write: begun } = beginSession(call, person.id)
    try {
      await call.commit([write, credential.write, begun])
    } catch (error) {
      throw failedWith(error, 'store/conflict') ? fail('user/email-taken') : error
    }
    const token = await accessToken(person, session)
    return { user: shown(person), accessToken: token, refreshToken, expiresIn: tokenLifetime }
  })

  answer(login, async ({ email, password }, call) => {
    const person = await call.all(users).find({ email: canonical(email) })
    const credential = person === null ? null : await call.all(credentials).find({ id: person.id })
    const same = await samePassword(credential?.hash, password)
    if (person === null || !same) throw fail('user/wrong-credentials')
    const { session, refreshToken, write } = beginSession(call, person.id)
    await call.commit([write])
    const token = await accessToken(person, session)
    return { user: shown(person), accessToken: token, refreshToken, expiresIn: tokenLifetime }
  })

  answer(refresh, async ({ refreshToken }, call) => {
    const next = await useRefreshToken(call, refreshToken)
    const person = await byId(call, next.user)
    const token = await accessToken(person, next.session)
    return { accessToken: token, refreshToken: next.refreshToken, expiresIn: tokenLifetime }
  })

  answer(logout, async ({ refreshToken }, call) => {
    if (refreshToken !== undefined) return { ended: await endSessionOf(call, refreshToken) }
    const { session } = call.context
    if (session === undefined) throw fail('auth/required')
    return { ended: await endSession(call, session) }
  })

  answer(me, async (_input, call) => shown(await byId(call, call.user)))

  answer(edit, async (input, call) => {
    const person = await untilKept(attempts, async () => {
      const present = await byId(call, call.user)
      const { name, zone, locale } = present
      const next: Person = { ...present, ...input }
      await call.commit([call.all(users).put(next, { name, zone, locale })])
      return next
    })
    const { id: user, zone, locale } = person
    call.emit(changed, { user, zone, locale, at: call.now() })
    return shown(person)
  })

  answer(find, async ({ email }, call) => {
    const person = await call.all(users).find({ email: canonical(email) })
    if (person === null) throw fail('user/not-found')
    return shown(person)
  })
})
