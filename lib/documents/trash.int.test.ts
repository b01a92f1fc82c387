import { afterEach, describe, expect, test } from 'vitest'
import type { UserPrincipal } from '../auth/principal'
import { cursorOf } from '../cursor'
import { db } from '../db'
import { onFaultPoint } from '../fault-point'
import { useOf } from '../quotas/use'
import { deleteObject, headObject } from '../storage/objects'
import { makePerson } from '../testing/people'
import { giveTo, makeLink } from '../testing/sharing'
import { beginOne, documentOf, makeReady } from '../testing/upload'
import { recheckRecent } from '../uploads/recheck'
import { deleteDocument } from './delete'
import { digestOf } from './digest'
import { TRASH_DAYS } from './limits'
import { listPage, rowsById } from './list'
import { mint, mintLink } from './mint'
import { purgeDocument, purgeExpired } from './purge'
import { previewRestore, restoreDocument } from './restore'
import { sweep } from './sweep'
import { listTrash } from './trash'

const BYTES = '%PDF-1.7 a contract'
const NOT_FOUND = { code: 'NOT_FOUND' }
const status = async (url: string) => (await fetch(url)).status
const trashOf = async (who: UserPrincipal) => (await listTrash(who, null)).rows.map(({ id }) => id)

afterEach(async () => {
  onFaultPoint(null)
  await db().sharingPolicy.update({ where: { id: 1 }, data: { urlSeconds: null } })
})

async function shared() {
  const [owner, editor, viewer] = [await makePerson(), await makePerson(), await makePerson()]
  const { documentId } = await makeReady(owner, BYTES)
  await giveTo(editor, documentId, owner, { role: 'EDITOR' })
  await giveTo(viewer, documentId, owner)
  const link = await makeLink(documentId, owner)
  return { owner, editor, viewer, documentId, link, object: (await documentOf(documentId)).object! }
}

describe('in the trash', () => {
  test('nobody opens it or sees it but its owner, who sees until when', async () => {
    const { owner, editor, viewer, documentId, link } = await shared()
    expect(await deleteDocument(owner, documentId)).toEqual({ trashed: true, urlsPending: 0 })
    for (const who of [owner, editor, viewer]) {
      expect(await rowsById(who, [documentId])).toEqual([])
      await expect(mint(who, documentId)).rejects.toMatchObject(NOT_FOUND)
    }
    await expect(mintLink(link.visit, { disposition: 'attachment' })).rejects.toMatchObject(NOT_FOUND)
    for (const who of [editor, viewer, await makePerson('ADMIN')]) expect(await trashOf(who)).toEqual([])
    const { rows, count, bytes } = await listTrash(owner, null)
    expect([count, bytes]).toEqual([1, BYTES.length])
    const [row] = rows
    expect(row).toMatchObject({ id: documentId, name: 'contract.pdf', size: BYTES.length })
    expect(Date.parse(row!.endsAt) - Date.parse(row!.deletedAt)).toBe(TRASH_DAYS * 24 * 3_600_000)
  })

  test.each(['editor', 'viewer', 'stranger', 'admin'] as const)('%s can neither restore nor purge it', async (who) => {
    const { owner, editor, viewer, documentId } = await shared()
    await deleteDocument(owner, documentId)
    const people = { editor, viewer, stranger: await makePerson(), admin: await makePerson('ADMIN') }
    for (const act of [restoreDocument, previewRestore, purgeDocument])
      await expect(act(people[who], documentId)).rejects.toMatchObject(NOT_FOUND)
    expect(await trashOf(owner)).toEqual([documentId])
  })

  test('what stands, what is gone for good and what never was Ready is not in it', async () => {
    const owner = await makePerson()
    const [standing, purged, begun] = [await makeReady(owner), await makeReady(owner), await beginOne(owner, 4)]
    await deleteDocument(owner, purged.documentId)
    await purgeDocument(owner, purged.documentId)
    expect(await deleteDocument(owner, begun.documentId)).toEqual({ trashed: false, urlsPending: 0 })
    expect(await trashOf(owner)).toEqual([])
    for (const { documentId } of [standing, purged, begun])
      for (const act of [restoreDocument, purgeDocument])
        await expect(act(owner, documentId)).rejects.toMatchObject(NOT_FOUND)
    expect((await documentOf(begun.documentId)).chargedBytes).toBe(0n)
  })

  test('pages follow each other, and an odd cursor is refused', async () => {
    const owner = await makePerson()
    const { documentId } = await makeReady(owner)
    await deleteDocument(owner, documentId)
    const [row] = (await listTrash(owner, null)).rows
    expect((await listTrash(owner, cursorOf([row!.deletedAt, documentId]))).rows).toEqual([])
    const later = new Date(Date.parse(row!.deletedAt) + 1).toISOString()
    expect((await listTrash(owner, cursorOf([later, documentId]))).rows).toHaveLength(1)
    for (const odd of ['x', cursorOf([later, '1']), cursorOf(['x', documentId])])
      await expect(listTrash(owner, odd)).rejects.toMatchObject({ code: 'BAD_INPUT' })
  })
})

