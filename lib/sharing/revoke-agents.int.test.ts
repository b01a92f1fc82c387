import { afterAll, beforeAll, expect, test } from 'vitest'
import type { UserPrincipal } from '../auth/principal'
import { db } from '../db'
import { mint } from '../documents/mint'
import { makeAgent } from '../testing/agents'
import { PLAIN_TERMS, toPerson } from '../testing/cast'
import { pausingMints } from '../testing/pausing-mints'
import { makePerson } from '../testing/people'
import { giveTo } from '../testing/sharing'
import { makeReady } from '../testing/upload'
import { giveGrant } from './grants/give'
import { revoke } from './revoke'

// As revoke.int.test.ts, of agent tokens. URLs live an hour here: dying of age does not count.

const NOT_FOUND = { code: 'NOT_FOUND' }
const status = async (url: string) => (await fetch(url)).status

const live = (urlSeconds: number | null) => db().sharingPolicy.update({ where: { id: 1 }, data: { urlSeconds } })
beforeAll(() => live(3600))
afterAll(() => live(null))

async function sharedWith(...readers: UserPrincipal[]) {
  const owner = await makePerson()
  const { documentId } = await makeReady(owner)
  const ways = await Promise.all(readers.map((reader) => giveTo(reader, documentId, owner)))
  return { owner, documentId, ways }
}

test('fifty mints of an agent in flight while its token is revoked: every URL that was ever handed out is dead', async () => {
  const { owner, documentId } = await sharedWith()
  const [ended, kept] = [(await makeAgent(owner)).principal, (await makeAgent(owner)).principal]
  const urls: string[] = []
  const mints = Array.from({ length: 50 }, async (_, turn) => {
    await new Promise((resolve) => setTimeout(resolve, turn * 3))
    const minted = await mint(ended, documentId).catch((error: { code?: string }) => {
      expect(error.code).toBe('NOT_FOUND')
      return null
    })
    if (minted) urls.push(minted.url)
  })
  await new Promise((resolve) => setTimeout(resolve, 60))
  const answer = await revoke(owner, [{ kind: 'AGENT', id: ended.tokenId }])
  await Promise.all(mints)
  expect(answer).toMatchObject({ tokens: 1, urlsPending: 0 })
  expect(answer.urlsKilled).toBeGreaterThan(0)
  expect(urls).toHaveLength(answer.urlsKilled)
  expect(new Set(await Promise.all(urls.map(status)))).toEqual(new Set([404]))
  expect(await status((await mint(kept, documentId)).url)).toBe(200)
})

test('a mint of an agent that read its right before its token was revoked and records after it: its URL is dead too', async () => {
  const { owner, documentId } = await sharedWith()
  const { principal: agent } = await makeAgent(owner, { documentIds: [documentId] })
  await pausingMints(async () => {
    const minted = mint(agent, documentId)
    await new Promise((resolve) => setTimeout(resolve, 150))
    const answer = await revoke(owner, [{ kind: 'AGENT', id: agent.tokenId }])
    expect(await status((await minted).url)).toBe(404)
    expect(answer).toMatchObject({ tokens: 1, urlsKilled: 1 })
  })
  await expect(mint(agent, documentId)).rejects.toMatchObject(NOT_FOUND)
})

test('what an agent was handed dies with the right of its person, whose other documents it goes on reading', async () => {
  const reader = await makePerson()
  const { owner, documentId, ways } = await sharedWith(reader)
  const own = await makeReady(reader)
  const { principal: agent } = await makeAgent(reader)
  const [theirs, its] = [await mint(agent, documentId), await mint(agent, own.documentId)]
  expect(await revoke(owner, ways)).toMatchObject({ grants: 1, tokens: 0, urlsKilled: 1 })
  expect([await status(theirs.url), await status(its.url)]).toEqual([404, 200])
  await expect(mint(agent, documentId)).rejects.toMatchObject(NOT_FOUND)
})

test('what an agent gave with its token stays when the token is revoked', async () => {
  const [reader, admin] = [await makePerson(), await makePerson('ADMIN')]
  const { owner, documentId } = await sharedWith()
  const { principal: agent } = await makeAgent(owner)
  await giveGrant(agent, { documentId, grantee: toPerson(reader), ...PLAIN_TERMS })
  const { url } = await mint(agent, documentId)
  expect(await revoke(admin, [{ kind: 'AGENT', id: agent.tokenId }])).toMatchObject({ tokens: 1, urlsKilled: 1 })
  expect(await status(url)).toBe(404)
  for (const person of [reader, owner]) expect(await status((await mint(person, documentId)).url)).toBe(200)
  const [entry] = await db().auditEvent.findMany({ where: { subjectId: agent.tokenId, action: 'agent-token.revoked' } })
  expect(entry).toMatchObject({ actorId: admin.userId })
})
