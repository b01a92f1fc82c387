import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import type { UserPrincipal } from '../auth/principal'
import { db } from '../db'
import { enforce, enforceAll } from '../documents/enforce'
import { mint, mintLink, type LinkVisit } from '../documents/mint'
import { giveTo, makeLink } from '../testing/sharing'
import { pausingMints } from '../testing/pausing-mints'
import { makePerson } from '../testing/people'
import { makeReady } from '../testing/upload'
import { revoke } from './revoke'

const NOT_FOUND = { code: 'NOT_FOUND' }
const status = async (url: string) => (await fetch(url)).status
const mayMint = (principal: UserPrincipal, documentId: string) =>
  mint(principal, documentId).then(
    () => true,
    () => false,
  )

/** URLs that live an hour, as an organisation may allow them: dying of age does not count here. */
async function hourLong(): Promise<void> {
  await db().sharingPolicy.update({ where: { id: 1 }, data: { urlSeconds: 3600 } })
}

afterAll(() => db().sharingPolicy.update({ where: { id: 1 }, data: { urlSeconds: null } }))

async function sharedWith(...readers: UserPrincipal[]) {
  await hourLong()
  const owner = await makePerson()
  const { documentId } = await makeReady(owner)
  const ways = await Promise.all(readers.map((reader) => giveTo(reader, documentId, owner)))
  return { owner, documentId, ways }
}

test('what was handed out before the revoke is dead when it answers', async () => {
  const reader = await makePerson()
  const { owner, documentId, ways } = await sharedWith(reader)
  const link = await makeLink(documentId, owner)
  const urls = [
    (await mint(reader, documentId)).url,
    (await mint(reader, documentId, { disposition: 'inline' })).url,
    (await mintLink(link.visit, { disposition: 'attachment' })).url,
  ]
  expect(await Promise.all(urls.map(status))).toEqual([200, 200, 200])

  const answer = await revoke(owner, [ways[0]!, link.way])

  expect(answer).toMatchObject({ grants: 1, links: 1, urls: 0, urlsKilled: 3, urlsPending: 0 })
  expect(await Promise.all(urls.map(status))).toEqual([404, 404, 404])
  await expect(mint(reader, documentId)).rejects.toMatchObject(NOT_FOUND)
  await expect(mintLink(link.visit, { disposition: 'attachment' })).rejects.toMatchObject(NOT_FOUND)
  const actions = await db().auditEvent.findMany({
    where: { documentId, action: { in: ['grant.revoked', 'link.revoked'] } },
    orderBy: { id: 'asc' },
    select: { action: true, actorId: true, subjectId: true },
  })
  expect(actions).toEqual([
    { action: 'grant.revoked', actorId: owner.userId, subjectId: ways[0]!.id },
    { action: 'link.revoked', actorId: owner.userId, subjectId: link.way.id },
  ])
})

test('a reader with another right of their own can still download', async () => {
  const [reader, other] = [await makePerson(), await makePerson()]
  const { owner, documentId, ways } = await sharedWith(reader, other)
  await mint(reader, documentId)
  await mint(other, documentId)
  expect(await revoke(owner, [ways[0]!])).toMatchObject({ urlsKilled: 1 })
  expect(await status((await mint(other, documentId)).url)).toBe(200)
  expect(await status((await mint(owner, documentId)).url)).toBe(200)
})

test('nothing is moved when every holder keeps another right', async () => {
  const reader = await makePerson()
  const { owner, documentId, ways } = await sharedWith(reader)
  const group = await db().group.create({
    data: { name: randomUUID(), members: { create: { userId: reader.userId } } },
  })
  await db().capability.create({ data: { kind: 'GROUP', groupId: group.id, documentId, giverId: owner.userId } })
  const { url } = await mint(reader, documentId)
  expect(await revoke(owner, [ways[0]!])).toMatchObject({ grants: 1, urlsKilled: 0 })
  expect(await status(url)).toBe(200)
})