describe('URLs that were handed out', () => {
  test('without a living one the object stays where it is', async () => {
    const { owner, documentId, object } = await shared()
    await deleteDocument(owner, documentId)
    expect((await documentOf(documentId)).object).toMatchObject({ key: object.key, state: 'LIVE' })
    expect(await db().auditEvent.count({ where: { documentId, action: 'document.rekeyed' } })).toBe(0)
  })

  test('two of an hour are dead when the deletion answers, and stay so after a restore', async () => {
    const { owner, viewer, documentId, link, object } = await shared()
    await db().sharingPolicy.update({ where: { id: 1 }, data: { urlSeconds: 3600 } })
    const urls = [(await mint(viewer, documentId)).url, (await mintLink(link.visit, { disposition: 'attachment' })).url]
    expect(await Promise.all(urls.map(status))).toEqual([200, 200])
    expect(await deleteDocument(owner, documentId)).toEqual({ trashed: true, urlsPending: 0 })
    expect(await Promise.all(urls.map(status))).toEqual([404, 404])
    expect((await documentOf(documentId)).object!.key).not.toBe(object.key)
    expect(await headObject(object.key)).toBeNull()
    await restoreDocument(owner, documentId)
    expect(await Promise.all(urls.map(status))).toEqual([404, 404])
    expect(await status((await mint(viewer, documentId)).url)).toBe(200)
  })

  test('restored before they were killed, it does not give them their right again', async () => {
    const { owner, viewer, documentId } = await shared()
    const { url } = await mint(viewer, documentId)
    onFaultPoint(async (point) => {
      if (point !== 'delete.committed') return
      onFaultPoint(null)
      await restoreDocument(owner, documentId)
    })
    await deleteDocument(owner, documentId)
    expect(await status(url)).toBe(404)
    expect(await status((await mint(viewer, documentId)).url)).toBe(200)
  })
})

