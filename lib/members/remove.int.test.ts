import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { UserPrincipal } from '../auth/principal'
import { db } from '../db'
import { deleteDocument } from '../documents/delete'
import { mint, mintLink } from '../documents/mint'
import { restoreDocument } from '../documents/restore'
import { listTrash } from '../documents/trash'
import { useOf } from '../quotas/use'
import { makePerson } from '../testing/people'
import { giveTo, makeLink } from '../testing/sharing'
import { beginOne, makeReady, sendForm } from '../testing/upload'
import { settle } from '../uploads/settle'
import { disableMember } from './disable'
import { inviteMember } from './invite'
import { listMembers } from './list'
import { removalPreview } from './removal-preview'
import { removeMember } from './remove'

let admin: UserPrincipal

beforeAll(() => db().sharingPolicy.update({ where: { id: 1 }, data: { urlSeconds: 3600 } }))
afterAll(() => db().sharingPolicy.update({ where: { id: 1 }, data: { urlSeconds: null } }))
beforeEach(async () => {
  admin = await joined('ADMIN')
})

const status = async (url: string) => (await fetch(url)).status
const NOT_FOUND = { code: 'NOT_FOUND' }

async function joined(role: 'ADMIN' | 'MEMBER' = 'MEMBER'): Promise<UserPrincipal> {
  const person = await makePerson(role)
  await db().user.update({ where: { id: person.userId }, data: { passwordHash: 'not a hash' } })
  return person
}

/** Somebody with a document, a grant, a link of each kind, a group and URLs of each. */
async function leaver() {
  const [person, other] = [await joined(), await joined()]
  const own = (await makeReady(person, 'x'.repeat(100))).documentId
  const theirs = (await makeReady(other)).documentId
  const grant = await giveTo(person, theirs, other, { role: 'EDITOR' })
  const [ownLink, foreignLink] = [await makeLink(own, person), await makeLink(theirs, person)]
  const group = await db().group.create({
    data: { name: randomUUID(), members: { create: { userId: person.userId } } },
  })
  const urls = {
    own: (await mint(person, own)).url,
    theirs: (await mint(person, theirs)).url,
    foreignLink: (await mintLink(foreignLink.visit, { disposition: 'attachment' })).url,
  }
  return { person, other, own, theirs, grant, ownLink, foreignLink, group, urls }
}

test('a person’s documents go to the heir, everything else of theirs ends, and what they held is dead', async () => {
  const { person, own, theirs, grant, ownLink, foreignLink, group, urls } = await leaver()
  const heir = await joined()
  expect(await removalPreview(admin, person.userId)).toEqual({
    documents: 1,
    trashed: 0,
    bytes: 100,
    grants: 1,
    links: 1,
    groups: 1,
    tokens: 0,
  })

  const answer = await removeMember(admin, { userId: person.userId, heirId: heir.userId })

  expect(answer).toEqual({ documents: 1, heir: heir.name, urlsKilled: 3, told: false })
  expect(await Promise.all(Object.values(urls).map(status))).toEqual([404, 404, 404])
  for (const id of [own, theirs]) await expect(mint(person, id)).rejects.toMatchObject(NOT_FOUND)
  expect(await status((await mint(heir, own)).url)).toBe(200)
  // A link into what was theirs goes on and speaks for the heir; one into what was not has nobody to speak for.
  expect(await status((await mintLink(ownLink.visit, { disposition: 'attachment' })).url)).toBe(200)
  await expect(mintLink(foreignLink.visit, { disposition: 'attachment' })).rejects.toMatchObject(NOT_FOUND)
  const ended = await db().capability.findMany({ where: { id: { in: [grant.id, foreignLink.way.id] } } })
  expect(ended.every(({ revokedAt }) => revokedAt !== null)).toBe(true)
  expect(await db().groupMember.count({ where: { groupId: group.id } })).toBe(0)
  expect(await useOf(heir)).toMatchObject({ usedBytes: 100 })
})

test('of the person nothing is left but an id, and the address is free again', async () => {
  const { person } = await leaver()
  const heir = await joined()
  await removeMember(admin, { userId: person.userId, heirId: heir.userId })
  const left = await db().user.findUniqueOrThrow({ where: { id: person.userId }, omit: { passwordHash: false } })
  expect(left).toMatchObject({
    name: 'Former member',
    email: `former-${person.userId}@removed.invalid`,
    passwordHash: null,
    oidcSubject: null,
    role: 'MEMBER',
  })
  expect(left.erasedAt).toBeInstanceOf(Date)
  expect(await db().session.count({ where: { userId: person.userId } })).toBe(0)
  const personal = await db().$queryRaw<unknown[]>`
    SELECT 1 FROM "AuditEvent" e JOIN "AuditPersonal" p ON p.hash = e."personalHash" WHERE e."actorId" = ${person.userId}::uuid`
  expect(personal).toEqual([])
  expect((await listMembers(admin)).map(({ id }) => id)).not.toContain(person.userId)
  await expect(removeMember(admin, { userId: person.userId, heirId: null })).rejects.toMatchObject(NOT_FOUND)
  await inviteMember(admin, { email: person.email, name: 'Here again', role: 'MEMBER' })
})

