import { randomUUID } from 'node:crypto'
import { askAs, createAgentToken, tokenOf } from './agent-token.ts'
import { WebClient } from './chaos/web-client.ts'
import { expect, test, type Person } from './fixtures.ts'
import { createPerson, sql } from './person.ts'
import { setting } from './settings.ts'

const LIST = '/api/v1/documents'

/** Bad tokens are counted by network, and all specs come from one. */
const forgetGuesses = () => sql(`DELETE FROM "RateLimit" WHERE key LIKE 'agent-token:%'`)
const guesses = async () => {
  const [row] = await sql<{ count: number }>(
    `SELECT sum(count)::integer AS count FROM "RateLimit" WHERE key LIKE 'agent-token:%'`,
  )
  return row!.count ?? 0
}
test.beforeEach(forgetGuesses)
test.afterEach(forgetGuesses)

type Refusal = { status: number; body: Record<string, unknown>; headers: Record<string, string> }

/** All of an answer but what names this one request. */
async function answerOf(answer: Response): Promise<Refusal> {
  const { requestId: _, ...body } = (await answer.json()) as Record<string, unknown>
  const headers = Object.fromEntries(answer.headers)
  for (const name of ['x-request-id', 'date']) delete headers[name]
  return { status: answer.status, body, headers }
}

const disable = ({ id }: Person) => sql('UPDATE "User" SET "disabledAt" = now() WHERE id = $1', [id])
const last = (token: string) => (token.endsWith('0') ? '1' : '0')

/** Every token that must not be believed. */
async function badTokens(): Promise<Record<string, string>> {
  const [person, disabled] = [await createPerson('MEMBER'), await createPerson('ADMIN')]
  const right = await createAgentToken(person)
  const ofDisabled = await createAgentToken(disabled)
  await disable(disabled)
  const { token, id } = right
  const head = token.slice(0, 'cs_agent_'.length + 23)
  return {
    unknown: tokenOf(randomUUID()),
    'with another secret': tokenOf(id),
    'with a wrong checksum': token.slice(0, -1) + last(token),
    'with one character of the secret changed': token.slice(0, 40) + last(token.slice(0, 41)) + token.slice(41),
    truncated: token.slice(0, -6),
    'without a secret': head,
    'in other letters': token.toUpperCase(),
    longer: `${token}0`,
    expired: (await createAgentToken(person, { secondsLeft: -1 })).token,
    revoked: (await createAgentToken(person, { revoked: true })).token,
    'of a disabled person': ofDisabled.token,
    'the id of its row': id,
    'a word': 'token',
  }
}

test('every token that is not right is answered with the same bytes, and counted as one guess', async () => {
  const found: Record<string, Refusal> = {}
  for (const [name, token] of Object.entries(await badTokens())) {
    const before = await guesses()
    found[name] = await answerOf(await askAs(token, LIST))
    expect((await guesses()) - before, name).toBe(1)
  }
  const [first, ...others] = Object.values(found)
  expect(first).toMatchObject({ status: 401, body: { code: 'BAD_TOKEN' } })
  expect(first!.headers['www-authenticate']).toContain('error="invalid_token"')
  for (const other of others) expect(other).toEqual(first)
})

test('a bad token says the same whatever it asks for, and with whatever method', async () => {
  const token = tokenOf(randomUUID())
  const document = `${LIST}/${randomUUID()}`
  const asked = [
    await askAs(token, document),
    await askAs(token, `${document}/content`),
    await askAs(token, document, { method: 'DELETE' }),
    await askAs(token, LIST, { method: 'POST', body: 'not even JSON' }),
  ]
  const [first, ...others] = await Promise.all(asked.map(answerOf))
  expect(first!.status).toBe(401)
  for (const other of others) expect(other).toEqual(first)
})

test('a token speaks while its person may: demoted, an administrator’s reads no audit; disabled, nothing', async () => {
  const admin = await createPerson('ADMIN')
  const { token } = await createAgentToken(admin)
  expect((await askAs(token, '/api/v1/audit')).status).toBe(200)
  await sql(`UPDATE "User" SET role = 'MEMBER' WHERE id = $1`, [admin.id])
  expect((await askAs(token, '/api/v1/audit')).status).toBe(403)
  expect((await askAs(token, '/api/v1/audit/export?format=ndjson')).status).toBe(403)
  expect((await askAs(token, LIST)).status).toBe(200)
  await disable(admin)
  expect((await askAs(token, LIST)).status).toBe(401)
})

