import { afterEach, expect, test } from 'vitest'
import { db } from '../db'
import { deleteDocument } from '../documents/delete'
import { mint } from '../documents/mint'
import { rekey } from '../documents/rekey'
import { restoreDocument } from '../documents/restore'
import { sweep } from '../documents/sweep'
import { onFaultPoint, type FaultPoint } from '../fault-point'
import { useOf } from '../quotas/use'
import { revoke } from '../sharing/revoke'
import { transferDocument } from '../sharing/transfer'
import { deleteObject, headObject } from '../storage/objects'
import { makePerson } from '../testing/people'
import { beginReplacement, replaceWith } from '../testing/replacement'
import { giveTo } from '../testing/sharing'
import { documentOf, makeReady, sendForm } from '../testing/upload'
import { recheckRecent } from './recheck'
import { reconcile } from './reconcile'
import { settle } from './settle'

const OLD = '%PDF-1.7 the old one'
const NEW = 'a newer text, and longer'

afterEach(() => onFaultPoint(null))

/** Does something in the moment in which somebody else passes a point, once. */
function at(point: FaultPoint, act: () => Promise<unknown>): void {
  let done = false
  onFaultPoint(async (passed) => {
    if (passed !== point || done) return
    done = true
    await act()
  })
}

/** A new file that has arrived and waits to be settled. */
async function arrived() {
  const [owner, editor] = [await makePerson(), await makePerson()]
  const { documentId } = await makeReady(owner, OLD)
  const grant = await giveTo(editor, documentId, owner, { role: 'EDITOR' })
  const { uploadId, plan } = await beginReplacement(editor, documentId, NEW.length)
  expect((await sendForm(plan, NEW)).status).toBe(201)
  return { owner, editor, documentId, uploadId, grant }
}

const text = async (url: string) => {
  const answer = await fetch(url)
  return answer.ok ? answer.text() : answer.status
}

/** Every object but the served one is gone from the store. */
async function nothingLeft(documentId: string): Promise<void> {
  await sweep({ documentId })
  const { objects, objectId } = await documentOf(documentId)
  for (const { id, key } of objects) expect((await headObject(key)) !== null).toBe(id === objectId)
}

test('the right is taken away while the new file is checked: it is not published', async () => {
  const { owner, documentId, uploadId, grant } = await arrived()
  at('settle.checked', () => revoke(owner, [grant]))
  expect(await settle(uploadId)).toBe('rejected')
  expect(await db().upload.findUniqueOrThrow({ where: { id: uploadId } })).toMatchObject({ rejection: 'right-lost' })
  expect(await text((await mint(owner, documentId)).url)).toBe(OLD)
  await nothingLeft(documentId)
})

test('the document is deleted while the new file is checked: that one is nowhere, and what was served can be restored', async () => {
  const { owner, documentId, uploadId } = await arrived()
  at('settle.checked', () => deleteDocument(owner, documentId))
  expect(await settle(uploadId)).toBe('again')
  expect(await documentOf(documentId)).toMatchObject({ deletedAt: expect.any(Date), size: BigInt(OLD.length) })
  expect((await useOf(owner)).usedBytes).toBe(OLD.length)
  await nothingLeft(documentId)
  await restoreDocument(owner, documentId)
  expect(await text((await mint(owner, documentId)).url)).toBe(OLD)
})

test('the document changes hands while the new file is checked: its room is the new owner’s, once', async () => {
  const { owner, documentId, uploadId } = await arrived()
  const heir = await makePerson()
  // Who has no password has not joined yet.
  await db().user.update({ where: { id: heir.userId }, data: { passwordHash: 'a hash' } })
  at('settle.checked', () => transferDocument(owner, { documentId, toId: heir.userId, keepEditor: false }))
  expect(await settle(uploadId)).toBe('ready')
  expect([(await useOf(owner)).usedBytes, (await useOf(heir)).usedBytes]).toEqual([0, NEW.length])
  expect(await text((await mint(heir, documentId)).url)).toBe(NEW)
})