describe('the heir', () => {
  test('is never the administrator who acts, nor who left, nor somebody who is not active', async () => {
    const { person, own } = await leaver()
    const [disabled, invited] = [await joined(), await makePerson()]
    await db().user.update({ where: { id: disabled.userId }, data: { disabledAt: new Date() } })
    const to = (heirId: string | null) => removeMember(admin, { userId: person.userId, heirId })
    await expect(to(admin.userId)).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
    for (const id of [person.userId, disabled.userId, invited.userId])
      await expect(to(id)).rejects.toMatchObject({ code: 'CONFLICT' })
    await expect(to(null)).rejects.toMatchObject({ code: 'CONFLICT', message: /Choose who gets them/ })
    await expect(mint(admin, own)).rejects.toMatchObject(NOT_FOUND)
    expect(await status((await mint(person, own)).url)).toBe(200)
  })

  test('needs the room, and without it nothing at all has happened', async () => {
    const { person, grant, urls } = await leaver()
    const heir = await joined()
    await db().storageUse.create({ data: { userId: heir.userId, quotaBytes: 99 } })
    await expect(removeMember(admin, { userId: person.userId, heirId: heir.userId })).rejects.toMatchObject({
      code: 'QUOTA_EXCEEDED',
      message: 'This needs 100 B of their storage, and 99 B are left. An administrator can raise the limit.',
    })
    expect(await db().capability.count({ where: { id: grant.id, revokedAt: null } })).toBe(1)
    expect(await status(urls.own)).toBe(200)
    expect(await useOf(person)).toMatchObject({ usedBytes: 100 })
  })

  test('is not asked for where there are no documents', async () => {
    const person = await makePerson()
    expect(await removeMember(admin, { userId: person.userId, heirId: null })).toMatchObject({
      documents: 0,
      heir: null,
    })
  })
})

test('what the person was still uploading ends, and what their form still brings becomes nobody’s document', async () => {
  const [person, heir] = [await joined(), await joined()]
  await makeReady(person, 'x'.repeat(100))
  const begun = await beginOne(person, 7)
  const answer = await removeMember(admin, { userId: person.userId, heirId: heir.userId })
  expect(answer.documents).toBe(1)
  expect((await sendForm(begun.plan, '%PDF-1.')).status).toBe(201)
  await settle(begun.uploadId)
  const document = await db().document.findUniqueOrThrow({ where: { id: begun.documentId } })
  expect(document).toMatchObject({ ownerId: person.userId, objectId: null, chargedBytes: 0n })
  expect(document.deletedAt).toBeInstanceOf(Date)
  expect(await useOf(heir)).toMatchObject({ usedBytes: 100 })
})

test('what the person deleted goes to the trash of the heir, who can restore it; a link of theirs goes on with it', async () => {
  const [person, heir] = [await joined(), await joined()]
  const { documentId } = await makeReady(person, 'x'.repeat(100))
  const link = await makeLink(documentId, person)
  await deleteDocument(person, documentId)
  expect(await removalPreview(admin, person.userId)).toMatchObject({ documents: 1, trashed: 1, bytes: 100 })
  const withoutHeir = removeMember(admin, { userId: person.userId, heirId: null })
  await expect(withoutHeir).rejects.toMatchObject({ code: 'CONFLICT' })
  expect(await removeMember(admin, { userId: person.userId, heirId: heir.userId })).toMatchObject({ documents: 1 })
  await expect(mint(heir, documentId)).rejects.toMatchObject(NOT_FOUND)
  expect((await listTrash(heir, null)).rows.map(({ id }) => id)).toEqual([documentId])
  expect((await useOf(heir)).usedBytes).toBe(100)
  await restoreDocument(heir, documentId)
  expect(await status((await mintLink(link.visit, { disposition: 'attachment' })).url)).toBe(200)
})

test('the last administrator stays, and nobody removes themselves or without being an administrator', async () => {
  await db().user.updateMany({ where: { role: 'ADMIN', id: { not: admin.userId } }, data: { role: 'MEMBER' } })
  const remove = (who: UserPrincipal, userId: string) => removeMember(who, { userId, heirId: null })
  await expect(remove(admin, admin.userId)).rejects.toMatchObject({ code: 'LAST_ADMIN' })
  const second = await joined('ADMIN')
  await expect(remove(admin, admin.userId)).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  const member = await joined()
  await expect(remove(member, second.userId)).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  await expect(removalPreview(member, second.userId)).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  // Two who remove each other at once: one of them is left.
  const acts = await Promise.allSettled([remove(admin, second.userId), remove(second, admin.userId)])
  expect(acts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await db().user.count({ where: { role: 'ADMIN', disabledAt: null } })).toBe(1)
})

test('disabling kills what the person and visitors of their links hold; enabling gives back nothing but the right', async () => {
  const { person, theirs, urls, foreignLink } = await leaver()
  await disableMember(admin, person.userId)
  expect(await Promise.all(Object.values(urls).map(status))).toEqual([404, 404, 404])
  await expect(mint(person, theirs)).rejects.toMatchObject(NOT_FOUND)
  await expect(mintLink(foreignLink.visit, { disposition: 'attachment' })).rejects.toMatchObject(NOT_FOUND)
})
