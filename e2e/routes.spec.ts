import { randomUUID } from 'node:crypto'
import { send, WebClient } from './chaos/web-client.ts'
import { expect, test, type Person } from './fixtures.ts'
import { actions, routes, type ActionEntry } from './inventory.ts'
import { createPerson, sql } from './person.ts'
import { setting } from './settings.ts'

// Everything that answers × everybody who may ask. A route or an action that nobody put into the tables fails the test.

const WHO = ['anonymous', 'disabled', 'other', 'admin', 'owner'] as const
type Who = (typeof WHO)[number]

/** What the owner has: the ids that the requests are about. */
type Things = { documentId: string; uploadId: string; sessionId: string; memberId: string }
type Caller = { client: WebClient; person: Person | null }

const NOBODY = randomUUID()

/** The answers to anonymous, disabled, other, admin and owner, in this order. */
type Answers = readonly [unknown, unknown, unknown, unknown, unknown]
const all = (answer: unknown): Answers => [answer, answer, answer, answer, answer]

type Ask = { path?: (things: Things) => string; answers: Answers }

const ROUTES: Record<string, Ask> = {
  'GET /': { answers: all(307) },
  'GET /account': { answers: [307, 307, 200, 200, 200] },
  'GET /documents': { answers: [307, 307, 200, 200, 200] },
  'GET /reset/[token]': { path: () => '/reset/not-a-token', answers: all(200) },
  'GET /settings/members': { answers: [307, 307, 404, 200, 404] },
  'GET /settings/storage': { answers: [307, 307, 404, 200, 404] },
  'GET /sign-in': { answers: [200, 200, 307, 307, 307] },
  'GET /api/auth/[...nextauth]': { path: () => '/api/auth/session', answers: all(200) },
  'POST /api/auth/[...nextauth]': { path: () => '/api/auth/_log', answers: all(404) },
  'GET /api/health': { answers: all(200) },
  'GET /api/live': { answers: [401, 401, 200, 200, 200] },
  'GET /api/ready': { answers: all(200) },
  'POST /api/storage/events': { answers: all(401) },
  'POST /api/v1/uploads/[id]/sign': {
    path: (it) => `/api/v1/uploads/${it.uploadId}/sign`,
    answers: [401, 401, 404, 404, 200],
  },
  'GET /api/v1/uploads': { answers: [401, 401, 200, 200, 200] },
  // Without its body, which says which parts.
  'POST /api/v1/uploads/[id]/parts': {
    path: (it) => `/api/v1/uploads/${it.uploadId}/parts`,
    answers: [401, 401, 400, 400, 400],
  },
  'POST /api/v1/uploads/[id]/finish': {
    path: (it) => `/api/v1/uploads/${it.uploadId}/finish`,
    answers: [401, 401, 404, 404, 200],
  },
  'DELETE /api/v1/uploads/[id]': { path: (it) => `/api/v1/uploads/${it.uploadId}`, answers: [401, 401, 404, 404, 204] },
}

const OUT = 'SIGNED_OUT'
const own = (others: unknown): Answers => [OUT, OUT, others, others, 'ok']
const forAdmins = (answer: unknown): Answers => [OUT, OUT, 'NOT_ALLOWED', answer, 'NOT_ALLOWED']
const signedIn = (answer: unknown): Answers => [OUT, OUT, answer, answer, answer]

type Call = { input: (things: Things) => unknown; answers: Answers }

// In this order: what ends sessions or takes the document away comes last.
const ACTIONS: Record<string, Call> = {
  beginUploads: { input: () => ({ files: [{ name: 'a.txt', size: 1, type: 'text/plain' }] }), answers: signedIn('ok') },
  changePassword: {
    input: () => ({ current: 'not the right one', next: 'a new and long one' }),
    answers: signedIn('BAD_INPUT'),
  },
  downloadDocument: { input: ({ documentId }) => ({ documentId }), answers: own('NOT_FOUND') },
  listDocuments: { input: () => ({}), answers: signedIn('ok') },
  redeemPasswordLink: {
    input: () => ({ token: 'not-a-token', password: 'a new and long one' }),
    answers: all('LINK_USED'),
  },
  renameDocument: { input: ({ documentId }) => ({ documentId, name: 'taken.txt' }), answers: own('NOT_FOUND') },
  inviteMember: {
    input: () => ({ email: `${randomUUID()}@example.org`, name: 'New', role: 'ADMIN' }),
    answers: forAdmins('ok'),
  },
  issueReset: { input: ({ memberId }) => ({ userId: memberId }), answers: forAdmins('ok') },
  renewInvite: { input: ({ memberId }) => ({ userId: memberId }), answers: forAdmins('CONFLICT') },
  setMemberRole: { input: ({ memberId }) => ({ userId: memberId, role: 'ADMIN' }), answers: forAdmins('ok') },
  disableMember: { input: ({ memberId }) => ({ userId: memberId }), answers: forAdmins('ok') },
  enableMember: { input: ({ memberId }) => ({ userId: memberId }), answers: forAdmins('ok') },
  setStorageLimits: { input: () => ({ quotaBytes: null, memberQuotaBytes: null }), answers: forAdmins('ok') },
  setStorageLimitOf: {
    input: ({ memberId }) => ({ userId: memberId, quotaBytes: null }),
    answers: forAdmins('ok'),
  },
  deleteDocument: { input: ({ documentId }) => ({ documentId }), answers: own('NOT_FOUND') },
  endSession: { input: ({ sessionId }) => ({ sessionId }), answers: own('NOT_FOUND') },
  endOtherSessions: { input: () => ({}), answers: signedIn('ok') },
  signOutEverywhere: { input: () => ({}), answers: signedIn('ok') },
}