describe('a restore', () => {
  test('brings the same bytes back to everybody, and says to how many', async () => {
    const { owner, editor, viewer, documentId, link, object } = await shared()
    const used = await makeLink(documentId, owner, { maxDownloads: 0 })
    const before = await digestOf(object.key)
    await mint(viewer, documentId)
    await deleteDocument(owner, documentId)
    expect(await previewRestore(owner, documentId)).toEqual({ people: 2, links: 1 })
    expect(await trashOf(owner)).toEqual([documentId])
    expect(await restoreDocument(owner, documentId)).toMatchObject({ id: documentId, status: 'Ready', role: 'OWNER' })
    const after = (await documentOf(documentId)).object!
    expect(await digestOf(after.key)).toBe(before)
    for (const who of [owner, editor, viewer])
      expect(await (await fetch((await mint(who, documentId)).url)).text()).toBe(BYTES)
    expect(await status((await mintLink(link.visit, { disposition: 'attachment' })).url)).toBe(200)
    await expect(mintLink(used.visit, { disposition: 'attachment' })).rejects.toMatchObject(NOT_FOUND)
    const { rows } = await listPage(owner, { sort: 'created', direction: 'desc' })
    expect(rows.map(({ id }) => id)).toEqual([documentId])
    const events = await db().auditEvent.findMany({ where: { documentId }, select: { action: true } })
    expect(events.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['document.deleted', 'document.restored']),
    )
    await expect(restoreDocument(owner, documentId)).rejects.toMatchObject(NOT_FOUND)
  })

  test('counts no link and no person whose right ended meanwhile', async () => {
    const { owner, viewer, documentId, link } = await shared()
    await deleteDocument(owner, documentId)
    await db().user.update({ where: { id: viewer.userId }, data: { disabledAt: new Date() } })
    await db().capability.update({ where: { id: link.way.id }, data: { expiresAt: new Date(0) } })
    expect(await previewRestore(owner, documentId)).toEqual({ people: 1, links: 0 })
  })

  test('of two at once, and of a restore beside a purge, one is done', async () => {
    const { owner, documentId } = await shared()
    const once = async (...acts: Promise<unknown>[]) =>
      (await Promise.allSettled(acts)).filter((one) => one.status === 'fulfilled').length
    await deleteDocument(owner, documentId)
    expect(await once(restoreDocument(owner, documentId), restoreDocument(owner, documentId))).toBe(1)
    await deleteDocument(owner, documentId)
    expect(await once(restoreDocument(owner, documentId), purgeDocument(owner, documentId))).toBe(1)
    const { objectId, deletedAt, object } = await documentOf(documentId)
    expect(objectId === null).toBe(deletedAt !== null)
    if (object) expect(await headObject(object.key)).not.toBeNull()
  })
})

describe('gone for good', () => {
  test('its bytes are deleted and its room is given back, once', async () => {
    const { owner, documentId, object } = await shared()
    await deleteDocument(owner, documentId)
    expect((await useOf(owner)).usedBytes).toBe(BYTES.length)
    await purgeDocument(owner, documentId)
    expect((await useOf(owner)).usedBytes).toBe(0)
    expect(await headObject(object.key)).toBeNull()
    await expect(purgeDocument(owner, documentId)).rejects.toMatchObject(NOT_FOUND)
    expect(await db().auditEvent.count({ where: { documentId, action: 'document.purged' } })).toBe(1)
  })

  test('happens by itself after the days of the trash, not before, and once on several instances', async () => {
    const owner = await makePerson()
    const [old, young] = [await makeReady(owner, BYTES), await makeReady(owner, BYTES)]
    for (const { documentId } of [old, young]) await deleteDocument(owner, documentId)
    const age = (id: string, days: number) =>
      db().document.update({ where: { id }, data: { deletedAt: new Date(Date.now() - days * 24 * 3_600_000) } })
    await age(old.documentId, TRASH_DAYS)
    await age(young.documentId, TRASH_DAYS - 0.01)
    const { key } = (await documentOf(old.documentId)).object!
    const gone = await Promise.all([purgeExpired(), purgeExpired(), purgeExpired()])
    expect(gone.reduce((sum, count) => sum + count)).toBe(1)
    await sweep()
    expect(await headObject(key)).toBeNull()
    expect(await trashOf(owner)).toEqual([young.documentId])
    expect((await useOf(owner)).usedBytes).toBe(BYTES.length)
    const event = { documentId: old.documentId, action: 'document.purged' }
    const { actorId, details } = await db().auditEvent.findFirstOrThrow({ where: event })
    expect([actorId, details]).toEqual([null, { days: TRASH_DAYS }])
    expect(await purgeExpired()).toBe(0)
  })

  test('is also what the store has lost, which nobody can restore', async () => {
    const { owner, documentId, object } = await shared()
    await deleteDocument(owner, documentId)
    await deleteObject(object.key)
    await recheckRecent()
    expect(await trashOf(owner)).toEqual([])
    expect((await useOf(owner)).usedBytes).toBe(0)
    await expect(restoreDocument(owner, documentId)).rejects.toMatchObject(NOT_FOUND)
  })
})