test('revoking twice is no error and counts nothing', async () => {
  const reader = await makePerson()
  const { owner, ways } = await sharedWith(reader)
  expect(await revoke(owner, ways)).toMatchObject({ grants: 1 })
  expect(await revoke(owner, ways)).toMatchObject({ grants: 0, links: 0, urlsKilled: 0 })
})

test('one URL can be taken back without the right behind it', async () => {
  const reader = await makePerson()
  const { owner, documentId } = await sharedWith(reader)
  const { url } = await mint(reader, documentId)
  const [issued] = await db().issuedUrl.findMany({ where: { documentId } })
  expect(await revoke(owner, [{ kind: 'URL', id: issued!.id }])).toMatchObject({ urls: 1, urlsKilled: 1 })
  expect(await status(url)).toBe(404)
  expect(await status((await mint(reader, documentId)).url)).toBe(200)
})

test('the owner revokes everything, a giver what they gave, an administrator everything, nobody else anything', async () => {
  const [editor, viewer, stranger, admin] = [
    await makePerson(),
    await makePerson(),
    await makePerson(),
    await makePerson('ADMIN'),
  ]
  const { owner, documentId, ways } = await sharedWith(viewer)
  await giveTo(editor, documentId, owner, { role: 'EDITOR' })
  const byEditor = await makeLink(documentId, editor)
  const byOwner = await makeLink(documentId, owner)

  for (const nobody of [viewer, stranger]) {
    await expect(revoke(nobody, [ways[0]!, byEditor.way, byOwner.way])).rejects.toMatchObject(NOT_FOUND)
  }
  // Only what is theirs, whatever else they name beside it.
  expect(await revoke(editor, [ways[0]!, byEditor.way, byOwner.way])).toMatchObject({ grants: 0, links: 1 })
  expect(await mayMint(viewer, documentId)).toBe(true)
  expect(await revoke(admin, [byOwner.way])).toMatchObject({ links: 1 })
  expect(await revoke(owner, [ways[0]!])).toMatchObject({ grants: 1 })
  expect(await mayMint(admin, documentId)).toBe(false)
})

test('an administrator who was demoted a moment ago revokes nothing', async () => {
  const [reader, admin] = [await makePerson(), await makePerson('ADMIN')]
  const { ways } = await sharedWith(reader)
  await db().user.update({ where: { id: admin.userId }, data: { role: 'MEMBER' } })
  await expect(revoke(admin, ways)).rejects.toMatchObject(NOT_FOUND)
})

test('an id of another kind, of nothing, or of somebody else’s document does nothing', async () => {
  const [reader, attacker] = [await makePerson(), await makePerson()]
  const { ways, documentId } = await sharedWith(reader)
  await makeReady(attacker)
  await expect(revoke(attacker, [{ kind: 'LINK', id: ways[0]!.id }])).rejects.toMatchObject(NOT_FOUND)
  await expect(revoke(attacker, [{ kind: 'USER', id: randomUUID() }])).rejects.toMatchObject(NOT_FOUND)
  expect(await mayMint(reader, documentId)).toBe(true)
})

test('fifty mints in flight while it is revoked: every URL that was ever handed out is dead', async () => {
  const reader = await makePerson()
  const { owner, documentId, ways } = await sharedWith(reader)
  const link = await makeLink(documentId, owner)
  const urls: string[] = []
  const mints = Array.from({ length: 50 }, async (_, turn) => {
    await new Promise((resolve) => setTimeout(resolve, turn * 3))
    const minted = await (
      turn % 2 ? mint(reader, documentId) : mintLink(link.visit, { disposition: 'attachment' })
    ).catch((error: { code?: string }) => {
      expect(error.code).toBe('NOT_FOUND')
      return null
    })
    if (minted) urls.push(minted.url)
  })
  await new Promise((resolve) => setTimeout(resolve, 60))
  await revoke(owner, [ways[0]!, link.way])
  await Promise.all(mints)
  expect(urls.length).toBeGreaterThan(0)
  expect(new Set(await Promise.all(urls.map(status)))).toEqual(new Set([404]))
})

