import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { requireAgent } from '../auth/living-agent'
import { db } from '../db'
import { mint } from '../documents/mint'
import { beginUploads } from '../uploads/begin'
import { beginUploadsInput } from '../uploads/schema'
import { settle } from '../uploads/settle'
import { makeAgent } from '../testing/agents'
import { makePerson } from '../testing/people'
import { giveTo } from '../testing/sharing'
import { makeReady, sendForm } from '../testing/upload'
import { revokeAgentToken } from './revoke'

const NOT_FOUND = { code: 'NOT_FOUND' }
const BAD_TOKEN = { code: 'BAD_TOKEN' }
const CLIENT = { ip: '198.51.100.5', userAgent: 'vitest agent' }
const status = async (url: string) => (await fetch(url)).status

// URLs of an hour: what is not killed answers.
beforeAll(() => db().sharingPolicy.update({ where: { id: 1 }, data: { urlSeconds: 3600 } }))
afterAll(() => db().sharingPolicy.update({ where: { id: 1 }, data: { urlSeconds: null } }))

test('revoked, a token is refused, its hour-long URL is dead within two seconds, and its person goes on', async () => {
  const person = await makePerson()
  const [used, untouched] = [await makeReady(person), await makeReady(person)]
  const { token, principal: agent } = await makeAgent(person)
  const urls = [(await mint(agent, used.documentId)).url, (await mint(agent, used.documentId)).url]
  const own = (await mint(person, untouched.documentId)).url
  expect(await Promise.all(urls.map(status))).toEqual([200, 200])

  const started = Date.now()
  const answer = await revokeAgentToken(person, agent.tokenId)
  expect(await Promise.all(urls.map(status))).toEqual([404, 404])
  expect(Date.now() - started).toBeLessThan(2000)

  expect(answer).toMatchObject({ tokens: 1, urlsKilled: 2, urlsPending: 0 })
  await expect(requireAgent(token, CLIENT)).rejects.toMatchObject(BAD_TOKEN)
  await expect(mint(agent, used.documentId)).rejects.toMatchObject(NOT_FOUND)
  expect(await status(own)).toBe(200)
  expect(await status((await mint(person, used.documentId)).url)).toBe(200)
})

test('URLs that an agent is given while its token is revoked are all dead afterwards', async () => {
  const person = await makePerson()
  const { documentId } = await makeReady(person)
  const { principal: agent } = await makeAgent(person)
  const urls: string[] = []
  const mints = Array.from({ length: 30 }, async (_, turn) => {
    await new Promise((resolve) => setTimeout(resolve, turn * 4))
    const minted = await mint(agent, documentId).catch(() => null)
    if (minted) urls.push(minted.url)
  })
  await new Promise((resolve) => setTimeout(resolve, 40))
  await revokeAgentToken(person, agent.tokenId)
  await Promise.all(mints)
  expect(urls.length).toBeGreaterThan(0)
  expect(new Set(await Promise.all(urls.map(status)))).toEqual(new Set([404]))
})

test('revoking twice, and at once, is no error and counts once', async () => {
  const person = await makePerson()
  const { principal: agent } = await makeAgent(person)
  const answers = await Promise.all([1, 2, 3].map(() => revokeAgentToken(person, agent.tokenId)))
  expect(answers.reduce((sum, { tokens }) => sum + tokens, 0)).toBe(1)
  expect(await revokeAgentToken(person, agent.tokenId)).toMatchObject({ tokens: 0, urlsKilled: 0 })
  const events = await db().auditEvent.findMany({ where: { subjectId: agent.tokenId } })
  expect(events).toMatchObject([{ action: 'agent-token.revoked', actorId: person.userId, details: { person: null } }])
})

test('somebody else’s token is not there, for who may read the same documents too; an administrator ends it', async () => {
  const [person, reader, admin] = [await makePerson(), await makePerson(), await makePerson('ADMIN')]
  const { documentId } = await makeReady(person)
  await giveTo(reader, documentId, person)
  const { token, principal: agent } = await makeAgent(reader)
  for (const id of [agent.tokenId, randomUUID()])
    await expect(revokeAgentToken(person, id)).rejects.toMatchObject(NOT_FOUND)
  await requireAgent(token, CLIENT)
  // Who is no administrator any more ends nothing, whatever was true when the request began.
  await db().user.update({ where: { id: admin.userId }, data: { role: 'MEMBER' } })
  await expect(revokeAgentToken(admin, agent.tokenId)).rejects.toMatchObject(NOT_FOUND)
  await db().user.update({ where: { id: admin.userId }, data: { role: 'ADMIN' } })
  expect(await revokeAgentToken(admin, agent.tokenId)).toMatchObject({ tokens: 1 })
  await expect(requireAgent(token, CLIENT)).rejects.toMatchObject(BAD_TOKEN)
  const [event] = await db().auditEvent.findMany({ where: { subjectId: agent.tokenId } })
  expect(event).toMatchObject({ actorId: admin.userId, details: { person: reader.userId } })
})

test('what a revoked token was uploading ends: its room comes back, its form makes no document, the person’s goes on', async () => {
  const person = await makePerson()
  const { principal: agent } = await makeAgent(person)
  const files = beginUploadsInput.parse({ files: [{ name: 'a.txt', size: 7, type: 'text/plain' }] })
  const [[theirs], [mine]] = [await beginUploads(agent, files), await beginUploads(person, files)]
  const { documentId, uploadId, plan } = theirs!
  await revokeAgentToken(person, agent.tokenId)
  if (plan?.strategy === 'post') expect((await sendForm(plan, 'written')).status).toBe(201)
  await settle(uploadId)
  const document = await db().document.findUniqueOrThrow({ where: { id: documentId } })
  expect(document).toMatchObject({ objectId: null, chargedBytes: 0n })
  expect(document.deletedAt).toBeInstanceOf(Date)
  const states = await db().upload.findMany({
    where: { id: { in: [uploadId, mine!.uploadId] } },
    select: { id: true, state: true },
  })
  expect(new Map(states.map(({ id, state }) => [id, state]))).toEqual(
    new Map([
      [uploadId, 'ABANDONED'],
      [mine!.uploadId, 'ACTIVE'],
    ]),
  )
  const actions = await db().auditEvent.findMany({
    where: { documentId },
    orderBy: { id: 'asc' },
    select: { action: true },
  })
  expect(actions.map(({ action }) => action)).toEqual(['document.uploaded', 'upload.abandoned'])
})