test.each(['rekey.begun', 'rekey.copied'] as const)(
  'a new file comes in a re-key, at %s: it stays, the copy goes, and nobody waits for it',
  async (point) => {
    const { owner, documentId, uploadId } = await arrived()
    at(point, () => settle(uploadId))
    expect(await rekey(documentId)).toBe('gone')
    expect(await documentOf(documentId)).toMatchObject({ status: 'READY', rekeyingUntil: null })
    expect(await text((await mint(owner, documentId)).url)).toBe(NEW)
    await nothingLeft(documentId)
  },
)

test('a re-key comes in the middle of a replacement: the new file is served, neither old key is left', async () => {
  const { owner, documentId, uploadId } = await arrived()
  at('settle.checked', () => rekey(documentId))
  const { url } = await mint(owner, documentId)
  expect(await settle(uploadId)).toBe('ready')
  expect(await text(url)).toBe(404)
  expect(await text((await mint(owner, documentId)).url)).toBe(NEW)
  await nothingLeft(documentId)
})

test('URLs minted at every moment of a replacement: those of the old file are dead, the others give the new one', async () => {
  const { owner, documentId, uploadId } = await arrived()
  const minting: Promise<{ url: string }>[] = []
  onFaultPoint(async (point) => {
    if (point !== 'mint.recorded') minting.push(mint(owner, documentId))
  })
  const early = Array.from({ length: 20 }, () => mint(owner, documentId))
  expect(await settle(uploadId)).toBe('ready')
  const late = Array.from({ length: 20 }, () => mint(owner, documentId))
  const urls = await Promise.all([...early, ...minting, ...late])
  const { object } = await documentOf(documentId)
  for (const { url } of urls) expect(await text(url)).toBe(url.includes(object!.key) ? NEW : 404)
  expect(await text(urls.at(-1)!.url)).toBe(NEW)
})

test('of many settles of one replacement at once one wins, and the room of the old file comes back once', async () => {
  const { owner, documentId, uploadId } = await arrived()
  const outcomes = await Promise.all(Array.from({ length: 20 }, () => settle(uploadId)))
  expect(outcomes.filter((outcome) => outcome === 'ready')).toHaveLength(1)
  expect((await useOf(owner)).usedBytes).toBe(NEW.length)
  expect(await replaceWith(owner, documentId, OLD)).toBe('ready')
  expect((await useOf(owner)).usedBytes).toBe(OLD.length)
  await nothingLeft(documentId)
})

test('a database that fails at the commit leaves the old file served; the reconciler publishes the new one', async () => {
  const { owner, documentId, uploadId } = await arrived()
  at('settle.checked', () => Promise.reject(new Error('the power went')))
  await expect(settle(uploadId)).rejects.toThrow('the power went')
  expect(await text((await mint(owner, documentId)).url)).toBe(OLD)
  await reconcile()
  expect(await text((await mint(owner, documentId)).url)).toBe(NEW)
  await nothingLeft(documentId)
})

test('killed after the commit: the old URLs die with the next sweep', async () => {
  const { owner, documentId, uploadId } = await arrived()
  const { url } = await mint(owner, documentId)
  at('replace.committed', () => Promise.reject(new Error('killed')))
  await expect(settle(uploadId)).rejects.toThrow('killed')
  expect(await text((await mint(owner, documentId)).url)).toBe(NEW)
  await sweep()
  expect(await text(url)).toBe(404)
})

test('the store loses a document that is being replaced: it is rejected, and its room comes back once', async () => {
  const { owner, documentId, uploadId } = await arrived()
  const { object } = await documentOf(documentId)
  await deleteObject(object!.key)
  await recheckRecent()
  expect(await documentOf(documentId)).toMatchObject({ status: 'REJECTED', rejection: 'lost', objectId: null })
  expect(await settle(uploadId)).toBe('not-mine')
  expect((await useOf(owner)).usedBytes).toBe(0)
  await nothingLeft(documentId)
})