test('a mint that read its right before the revoke and records after it: its URL is dead too', async () => {
  const reader = await makePerson()
  const { owner, documentId, ways } = await sharedWith(reader)
  const link = await makeLink(documentId, owner)
  await pausingMints(async () => {
    const minted = [mint(reader, documentId), mintLink(link.visit, { disposition: 'attachment' })]
    await new Promise((resolve) => setTimeout(resolve, 150))
    const answer = await revoke(owner, [ways[0]!, link.way])
    const urls = (await Promise.all(minted)).map(({ url }) => url)
    expect(await Promise.all(urls.map(status))).toEqual([404, 404])
    expect(answer.urlsKilled).toBe(2)
  })
})

test('with a store that hangs the answer says what is pending, and the job ends it when the store is back', async () => {
  const reader = await makePerson()
  const { owner, documentId, ways } = await sharedWith(reader)
  const { url } = await mint(reader, documentId)
  await db().capability.update({ where: { id: ways[0]!.id }, data: { revokedAt: new Date() } })
  const store = Number(process.env['TEST_STORE_PID'])
  process.kill(store, 'SIGSTOP')
  try {
    const answer = await enforce({ documentIds: [documentId] }, { large: 'later', withinMs: 500 })
    expect(answer).toMatchObject({ urlsKilled: 0, urlsPending: 1 })
    await expect(mint(reader, documentId)).rejects.toMatchObject(NOT_FOUND)
  } finally {
    process.kill(store, 'SIGCONT')
  }
  await enforceAll()
  expect(await status(url)).toBe(404)
  expect(await status((await mint(owner, documentId)).url)).toBe(200)
})

test('a URL of a link ends with the giver’s own right to share, which a shorter one takes back at once', async () => {
  const editor = await makePerson()
  const { owner, documentId } = await sharedWith()
  const until = new Date(Date.now() + 60_000)
  const grant = await giveTo(editor, documentId, owner, { role: 'EDITOR', expiresAt: until })
  const link = await makeLink(documentId, editor)
  const { url } = await mintLink(link.visit, { disposition: 'attachment' })
  const [issued] = await db().issuedUrl.findMany({ where: { documentId } })
  expect(issued!.expiresAt.getTime()).toBeLessThanOrEqual(until.getTime())
  await db().capability.update({ where: { id: grant.id }, data: { expiresAt: new Date(Date.now() + 30_000) } })
  expect(await enforce({ documentIds: [documentId] })).toMatchObject({ urlsKilled: 1 })
  expect(await status(url)).toBe(404)
})

test('what dies of age before its document could be moved is left to it', async () => {
  const reader = await makePerson()
  const { owner, documentId, ways } = await sharedWith(reader)
  await mint(reader, documentId)
  // A terabyte takes hours to copy; these URLs live one.
  await db().storedObject.updateMany({ where: { documentId, state: 'LIVE' }, data: { size: 10n ** 12n } })
  expect(await revoke(owner, [ways[0]!])).toMatchObject({ grants: 1, urlsKilled: 0, urlsPending: 1 })
  await enforceAll()
  await expect(mint(reader, documentId)).rejects.toMatchObject(NOT_FOUND)
  await mint(owner, documentId)
})

test('a link session of an older version, or with another token, gets nothing', async () => {
  const { owner, documentId } = await sharedWith()
  const link = await makeLink(documentId, owner)
  const old: LinkVisit = link.visit
  await db().link.update({ where: { capabilityId: link.way.id }, data: { version: { increment: 1 } } })
  await expect(mintLink(old, { disposition: 'attachment' })).rejects.toMatchObject(NOT_FOUND)
  expect(await status((await mintLink({ ...old, version: 1 }, { disposition: 'attachment' })).url)).toBe(200)
  await expect(
    mintLink({ ...old, version: 1, tokenHash: randomBytes(32) }, { disposition: 'attachment' }),
  ).rejects.toMatchObject(NOT_FOUND)
})
