import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { UserPrincipal } from '../auth/principal'
import { db } from '../db'
import { listPage } from '../documents/list'
import { deleteDocument } from '../documents/delete'
import { mint, mintLink } from '../documents/mint'
import { purgeDocument } from '../documents/purge'
import { whoCanOpen } from '../sharing/ways/who-can-open'
import { makePerson } from '../testing/people'
import { giveTo, makeLink } from '../testing/sharing'
import { makeReady } from '../testing/upload'
import { createGroup, renameGroup } from './change'
import { listGroups } from './list'
import { addToGroup, deleteGroup, removeFromGroup } from './members'
import { groupName } from './schema'

let admin: UserPrincipal

beforeAll(() => db().sharingPolicy.update({ where: { id: 1 }, data: { urlSeconds: 3600 } }))
afterAll(() => db().sharingPolicy.update({ where: { id: 1 }, data: { urlSeconds: null } }))
beforeEach(async () => {
  admin = await makePerson('ADMIN')
})

const status = async (url: string) => (await fetch(url)).status
const NOT_FOUND = { code: 'NOT_FOUND' }

/** A document that one person may read by a group alone. */
async function sharedWithGroup(role: 'VIEWER' | 'EDITOR' = 'VIEWER') {
  const [owner, reader] = [await makePerson(), await makePerson()]
  const { documentId } = await makeReady(owner)
  const { groupId } = await createGroup(admin, `Board ${randomUUID()}`)
  await addToGroup(admin, groupId, reader.userId)
  await db().capability.create({ data: { kind: 'GROUP', groupId, documentId, giverId: owner.userId, role } })
  return { owner, reader, documentId, groupId }
}

