import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort } from '../../scripts/engines/ports'
import { db } from '../db'
import { makePerson } from '../testing/people'
import { auditOf, freshClient, makeAccount } from '../testing/accounts'
import { AuthBrowser, type AuthAnswer } from '../testing/auth-browser'
import { IdentityProvider, OIDC_CLIENT, type Claims } from '../testing/identity-provider'
import { principalOf } from './current'
import { signInWithOidc } from './oidc'
import { issueLink, peek } from './one-time-links'

let provider: IdentityProvider

beforeAll(async () => {
  provider = new IdentityProvider(await freePort(), process.env['APP_URL']!)
  // Before the settings are read for the first time in this file.
  Object.assign(process.env, {
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: OIDC_CLIENT.id,
    OIDC_CLIENT_SECRET: OIDC_CLIENT.secret,
  })
})
afterAll(() => provider.stop())

type Trip = { me: AuthBrowser; callback: string; answer: AuthAnswer }

/** From our button to the provider's login and back, through its real endpoints. */
async function signInAs(sub: string, claims: Omit<Claims, 'sub'>, me = new AuthBrowser(freshClient())): Promise<Trip> {
  const { body, location } = await me.post('signin/oidc', { csrfToken: await me.csrf() })
  const callback = await logInAtProvider(location ?? (body as { url: string }).url, { sub, ...claims })
  return { me, callback, answer: await me.open(callback) }
}

async function logInAtProvider(start: string, claims: Claims): Promise<string> {
  const jar = new Map<string, string>()
  let url = start
  let form: URLSearchParams | null = null
  for (let hop = 0; hop < 8; hop++) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer: Response = await fetch(url, {
      method: form ? 'POST' : 'GET',
      body: form,
      redirect: 'manual',
      headers: { cookie },
    })
    for (const line of answer.headers.getSetCookie())
      jar.set(line.split('=')[0]!, line.split(';')[0]!.split('=').slice(1).join('='))
    const location: string | null = answer.headers.get('location')
    form = location ? null : new URLSearchParams({ login: JSON.stringify(claims) })
    if (!location && answer.status !== 200)
      throw new Error(`the provider answered ${answer.status}: ${await answer.text()}`)
    url = new URL(location ?? url, url).href
    if (url.startsWith(process.env['APP_URL']!)) return url
  }
  throw new Error('the provider never sent us back')
}

const subject = () => `subject-${randomUUID()}`
const verified = (email: string): Omit<Claims, 'sub'> => ({ email, email_verified: true, name: 'Somebody' })
const person = (trip: Trip) => principalOf(trip.me.headers)

async function refused(trip: Trip, code: string): Promise<void> {
  expect(trip.answer).toMatchObject({ status: 302, location: `/sign-in?error=${code}` })
  expect(await person(trip)).toBeNull()
}

