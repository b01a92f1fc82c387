import { randomUUID } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { requireAgent } from '../auth/living-agent'
import type { UserPrincipal } from '../auth/principal'
import { endSession } from '../auth/sessions'
import { db } from '../db'
import { makePerson } from '../testing/people'
import { giveTo } from '../testing/sharing'
import { makeReady } from '../testing/upload'
import { agentTerms, createAgentToken } from './create'
import { MAX_AGENT_TOKENS } from './limits'
import { listOwnTokens } from './list'
import { newAgentTokenInput } from './schema'

const DAY_MS = 24 * 3_600_000
const CLIENT = { ip: '198.51.100.4', userAgent: 'vitest agent' }
const BAD_TOKEN = { code: 'BAD_TOKEN' }

afterEach(() => db().sharingPolicy.update({ where: { id: 1 }, data: { longestAgentDays: 365 } }))

const inDays = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString()
const asked = (more: Record<string, unknown> = {}) =>
  newAgentTokenInput.parse({
    name: 'build',
    scopes: ['documents:read'],
    documentIds: null,
    expiresAt: inDays(7),
    ...more,
  })

test('a token speaks for who made it, is shown once and kept as a hash, and the audit has its terms', async () => {
  const person = await makePerson()
  const { documentId } = await makeReady(person)
  const input = asked({ scopes: ['shares:read', 'documents:read'], documentIds: [documentId, documentId] })
  const { tokenId, token } = await createAgentToken(person, input)
  expect(await requireAgent(token, CLIENT)).toMatchObject({
    kind: 'agent',
    userId: person.userId,
    scopes: ['documents:read', 'shares:read'],
    documentIds: [documentId],
  })
  const row = await db().agentToken.findUniqueOrThrow({ where: { id: tokenId } })
  expect(JSON.stringify({ ...row, secretHash: Buffer.from(row.secretHash).toString() })).not.toContain(token.slice(32))
  const [event] = await db().auditEvent.findMany({ where: { subjectId: tokenId } })
  expect(event).toMatchObject({ action: 'agent-token.created', actorId: person.userId })
  expect(event?.details).toEqual({
    scopes: 'documents:read shares:read',
    documents: 1,
    expiresAt: input.expiresAt.toISOString(),
  })
})

test('a list shows one’s own token with the documents that one may still see, where and when it was used', async () => {
  const [owner, reader] = [await makePerson(), await makePerson()]
  const [kept, lost] = [await makeReady(owner, 'x', 'kept.txt'), await makeReady(owner, 'x', 'lost.txt')]
  await giveTo(reader, kept.documentId, owner)
  const grant = await giveTo(reader, lost.documentId, owner)
  const { token } = await createAgentToken(reader, asked({ documentIds: [kept.documentId, lost.documentId] }))
  expect(await listOwnTokens(reader)).toMatchObject([
    { documents: 2, lastUsedAt: null, lastUsedIp: null, state: 'living' },
  ])
  await requireAgent(token, CLIENT)
  await db().capability.update({ where: { id: grant.id }, data: { revokedAt: new Date() } })
  const [own] = await listOwnTokens(reader)
  expect(own).toMatchObject({ name: 'build', documents: 2, documentNames: ['kept.txt'], lastUsedIp: CLIENT.ip })
  expect(Date.parse(own?.lastUsedAt ?? '')).toBeGreaterThan(Date.now() - 60_000)
  expect(await listOwnTokens(owner)).toEqual([])
})

test('a document that is somebody else’s, or none, is refused, and no token is made', async () => {
  const [person, other] = [await makePerson(), await makePerson()]
  const mine = await makeReady(person)
  const foreign = await makeReady(other)
  for (const id of [foreign.documentId, randomUUID()])
    await expect(createAgentToken(person, asked({ documentIds: [mine.documentId, id] }))).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  expect(await db().agentToken.count({ where: { userId: person.userId } })).toBe(0)
})