async function caller(role: 'ADMIN' | 'MEMBER' = 'MEMBER'): Promise<Caller> {
  const client = new WebClient(setting('APP_URL'))
  const person = await createPerson(role)
  expect(await client.signIn(person)).toBe(200)
  return { client, person }
}

async function everybody(): Promise<Record<Who, Caller>> {
  const anonymous = { client: new WebClient(setting('APP_URL')), person: null }
  const [disabled, other, admin, owner] = [await caller(), await caller(), await caller('ADMIN'), await caller()]
  await sql('UPDATE "User" SET "disabledAt" = now() WHERE id = $1', [disabled.person?.id])
  return { anonymous, disabled, other, admin, owner }
}

/** Calls an action as Next's client does: `ok`, or the code of the refusal. */
async function call(
  { client }: Caller,
  { id, path }: ActionEntry,
  input: unknown,
): Promise<{ answer: string; text: string }> {
  const headers = { 'next-action': id, 'content-type': 'text/plain;charset=UTF-8', accept: 'text/x-component' }
  const response = await client.fetch(path, { method: 'POST', headers, body: JSON.stringify([input]) })
  const text = await response.text()
  if (text.includes('{"ok":true')) return { answer: 'ok', text }
  return { answer: /\{"ok":false,"code":"(\w+)"/.exec(text)?.[1] ?? `${response.status}`, text }
}

const action = (name: string): ActionEntry => {
  const found = actions().find((one) => one.name === name)
  if (!found) throw new Error(`The build has no action ${name}.`)
  return found
}

/** A document of the owner's that is Ready, an upload that is not, a second session, and a member to administer. */
async function thingsOf({ client, person }: Caller): Promise<Things> {
  const files = ['owned.txt', 'under way.txt'].map((name) => ({ name, size: 5, type: 'text/plain' }))
  const { text } = await call({ client, person }, action('beginUploads'), { files })
  const begun = /^1:(.*)$/m.exec(text)?.[1]
  const [ready, waiting] = JSON.parse(begun ?? '{}').data
  expect(await send(ready.plan, 'owned')).toBe(201)
  await expect
    .poll(() => sql('SELECT status FROM "Document" WHERE id = $1', [ready.documentId]))
    .toEqual([{ status: 'READY' }])
  const second = new WebClient(setting('APP_URL'))
  await second.signIn(person as Person)
  const [session] = await sql<{ id: string }>(
    'SELECT id FROM "Session" WHERE "userId" = $1 ORDER BY "createdAt" DESC',
    [person?.id],
  )
  const { id: memberId } = await createPerson('MEMBER')
  return { documentId: ready.documentId, uploadId: waiting.uploadId, sessionId: session?.id ?? '', memberId }
}

test('every route answers everybody as the table says', async () => {
  expect(await routes()).toEqual(Object.keys(ROUTES).toSorted())
  const callers = await everybody()
  const things = await thingsOf(callers.owner)
  const answered: Record<string, unknown[]> = {}
  for (const [route, { path }] of Object.entries(ROUTES)) {
    const [method = 'GET', pattern = '/'] = route.split(' ')
    answered[route] = []
    for (const who of WHO) {
      const answer = await callers[who].client.fetch(path?.(things) ?? pattern, { method })
      answered[route].push(answer.status)
      await answer.body?.cancel()
    }
  }
  expect(answered).toEqual(Object.fromEntries(Object.entries(ROUTES).map(([route, { answers }]) => [route, answers])))
})

test('what exists for somebody else answers as what does not exist', async () => {
  const { other, owner } = await everybody()
  const things = await thingsOf(owner)
  const ask = async (id: string, method: string, end = '') => {
    const answer = await other.client.fetch(`/api/v1/uploads/${id}${end}`, { method })
    const { requestId: _, ...problem } = (await answer.json()) as Record<string, unknown>
    return problem
  }
  for (const [method, end] of [
    ['POST', '/sign'],
    ['POST', '/finish'],
    ['DELETE', ''],
  ] as const)
    expect(await ask(things.uploadId, method, end)).toEqual(await ask(NOBODY, method, end))
  for (const name of ['downloadDocument', 'renameDocument', 'deleteDocument']) {
    const [theirs, nobodys] = [things.documentId, NOBODY].map((documentId) =>
      call(other, action(name), { documentId, name: 'mine now' }).then(({ text }) => /\{"ok".*/.exec(text)?.[0]),
    )
    expect(await theirs, name).toEqual(await nobodys)
  }
})

test('every action answers everybody as the table says, and refusals change nothing', async () => {
  expect(
    actions()
      .map(({ name }) => name)
      .toSorted(),
  ).toEqual(Object.keys(ACTIONS).toSorted())
  const callers = await everybody()
  const things = await thingsOf(callers.owner)
  const answered: Record<string, string[]> = {}
  for (const [name, { input }] of Object.entries(ACTIONS)) {
    answered[name] = []
    for (const who of WHO) {
      const { answer, text } = await call(callers[who], action(name), input(things))
      answered[name].push(answer)
      if (who !== 'owner') expect(text, `${name} by ${who}`).not.toMatch(/owned\.txt|X-Amz-Signature.*objects/)
      // Until its owner's turn comes the document is as it was.
      if (name === 'renameDocument' && who === 'admin') await expectName(things.documentId, 'owned.txt')
      if (name === 'deleteDocument' && who === 'admin') await expectName(things.documentId, 'taken.txt')
    }
  }
  expect(answered).toEqual(Object.fromEntries(Object.entries(ACTIONS).map(([name, { answers }]) => [name, answers])))
})

async function expectName(documentId: string, name: string): Promise<void> {
  const rows = await sql('SELECT name, "deletedAt" FROM "Document" WHERE id = $1', [documentId])
  expect(rows).toEqual([{ name, deletedAt: null }])
}