describe('the first time', () => {
  it('links an invited person by a verified address', async () => {
    const account = await makeAccount({ password: null })
    const sub = subject()
    const trip = await signInAs(sub, verified(account.email.toUpperCase()))
    expect(trip.answer.location).toBe(`${process.env['APP_URL']}/documents`)
    expect(await person(trip)).toMatchObject({ userId: account.id })
    expect(await auditOf(account.id)).toContain('member.linked-oidc')
    expect(await db().user.findUniqueOrThrow({ where: { id: account.id } })).toMatchObject({
      oidcIssuer: provider.issuer,
      oidcSubject: sub,
    })
  })

  it('does not open the account of a member who signs in with a password', async () => {
    const account = await makeAccount({ password: 'correct horse battery' })
    await refused(await signInAs(subject(), verified(account.email)), 'OIDC_HAS_PASSWORD')
    expect(await db().user.findUniqueOrThrow({ where: { id: account.id } })).toMatchObject({ oidcSubject: null })
  })

  it('ends an open invitation, so that its link sets no password later', async () => {
    const account = await makeAccount({ password: null })
    const admin = await makePerson('ADMIN')
    const url = await db().$transaction((tx) => issueLink(tx, 'INVITE', account.id, admin))
    await signInAs(subject(), verified(account.email))
    expect(await peek(url.split('/reset/')[1]!)).toBeNull()
  })

  it('makes nobody a member', async () => {
    const email = `stranger-${randomUUID()}@example.com`
    await refused(await signInAs(subject(), verified(email)), 'OIDC_NOT_INVITED')
    expect(await db().user.count({ where: { email } })).toBe(0)
  })

  it.each([false, 'true', 1, undefined, null])(
    'does not trust an address with email_verified = %j',
    async (email_verified) => {
      const account = await makeAccount({ password: null })
      await refused(await signInAs(subject(), { email: account.email, email_verified }), 'OIDC_UNVERIFIED')
      expect(await db().user.findUniqueOrThrow({ where: { id: account.id } })).toMatchObject({ oidcSubject: null })
    },
  )

  it('needs an address', async () => {
    await refused(await signInAs(subject(), { email_verified: true }), 'OIDC_UNVERIFIED')
  })

  it('does not let a second identity take a member over by the address', async () => {
    const account = await makeAccount({ password: null })
    const first = subject()
    await signInAs(first, verified(account.email))
    await refused(await signInAs(subject(), verified(account.email)), 'OIDC_OTHER_IDENTITY')
    expect(await db().user.findUniqueOrThrow({ where: { id: account.id } })).toMatchObject({ oidcSubject: first })
  })

  it('links once when two tabs come back at once', async () => {
    const account = await makeAccount({ password: null })
    const claims = { iss: provider.issuer, sub: subject(), ...verified(account.email) }
    const answers = await Promise.all(Array.from({ length: 6 }, () => signInWithOidc(claims, freshClient())))
    for (const answer of answers) expect(answer).toHaveProperty('sessionId')
    expect((await auditOf(account.id)).filter((action) => action === 'member.linked-oidc')).toHaveLength(1)
  })
})

describe('later', () => {
  it('the subject decides, whatever became of the address', async () => {
    const [account, other] = [await makeAccount({ password: null }), await makeAccount()]
    const sub = subject()
    await signInAs(sub, verified(account.email))
    expect(await person(await signInAs(sub, { email: other.email, email_verified: true }))).toMatchObject({
      userId: account.id,
    })
    expect(await person(await signInAs(sub, {}))).toMatchObject({ userId: account.id })
  })

  it('a disabled person stays out', async () => {
    const account = await makeAccount({ password: null })
    const sub = subject()
    const trip = await signInAs(sub, verified(account.email))
    await db().user.update({ where: { id: account.id }, data: { disabledAt: new Date() } })
    expect(await person(trip)).toBeNull()
    await refused(await signInAs(sub, verified(account.email)), 'OIDC_NOT_INVITED')
  })

  it('a disabled person is not linked', async () => {
    const account = await makeAccount({ disabled: true })
    await refused(await signInAs(subject(), verified(account.email)), 'OIDC_NOT_INVITED')
  })
})

describe('a callback', () => {
  it('is refused in a browser that did not begin, and a second time', async () => {
    const account = await makeAccount()
    const { callback, me } = await signInAs(subject(), verified(account.email))
    for (const browser of [new AuthBrowser(freshClient()), me]) {
      const answer = await browser.open(callback)
      expect(answer.location).toMatch(/error=OAuthCallback$/)
    }
  })

  it('with a forged state is refused', async () => {
    const { callback } = await signInAs(subject(), {})
    const me = new AuthBrowser(freshClient())
    await me.post('signin/oidc', { csrfToken: await me.csrf() })
    const url = new URL(callback)
    url.searchParams.set('state', 'forged')
    expect((await me.open(url.href)).location).toMatch(/error=OAuthCallback$/)
    expect(await principalOf(me.headers)).toBeNull()
  })

  it('from a provider that calls itself otherwise is refused', async () => {
    const account = await makeAccount()
    const claims = { iss: 'https://evil.example', sub: subject(), ...verified(account.email) }
    await expect(signInWithOidc(claims, freshClient())).rejects.toThrow('which is not OIDC_ISSUER')
  })

  it('begins only with the CSRF token', async () => {
    const me = new AuthBrowser(freshClient())
    const { body } = await me.post('signin/oidc', { csrfToken: 'forged' })
    expect(JSON.stringify(body)).not.toContain(provider.issuer)
  })
})