test('a token ends by its end, to the moment', async () => {
  const person = await makePerson()
  const { tokenId, token } = await createAgentToken(person, asked())
  const end = (expiresAt: Date) => db().agentToken.update({ where: { id: tokenId }, data: { expiresAt } })
  await end(new Date(Date.now() + 1500))
  await requireAgent(token, CLIENT)
  await new Promise((resolve) => setTimeout(resolve, 1600))
  await expect(requireAgent(token, CLIENT)).rejects.toMatchObject(BAD_TOKEN)
  expect(await listOwnTokens(person)).toMatchObject([{ state: 'ended' }])
})

test('an end is needed, in the future, and within what the organisation allows', async () => {
  await db().sharingPolicy.update({ where: { id: 1 }, data: { longestAgentDays: 30 } })
  expect(await agentTerms()).toEqual({ longestDays: 30 })
  const person = await makePerson()
  const refused = { code: 'BAD_INPUT' }
  for (const expiresAt of [undefined, null, '', 'soon'])
    expect(newAgentTokenInput.safeParse({ ...asked(), expiresAt }).success).toBe(false)
  await expect(createAgentToken(person, asked({ expiresAt: inDays(-1) }))).rejects.toMatchObject(refused)
  await expect(createAgentToken(person, asked({ expiresAt: inDays(30.1) }))).rejects.toThrow('at most 30 days')
  const { token } = await createAgentToken(person, asked({ expiresAt: inDays(30) }))
  const { endsAt } = await requireAgent(token, CLIENT)
  expect(endsAt.getTime()).toBeLessThanOrEqual(Date.now() + 30 * DAY_MS)
})

test('of many that are made at once only so many live', async () => {
  const person = await makePerson()
  const row = { userId: person.userId, name: 'x', secretHash: new Uint8Array(32), scopes: ['audit:read'] }
  await db().agentToken.createMany({
    data: Array.from({ length: MAX_AGENT_TOKENS - 2 }, () => ({ ...row, expiresAt: new Date(inDays(1)) })),
  })
  // What has ended takes no room.
  await db().agentToken.create({ data: { ...row, expiresAt: new Date(inDays(-1)) } })
  const acts = await Promise.allSettled(Array.from({ length: 6 }, () => createAgentToken(person, asked())))
  expect(acts.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
  expect(acts.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'BAD_INPUT' } })
})

test.each<[string, (person: UserPrincipal) => Promise<unknown>]>([
  ['ended', (person) => endSession(person, person.sessionId)],
  ['of before a reset', ({ userId }) => db().user.update({ where: { id: userId }, data: { sessionEpoch: 1 } })],
  [
    'of a disabled person',
    ({ userId }) => db().user.update({ where: { id: userId }, data: { disabledAt: new Date() } }),
  ],
  ['of somebody else', async (person) => Object.assign(person, { userId: (await makePerson()).userId })],
])('a session that is %s by then makes no token', async (_, happens) => {
  const person = await makePerson()
  await happens(person)
  await expect(createAgentToken(person, asked())).rejects.toMatchObject({ code: 'SIGNED_OUT' })
  expect(await db().agentToken.count({ where: { userId: person.userId } })).toBe(0)
})

test.each<[string, Record<string, unknown>]>([
  ['no name', { name: '  ' }],
  ['a name too long', { name: 'x'.repeat(101) }],
  ['no scope', { scopes: [] }],
  ['a scope that is none', { scopes: ['documents:read', 'everything'] }],
  ['no document, bound', { documentIds: [] }],
  ['documents over the limit', { documentIds: Array.from({ length: 101 }, () => randomUUID()) }],
  ['an id that is none', { documentIds: ['x'] }],
  ['another person', { userId: randomUUID(), documentIds: undefined }],
])('%s is refused', (_, wrong) => {
  expect(newAgentTokenInput.safeParse({ ...asked(), expiresAt: inDays(7), ...wrong }).success).toBe(false)
})

test('a name keeps nothing that hides, and scopes stand once in their order', () => {
  const input = asked({ name: ' ni\u202eghtly\n ', scopes: ['audit:read', 'documents:read', 'audit:read'] })
  expect(input).toMatchObject({ name: 'nightly', scopes: ['documents:read', 'audit:read'] })
})
