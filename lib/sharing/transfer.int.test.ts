import { afterAll, beforeAll, expect, test } from 'vitest'
import type { UserPrincipal } from '../auth/principal'
import { db } from '../db'
import { listPage } from '../documents/list'
import { mint, mintLink } from '../documents/mint'
import { useOf } from '../quotas/use'
import { makePerson } from '../testing/people'
import { giveTo, makeLink } from '../testing/sharing'
import { makeReady } from '../testing/upload'
import { revoke } from './revoke'
import { transferDocument } from './transfer'

beforeAll(() => db().sharingPolicy.update({ where: { id: 1 }, data: { urlSeconds: 3600 } }))
afterAll(() => db().sharingPolicy.update({ where: { id: 1 }, data: { urlSeconds: null } }))

const status = async (url: string) => (await fetch(url)).status
const NOT_FOUND = { code: 'NOT_FOUND' }

/** Somebody who has joined: documents go to nobody who could not come for them. */
async function joined(role: 'ADMIN' | 'MEMBER' = 'MEMBER'): Promise<UserPrincipal> {
  const person = await makePerson(role)
  await db().user.update({ where: { id: person.userId }, data: { passwordHash: 'not a hash' } })
  return person
}

async function roleIn(principal: UserPrincipal, documentId: string) {
  const { rows } = await listPage(principal, { sort: 'created', direction: 'desc' })
  return rows.find(({ id }) => id === documentId)
}

test('an owner gives a document away: with it go storage and links, and the old owner’s URLs die', async () => {
  const [owner, heir, reader] = [await joined(), await joined(), await makePerson()]
  const { documentId } = await makeReady(owner, 'x'.repeat(100))
  const grant = await giveTo(reader, documentId, owner)
  const had = await giveTo(heir, documentId, owner)
  const link = await makeLink(documentId, owner)
  const before = (await db().organisation.findUniqueOrThrow({ where: { id: 1 } })).usedBytes
  const { url } = await mint(owner, documentId)

  const answer = await transferDocument(owner, { documentId, toId: heir.userId, keepEditor: false })

  expect(answer).toEqual({ newOwner: heir.name, urlsKilled: 1, tell: null })
  expect(await status(url)).toBe(404)
  await expect(mint(owner, documentId)).rejects.toMatchObject(NOT_FOUND)
  expect(await roleIn(owner, documentId)).toBeUndefined()
  expect((await roleIn(heir, documentId))?.owner).toEqual({ id: heir.userId, name: heir.name })
  expect(await status((await mint(reader, documentId)).url)).toBe(200)
  expect(await status((await mintLink(link.visit, { disposition: 'attachment' })).url)).toBe(200)
  const grants = await db().capability.findMany({ where: { documentId } })
  const byId = new Map(grants.map((one) => [one.id, one]))
  expect(byId.get(link.way.id)).toMatchObject({ giverId: heir.userId, revokedAt: null })
  expect(byId.get(grant.id)).toMatchObject({ giverId: owner.userId, revokedAt: null })
  expect(byId.get(had.id)?.revokedAt).toBeInstanceOf(Date)
  expect([await useOf(owner), await useOf(heir)]).toMatchObject([{ usedBytes: 0 }, { usedBytes: 100 }])
  expect((await db().organisation.findUniqueOrThrow({ where: { id: 1 } })).usedBytes).toBe(before)
  const audit = await db().auditEvent.findFirstOrThrow({ where: { documentId, action: 'document.transferred' } })
  expect(audit).toMatchObject({
    actorId: owner.userId,
    subjectId: heir.userId,
    details: { from: owner.userId, to: heir.userId, keepEditor: false, byAdministrator: false },
  })
})

test('the old owner stays an editor by choice, and what they hold goes on', async () => {
  const [owner, heir] = [await joined(), await joined()]
  const { documentId } = await makeReady(owner)
  const { url } = await mint(owner, documentId)
  expect(await transferDocument(owner, { documentId, toId: heir.userId, keepEditor: true })).toMatchObject({
    urlsKilled: 0,
  })
  expect(await status(url)).toBe(200)
  expect((await roleIn(owner, documentId))?.may).toMatchObject({ rename: true, delete: false })
  // And back: the grant that kept them is ended with it, so that a second round finds none.
  await transferDocument(heir, { documentId, toId: owner.userId, keepEditor: true })
  await transferDocument(owner, { documentId, toId: heir.userId, keepEditor: true })
  const standing = await db().capability.findMany({ where: { documentId, revokedAt: null } })
  expect(standing).toMatchObject([{ userId: owner.userId, role: 'EDITOR', giverId: heir.userId }])
})

