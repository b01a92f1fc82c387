import { describe, expect, it } from 'vitest'
import { db } from '../db'
import { AuthBrowser } from '../testing/auth-browser'
import { auditOf, freshClient, makeAccount, type Account } from '../testing/accounts'
import { principalOf } from './current'
import { authOptions } from './options'
import { TRIES_AN_ADDRESS, TRIES_AN_IP } from './sign-in'

const browser = () => new AuthBrowser(freshClient())
const WRONG = 'not the right password'

it('signs in, and the cookie holds nothing but a session id', async () => {
  const account = await makeAccount()
  const me = browser()
  expect(await me.signIn(` ${account.email.toUpperCase()} `, account.password)).toMatchObject({ status: 200 })
  const principal = await principalOf(me.headers)
  expect(principal).toMatchObject({ userId: account.id })
  expect(await auditOf(account.id)).toEqual(['session.opened'])
})

it('signs out: the session row ends, so a copy of the cookie is worth nothing', async () => {
  const account = await makeAccount()
  const me = browser()
  await me.signIn(account.email, account.password)
  const copy = me.headers
  await me.post('signout', { csrfToken: await me.csrf() })
  expect([...me.cookies.keys()]).not.toContain('countersign.session')
  expect(await principalOf(copy)).toBeNull()
  expect(await auditOf(account.id)).toEqual(['session.opened', 'session.ended'])
})

it('says so when the session could not be ended', async () => {
  const failures: unknown[] = []
  const { events } = authOptions(freshClient(), (error) => failures.push(error))
  await events!.signOut!({ token: { sid: 'no uuid, so the database refuses it' }, session: null as never })
  expect(failures).toHaveLength(1)
})

it('refuses signing in and out without the CSRF token', async () => {
  const account = await makeAccount()
  const me = browser()
  await me.csrf()
  await me.post('callback/credentials', { email: account.email, password: account.password, csrfToken: 'forged' })
  expect(await principalOf(me.headers)).toBeNull()
  await me.signIn(account.email, account.password)
  await me.post('signout', { csrfToken: 'forged' })
  expect(await principalOf(me.headers)).not.toBeNull()
})

it.each(['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)'])(
  'never sends on to %s',
  async (callbackUrl) => {
    const account = await makeAccount()
    const answer = await browser().signIn(account.email, account.password, { callbackUrl })
    expect(JSON.stringify(answer)).not.toContain('evil.example')
    expect(JSON.stringify(answer)).not.toContain('javascript:')
  },
)

describe('who has an account cannot be found out', () => {
  const kinds: Record<string, () => Promise<Account>> = {
    'an unknown address': async () => ({ id: '', email: `nobody-${crypto.randomUUID()}@example.com`, password: WRONG }),
    'a wrong password': async () => ({ ...(await makeAccount()), password: WRONG }),
    'a disabled person': () => makeAccount({ disabled: true }),
    'an unused invitation': () => makeAccount({ password: null }),
    'an empty password': async () => ({ ...(await makeAccount()), password: '' }),
  }

  it('by the answer', async () => {
    const answers = await Promise.all(
      Object.values(kinds).map(async (make) => {
        const { email, password } = await make()
        return browser().signIn(email, password)
      }),
    )
    for (const answer of answers) expect(answer).toEqual(answers[0])
    expect(answers[0]!.status).toBe(401)
    expect(JSON.stringify(answers[0]!.body)).toContain('CredentialsSignin')
  })

  it('by the time it takes', async () => {
    const people = await Promise.all([
      kinds['an unknown address']!(),
      kinds['a wrong password']!(),
      kinds['an unused invitation']!(),
    ])
    const quickest = people.map(() => Infinity)
    for (let round = 0; round < 8; round++) {
      for (const [index, { email }] of people.entries()) {
        const me = browser()
        const csrfToken = await me.csrf()
        const start = performance.now()
        await me.post('callback/credentials', { email, password: WRONG, csrfToken })
        quickest[index] = Math.min(quickest[index]!, performance.now() - start)
      }
    }
    // Without the decoy hash it is 4 and more.
    expect(Math.max(...quickest) / Math.min(...quickest)).toBeLessThan(3)
  })

  it('by the limit', async () => {
    for (const kind of ['an unknown address', 'a wrong password'] as const) {
      const { email } = await kinds[kind]!()
      const answers = await Promise.all(
        Array.from({ length: TRIES_AN_ADDRESS + 1 }, () => browser().signIn(email, WRONG)),
      )
      expect(answers.filter((answer) => JSON.stringify(answer).includes('TOO_MANY'))).toHaveLength(1)
    }
  })
})

describe('guessing', () => {
  it('stops after some tries at one address, for the right password too, until the window is over', async () => {
    const account = await makeAccount()
    await Promise.all(Array.from({ length: 40 }, () => browser().signIn(account.email, WRONG)))
    expect((await auditOf(account.id)).filter((action) => action === 'session.refused')).toHaveLength(TRIES_AN_ADDRESS)
    expect(JSON.stringify(await browser().signIn(account.email, account.password))).toContain('TOO_MANY')
    await db().rateLimit.updateMany({ data: { expiresAt: new Date(Date.now() - 1) } })
    expect(await browser().signIn(account.email, account.password)).toMatchObject({ status: 200 })
  })

  it('stops after some tries from one IP, whatever the addresses', async () => {
    const client = freshClient()
    const spray = (index: number) => new AuthBrowser(client).signIn(`spray-${index}@example.com`, WRONG)
    const answers = await Promise.all(Array.from({ length: TRIES_AN_IP + 5 }, (_, index) => spray(index)))
    expect(answers.filter((answer) => JSON.stringify(answer).includes('TOO_MANY'))).toHaveLength(5)
  })

  it('does not count what was right', async () => {
    const account = await makeAccount()
    for (let round = 0; round < TRIES_AN_ADDRESS + 2; round++) {
      expect(await browser().signIn(account.email, account.password)).toMatchObject({ status: 200 })
    }
  })
})