test('a name is there once, however it is written, and also when two make it at once', async () => {
  const name = `Böard_${randomUUID()}`
  const both = await Promise.allSettled([createGroup(admin, name), createGroup(admin, name.toUpperCase())])
  expect(both.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected'])
  await expect(createGroup(admin, name.toLowerCase())).rejects.toMatchObject({ code: 'CONFLICT' })
  const other = await createGroup(admin, name.replace('_', 'x'))
  await expect(renameGroup(admin, other.groupId, name)).rejects.toMatchObject({ code: 'CONFLICT' })
  await renameGroup(admin, other.groupId, name.replace('_', 'X'))
  const actions = await db().auditEvent.findMany({
    where: { subjectId: other.groupId },
    orderBy: { id: 'asc' },
    select: { action: true },
  })
  expect(actions.map(({ action }) => action)).toEqual(['group.created', 'group.renamed'])
})

test('a name has 1 to 80 characters and nothing that hides', () => {
  expect(groupName.parse('  Le\u202egal\n ')).toBe('Legal')
  expect(groupName.parse('x'.repeat(80))).toHaveLength(80)
  for (const name of ['', ' \u0000 ', 'x'.repeat(81), 7]) expect(groupName.safeParse(name).success).toBe(false)
})

test('who is added may open what the group was given, and who is taken out holds nothing any more', async () => {
  const { reader, documentId, groupId } = await sharedWithGroup()
  const { url } = await mint(reader, documentId)
  expect(await status(url)).toBe(200)
  expect(await removeFromGroup(admin, groupId, reader.userId)).toEqual({ urlsKilled: 1, urlsPending: 0 })
  expect(await status(url)).toBe(404)
  await expect(mint(reader, documentId)).rejects.toMatchObject(NOT_FOUND)
  expect((await listPage(reader, { sort: 'created', direction: 'desc' })).rows).toEqual([])
  // Twice is no error, and nothing is done.
  expect(await removeFromGroup(admin, groupId, reader.userId)).toEqual({ urlsKilled: 0, urlsPending: 0 })
})

test('an administrator cannot let themselves into documents of others', async () => {
  const { owner, documentId, groupId } = await sharedWithGroup()
  await expect(addToGroup(admin, groupId, admin.userId)).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  await expect(mint(admin, documentId)).rejects.toMatchObject(NOT_FOUND)
  // Nor with one that ran out: giving again would bring it back.
  await db().capability.updateMany({ where: { documentId }, data: { expiresAt: new Date(0) } })
  await expect(addToGroup(admin, groupId, admin.userId)).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  // Another may, and where nothing was given by others, so may they.
  await addToGroup(await makePerson('ADMIN'), groupId, admin.userId)
  const empty = await createGroup(admin, `Empty ${randomUUID()}`)
  await addToGroup(admin, empty.groupId, admin.userId)
  const { documentId: own } = await makeReady(admin)
  const mine = await createGroup(admin, `Mine ${randomUUID()}`)
  await db().capability.create({
    data: { kind: 'GROUP', groupId: mine.groupId, documentId: own, giverId: admin.userId },
  })
  await addToGroup(admin, mine.groupId, admin.userId)
  expect(await db().groupMember.count({ where: { userId: admin.userId } })).toBe(3)
  expect(await db().groupMember.count({ where: { groupId, userId: owner.userId } })).toBe(0)
})

test('nor into what its owner deleted and can restore, until it is gone for good', async () => {
  const { owner, documentId, groupId } = await sharedWithGroup()
  await deleteDocument(owner, documentId)
  await expect(addToGroup(admin, groupId, admin.userId)).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  await purgeDocument(owner, documentId)
  await addToGroup(admin, groupId, admin.userId)
})

test('who has a right of their own beside the group keeps what they hold', async () => {
  const { owner, reader, documentId, groupId } = await sharedWithGroup()
  await giveTo(reader, documentId, owner)
  const { url } = await mint(reader, documentId)
  expect(await removeFromGroup(admin, groupId, reader.userId)).toMatchObject({ urlsKilled: 0 })
  expect(await status(url)).toBe(200)
})

test('the links of who was an editor by the group end with it', async () => {
  const { reader, documentId, groupId } = await sharedWithGroup('EDITOR')
  const link = await makeLink(documentId, reader)
  const { url } = await mintLink(link.visit, { disposition: 'attachment' })
  expect(await removeFromGroup(admin, groupId, reader.userId)).toMatchObject({ urlsKilled: 1 })
  expect(await status(url)).toBe(404)
  await expect(mintLink(link.visit, { disposition: 'attachment' })).rejects.toMatchObject(NOT_FOUND)
})

test('a group without people stays on the list of ways in and opens nothing', async () => {
  const { owner, reader, documentId, groupId } = await sharedWithGroup()
  await removeFromGroup(admin, groupId, reader.userId)
  const { ways } = await whoCanOpen(owner, documentId)
  expect(ways.at(-1)).toMatchObject({ kind: 'GROUP', group: { people: 0 }, state: 'NOBODY_IN_IT' })
  await addToGroup(admin, groupId, reader.userId)
  expect(await status((await mint(reader, documentId)).url)).toBe(200)
})

test('deleting a group takes everything away that it was given, and kills what was handed out', async () => {
  const { owner, reader, documentId, groupId } = await sharedWithGroup()
  const { url } = await mint(reader, documentId)
  const row = (await listGroups(admin)).find(({ id }) => id === groupId)
  expect(row).toMatchObject({ documents: 1, people: [{ id: reader.userId, disabled: false }] })
  expect(await deleteGroup(admin, groupId)).toEqual({ urlsKilled: 1, urlsPending: 0 })
  expect(await status(url)).toBe(404)
  expect((await whoCanOpen(owner, documentId)).ways.map(({ kind }) => kind)).toEqual(['OWNER'])
  await expect(deleteGroup(admin, groupId)).rejects.toMatchObject(NOT_FOUND)
  const audit = await db().auditEvent.findMany({
    where: { actorId: admin.userId, action: { in: ['grant.revoked', 'group.deleted'] } },
    orderBy: { id: 'asc' },
    select: { action: true, documentId: true },
  })
  expect(audit).toEqual([
    { action: 'grant.revoked', documentId },
    { action: 'group.deleted', documentId: null },
  ])
})

test('fifty downloads while somebody is taken out: none of their URLs is alive afterwards', async () => {
  const { reader, documentId, groupId } = await sharedWithGroup()
  const asked = Array.from({ length: 50 }, () => mint(reader, documentId))
  const [minted] = await Promise.all([Promise.allSettled(asked), removeFromGroup(admin, groupId, reader.userId)])
  const urls = minted.flatMap((one) => (one.status === 'fulfilled' ? [one.value.url] : []))
  expect(new Set(await Promise.all(urls.map(status))).has(200)).toBe(false)
})

test('all of it is for administrators only, also for one who was demoted since the request began', async () => {
  const { groupId, reader } = await sharedWithGroup()
  const demoted = await makePerson('ADMIN')
  await db().user.update({ where: { id: demoted.userId }, data: { role: 'MEMBER' } })
  for (const who of [reader, demoted]) {
    const acts = await Promise.allSettled([
      createGroup(who, randomUUID()),
      renameGroup(who, groupId, 'taken'),
      addToGroup(who, groupId, who.userId),
      removeFromGroup(who, groupId, reader.userId),
      deleteGroup(who, groupId),
    ])
    for (const act of acts) expect(act).toMatchObject({ status: 'rejected', reason: { code: 'NOT_ALLOWED' } })
  }
  await expect(listGroups(reader)).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  await expect(addToGroup(admin, groupId, randomUUID())).rejects.toMatchObject(NOT_FOUND)
  await expect(addToGroup(admin, randomUUID(), reader.userId)).rejects.toMatchObject(NOT_FOUND)
})