test('it ends on the second, and when the organisation’s longest life is over', async () => {
  const person = await createPerson('MEMBER')
  const { token } = await createAgentToken(person, { secondsLeft: 3 })
  expect((await askAs(token, LIST)).status).toBe(200)
  await expect.poll(async () => (await askAs(token, LIST)).status, { intervals: [200] }).toBe(401)
  const old = await createAgentToken(person)
  await sql(`UPDATE "AgentToken" SET "createdAt" = now() - interval '366 days' WHERE id = $1`, [old.id])
  expect((await askAs(old.token, LIST)).status).toBe(401)
})

test('a token counts in the Authorization header as a bearer token, and nowhere else', async () => {
  const { token } = await createAgentToken(await createPerson('MEMBER'))
  const ask = async (path: string, headers: Record<string, string> = {}) => {
    const answer = await fetch(setting('APP_URL') + path, { headers, redirect: 'manual' })
    return (await answerOf(answer)).body['code']
  }
  for (const name of ['access_token', 'token', 'authorization'])
    expect(await ask(`${LIST}?${name}=${token}`)).toBe('SIGNED_OUT')
  for (const name of ['next-auth.session-token', 'authorization', 'token'])
    expect(await ask(LIST, { cookie: `${name}=${token}` })).toBe('SIGNED_OUT')
  const basic = Buffer.from(`agent:${token}`).toString('base64')
  for (const authorization of [`Basic ${basic}`, `Token ${token}`, token, `DPoP ${token}`])
    expect(await ask(LIST, { authorization })).toBe('SIGNED_OUT')
  expect(await ask(LIST, { 'x-api-key': token, 'x-authorization': `Bearer ${token}` })).toBe('SIGNED_OUT')
  // The name of the scheme has no case (RFC 9110 §11.1).
  const right = await fetch(setting('APP_URL') + LIST, { headers: { authorization: `bEaReR   ${token} ` } })
  expect(right.status).toBe(200)
  expect(await guesses()).toBe(0)
})

test('where there is a bearer token no cookie counts: not beside a bad one, and not for somebody else', async () => {
  const [owner, other] = [await createPerson('MEMBER'), await createPerson('MEMBER')]
  const browser = new WebClient(setting('APP_URL'))
  expect(await browser.signIn(owner)).toBe(200)
  const documentId = await browser.upload('only mine', 'mine.txt')
  const with_ = (authorization: string) => browser.fetch(LIST, { headers: { authorization } })
  expect((await browser.fetch(LIST)).status).toBe(200)
  for (const bad of [`Bearer ${tokenOf(randomUUID())}`, 'Bearer x', 'Bearer', 'bearer '])
    expect((await with_(bad)).status, bad).toBe(401)
  const { token } = await createAgentToken(other)
  expect(await (await with_(`Bearer ${token}`)).text()).not.toContain(documentId)
})

test('a cookie changes nothing without an Origin, a bearer token needs none', async () => {
  const owner = await createPerson('MEMBER')
  const browser = new WebClient(setting('APP_URL'))
  expect(await browser.signIn(owner)).toBe(200)
  const { token } = await createAgentToken(owner)
  const init = {
    method: 'POST',
    body: JSON.stringify({ name: 'a.txt', size: 1, type: 'text/plain' }),
  }
  const json = { 'content-type': 'application/json' }
  const post = (headers: Record<string, string>) =>
    fetch(setting('APP_URL') + LIST, { ...init, headers: { ...json, ...headers } })
  for (const from of [
    {},
    { origin: 'https://attacker.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
  ]) {
    const answer = await post({ cookie: browser.cookie, ...from })
    expect((await answerOf(answer)).body, JSON.stringify(from)).toMatchObject({ status: 403, code: 'WRONG_ORIGIN' })
  }
  const [before] = await sql('SELECT count(*)::integer FROM "Document" WHERE "ownerId" = $1', [owner.id])
  expect(before).toEqual({ count: 0 })
  expect((await post({ cookie: browser.cookie, origin: setting('APP_URL') })).status).toBe(201)
  expect((await post({ authorization: `Bearer ${token}` })).status).toBe(201)
  expect((await post({ authorization: `Bearer ${token}`, origin: 'https://elsewhere.example' })).status).toBe(201)
})
