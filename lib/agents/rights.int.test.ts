import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { requireAgent } from '../auth/living-agent'
import type { UserPrincipal } from '../auth/principal'
import { db } from '../db'
import { mint } from '../documents/mint'
import { createGroup } from '../groups/change'
import { addToGroup, removeFromGroup } from '../groups/members'
import { disableMember, enableMember } from '../members/disable'
import { removalPreview } from '../members/removal-preview'
import { removeMember } from '../members/remove'
import { setMemberRole } from '../members/role'
import { previewPolicy, savePolicy, readPolicy } from '../sharing/policy/policy'
import { revoke } from '../sharing/revoke'
import { makeAgent } from '../testing/agents'
import { makePerson } from '../testing/people'
import { giveTo } from '../testing/sharing'
import { makeReady } from '../testing/upload'

// A token has never more rights than its person has now, and neither have the URLs that it was handed out.

const CLIENT = { ip: '198.51.100.6', userAgent: 'vitest agent' }
const BAD_TOKEN = { code: 'BAD_TOKEN' }
const NOT_FOUND = { code: 'NOT_FOUND' }
const DAY_MS = 24 * 3_600_000
const status = async (url: string) => (await fetch(url)).status

let admin: UserPrincipal
let owner: UserPrincipal
let person: UserPrincipal
let documentId: string

beforeAll(() => db().sharingPolicy.update({ where: { id: 1 }, data: { urlSeconds: 3600 } }))
afterAll(() => db().sharingPolicy.update({ where: { id: 1 }, data: { urlSeconds: null, longestAgentDays: 365 } }))
beforeEach(async () => {
  ;[admin, owner, person] = [await makePerson('ADMIN'), await makePerson(), await makePerson()]
  documentId = (await makeReady(owner)).documentId
})

/** An agent of the person with a URL to the document, which an hour would keep alive. */
async function agentWithUrl() {
  const agent = await makeAgent(person)
  const { url } = await mint(agent.principal, documentId)
  expect(await status(url)).toBe(200)
  return { ...agent, url }
}

test('disabled, a person’s agents are refused and what they hold is dead; enabled, only the right comes back', async () => {
  await giveTo(person, documentId, owner)
  const { token, principal, url } = await agentWithUrl()
  await disableMember(admin, person.userId)
  await expect(requireAgent(token, CLIENT)).rejects.toMatchObject(BAD_TOKEN)
  await expect(mint(principal, documentId)).rejects.toMatchObject(NOT_FOUND)
  expect(await status(url)).toBe(404)
  await enableMember(admin, person.userId)
  await requireAgent(token, CLIENT)
  expect(await status(url)).toBe(404)
  expect(await status((await mint(principal, documentId)).url)).toBe(200)
})

test('removed, a person’s tokens end for good and keep neither name nor address', async () => {
  await giveTo(person, documentId, owner)
  const { token, principal, url } = await agentWithUrl()
  expect(await removalPreview(admin, person.userId)).toMatchObject({ tokens: 1 })
  await removeMember(admin, { userId: person.userId, heirId: null })
  expect(await status(url)).toBe(404)
  await expect(requireAgent(token, CLIENT)).rejects.toMatchObject(BAD_TOKEN)
  const row = await db().agentToken.findUniqueOrThrow({ where: { id: principal.tokenId } })
  expect(row).toMatchObject({ name: '', lastUsedIp: null })
  expect(row.revokedAt).toBeInstanceOf(Date)
})

test('a group that is left, and a grant that is revoked, take what agents hold by them', async () => {
  const { groupId } = await createGroup(admin, `Agents ${documentId}`)
  await addToGroup(admin, groupId, person.userId)
  await db().capability.create({ data: { kind: 'GROUP', groupId, documentId, giverId: owner.userId } })
  const byGroup = await agentWithUrl()
  await removeFromGroup(admin, groupId, person.userId)
  expect(await status(byGroup.url)).toBe(404)
  await expect(mint(byGroup.principal, documentId)).rejects.toMatchObject(NOT_FOUND)

  const grant = await giveTo(person, documentId, owner)
  const byGrant = await agentWithUrl()
  await revoke(owner, [grant])
  expect(await status(byGrant.url)).toBe(404)
  await expect(mint(byGrant.principal, documentId)).rejects.toMatchObject(NOT_FOUND)
})

test('an agent is an administrator’s only while its person is one', async () => {
  await setMemberRole(admin, person.userId, 'ADMIN')
  const { token } = await makeAgent(person)
  expect(await requireAgent(token, CLIENT)).toMatchObject({ role: 'ADMIN' })
  await setMemberRole(admin, person.userId, 'MEMBER')
  expect(await requireAgent(token, CLIENT)).toMatchObject({ role: 'MEMBER' })
})

test('a shorter longest life ends older tokens and their URLs at once, as its preview says, and names them', async () => {
  // A policy is everybody's: what other tests left behind would be counted too.
  await db().agentToken.updateMany({ where: { revokedAt: null }, data: { revokedAt: new Date() } })
  await db().issuedUrl.updateMany({ where: { agentTokenId: { not: null } }, data: { killedAt: new Date() } })
  await giveTo(person, documentId, owner)
  const old = await makeAgent(person)
  await db().agentToken.update({
    where: { id: old.principal.tokenId },
    data: { name: 'nightly import', createdAt: new Date(Date.now() - 10 * DAY_MS) },
  })
  const young = await makeAgent(person)
  const oldUrl = (await mint(old.principal, documentId)).url
  const { frozenAt: _, serverUrlSeconds: __, ...policy } = await readPolicy()
  const shorter = { ...policy, longestAgentDays: 7 }
  const preview = await previewPolicy(shorter)
  expect(preview).toMatchObject({
    tokensStop: 1,
    tokensRevive: 0,
    tokenNames: [`nightly import (${person.name})`],
    urlsKilled: 1,
  })
  expect(await status(oldUrl)).toBe(200)
  await requireAgent(old.token, CLIENT)

  expect(await savePolicy(admin, shorter)).toMatchObject({ ...preview, urlsPending: 0 })
  expect(await status(oldUrl)).toBe(404)
  await expect(requireAgent(old.token, CLIENT)).rejects.toMatchObject(BAD_TOKEN)
  await requireAgent(young.token, CLIENT)
  const [event] = await db().auditEvent.findMany({ where: { actorId: admin.userId } })
  expect(event?.details).toEqual({ longestAgentDays: 7, 'longestAgentDays.before': policy.longestAgentDays })

  expect(await savePolicy(admin, policy)).toMatchObject({ tokensStop: 0, tokensRevive: 1, urlsKilled: 0 })
  await requireAgent(old.token, CLIENT)
})