test('only the owner and administrators may, and an administrator never gets it', async () => {
  const [owner, heir, editor, stranger, admin] = [
    await joined(),
    await joined(),
    await joined(),
    await joined(),
    await joined('ADMIN'),
  ]
  const { documentId } = await makeReady(owner)
  await giveTo(editor, documentId, owner, { role: 'EDITOR' })
  const to = (who: UserPrincipal, toId: string) => transferDocument(who, { documentId, toId, keepEditor: false })
  for (const nobody of [editor, stranger]) await expect(to(nobody, heir.userId)).rejects.toMatchObject(NOT_FOUND)
  await expect(to(admin, admin.userId)).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  await expect(to(owner, owner.userId)).rejects.toMatchObject({ code: 'CONFLICT' })
  expect(await to(admin, heir.userId)).toEqual({ newOwner: heir.name, urlsKilled: 0, tell: owner.name })
  await expect(to(owner, heir.userId)).rejects.toMatchObject(NOT_FOUND)
  await expect(mint(admin, documentId)).rejects.toMatchObject(NOT_FOUND)
  // One who was demoted since the request began.
  await db().user.update({ where: { id: admin.userId }, data: { role: 'MEMBER' } })
  await expect(to(admin, stranger.userId)).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
})

test('it goes to nobody who is disabled, not there yet or nobody, and not where it does not fit', async () => {
  const [owner, disabled, invited, full] = [await joined(), await joined(), await makePerson(), await joined()]
  const { documentId } = await makeReady(owner, 'x'.repeat(2000))
  await db().user.update({ where: { id: disabled.userId }, data: { disabledAt: new Date() } })
  await db().storageUse.create({ data: { userId: full.userId, quotaBytes: 500 } })
  const to = (toId: string) => transferDocument(owner, { documentId, toId, keepEditor: true })
  for (const id of [disabled.userId, invited.userId, crypto.randomUUID()])
    await expect(to(id)).rejects.toMatchObject({ code: 'CONFLICT', message: /active member/ })
  await expect(to(full.userId)).rejects.toMatchObject({
    code: 'QUOTA_EXCEEDED',
    message: 'This needs 2 KB of their storage, and 500 B are left. An administrator can raise the limit.',
  })
  expect((await roleIn(owner, documentId))?.owner.id).toBe(owner.userId)
  expect(await useOf(owner)).toMatchObject({ usedBytes: 2000 })
})

test('the new owner takes away what the old one gave, and the old one does not any more', async () => {
  const [owner, heir, reader] = [await joined(), await joined(), await makePerson()]
  const { documentId } = await makeReady(owner)
  const link = await makeLink(documentId, owner)
  const grant = await giveTo(reader, documentId, owner)
  await transferDocument(owner, { documentId, toId: heir.userId, keepEditor: false })
  await expect(revoke(owner, [link.way])).rejects.toMatchObject(NOT_FOUND)
  expect(await revoke(heir, [link.way, grant])).toMatchObject({ grants: 1, links: 1 })
})

test('two people who give each other documents at once do not wait for each other for ever', async () => {
  const [one, two] = [await joined(), await joined()]
  const [ones, twos] = [await makeReady(one, 'x'.repeat(10)), await makeReady(two, 'x'.repeat(20))]
  for (let round = 0; round < 5; round++) {
    const [first, second] = round % 2 ? [two, one] : [one, two]
    await Promise.all([
      transferDocument(first, { documentId: ones.documentId, toId: second.userId, keepEditor: false }),
      transferDocument(second, { documentId: twos.documentId, toId: first.userId, keepEditor: false }),
    ])
  }
  expect([await useOf(one), await useOf(two)]).toMatchObject([{ usedBytes: 20 }, { usedBytes: 10 }])
})
