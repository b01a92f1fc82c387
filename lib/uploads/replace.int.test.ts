import { expect, test } from 'vitest'
import { db } from '../db'
import { deleteDocument } from '../documents/delete'
import { mint, mintLink } from '../documents/mint'
import { purgeDocument } from '../documents/purge'
import { rowsById } from '../documents/list'
import { useOf } from '../quotas/use'
import { revoke } from '../sharing/revoke'
import { headObject, writeSmall } from '../storage/objects'
import { makeAgent } from '../testing/agents'
import { beginParts, MiB, partOf, sampleBytes, sendPart, sha256 } from '../testing/parts'
import { makePerson } from '../testing/people'
import { beginReplacement, replaceWith } from '../testing/replacement'
import { giveTo, makeLink } from '../testing/sharing'
import { beginOne, documentOf, makeReady, sendForm } from '../testing/upload'
import { abandonUpload } from './abandon'
import { finishUpload } from './finish'
import { reconcile } from './reconcile'
import { replaceFile } from './replace'
import { replaceFileInput } from './schema'
import { settle } from './settle'
import { signParts, signUpload } from './sign'
import { findActive } from './status'

const OLD = '%PDF-1.7 the old one'
const NEW = 'a newer text, and longer'

/** A READY document with an owner, an editor and a viewer. */
async function shared(bytes = OLD) {
  const [owner, editor, viewer] = [await makePerson(), await makePerson(), await makePerson()]
  const { documentId } = await makeReady(owner, bytes)
  const grant = await giveTo(editor, documentId, owner, { role: 'EDITOR' })
  await giveTo(viewer, documentId, owner)
  return { owner, editor, viewer, documentId, grant }
}

const text = async (url: string) => {
  const answer = await fetch(url)
  return answer.ok ? answer.text() : answer.status
}
const rowOf = async (reader: Parameters<typeof rowsById>[0], id: string) => (await rowsById(reader, [id]))[0]!

test('an editor replaces the file: links and grants give the new bytes, what was handed out before is dead', async () => {
  const { owner, editor, viewer, documentId } = await shared()
  const { visit } = await makeLink(documentId, owner)
  const before = await documentOf(documentId)
  const urls = [await mint(viewer, documentId), await mintLink(visit, { disposition: 'attachment' })]
  expect(await text(urls[0]!.url)).toBe(OLD)

  const { uploadId, plan } = await beginReplacement(editor, documentId, NEW.length)
  expect(await rowOf(viewer, documentId)).toMatchObject({ status: 'Ready', newFile: null })
  expect((await rowOf(editor, documentId)).newFile).toMatchObject({ status: 'Uploading', mayCancel: true })
  expect((await sendForm(plan, NEW)).status).toBe(201)
  expect(await text((await mint(owner, documentId)).url)).toBe(OLD)
  expect(await settle(uploadId)).toBe('ready')

  for (const { url } of urls) expect(await text(url)).toBe(404)
  expect(await text((await mint(viewer, documentId)).url)).toBe(NEW)
  expect(await text((await mintLink(visit, { disposition: 'attachment' })).url)).toBe(NEW)
  const after = await documentOf(documentId)
  expect(after).toMatchObject({ status: 'READY', size: BigInt(NEW.length), name: before.name, digest: null })
  expect(after).toMatchObject({ contentType: 'text/plain', opensInline: true })
  expect(after.readyAt!.getTime()).toBeGreaterThan(before.readyAt!.getTime())
  expect(await headObject(before.object!.key)).toBeNull()
  expect((await rowOf(editor, documentId)).newFile).toMatchObject({ uploadId, status: 'Replaced' })
  expect(await finishUpload(editor, uploadId)).toEqual({ arrived: true })
  const [replaced] = await db().auditEvent.findMany({ where: { documentId, action: 'document.replaced' } })
  expect(replaced).toMatchObject({ actorId: editor.userId })
  expect(replaced!.details).toMatchObject({ bytesBefore: OLD.length, bytes: NEW.length, urls: 3 })
})

test('viewers, strangers and administrators cannot, and nobody while the document is not READY', async () => {
  const { owner, viewer, documentId } = await shared()
  for (const who of [viewer, await makePerson(), await makePerson('ADMIN')]) {
    await expect(beginReplacement(who, documentId, 3)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  }
  const waiting = await beginOne(owner, 3)
  await expect(beginReplacement(owner, waiting.documentId, 3)).rejects.toMatchObject({ code: 'CONFLICT' })
  await deleteDocument(owner, documentId)
  await expect(beginReplacement(owner, documentId, 3)).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('one new file at a time: of many at once one begins, the next when that one has ended', async () => {
  const { owner, editor, documentId } = await shared()
  const begin = (n: number) => beginReplacement(n % 2 ? owner : editor, documentId, NEW.length)
  const outcomes = await Promise.allSettled(Array.from({ length: 20 }, (_, n) => begin(n)))
  const [begun, ...others] = outcomes.filter((one) => one.status === 'fulfilled')
  expect(others).toEqual([])
  for (const one of outcomes) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'CONFLICT' })
  expect(await db().upload.count({ where: { documentId, state: 'ACTIVE' } })).toBe(1)
  await sendForm(begun!.value.plan, NEW)
  expect(await settle(begun!.value.uploadId)).toBe('ready')
  expect(await replaceWith(owner, documentId, OLD)).toBe('ready')
  expect(await text((await mint(owner, documentId)).url)).toBe(OLD)
})

test('a new file of the wrong size, or one that never came, leaves the document as it was and says why', async () => {
  const { owner, editor, viewer, documentId } = await shared()
  const before = await documentOf(documentId)
  const url = (await mint(viewer, documentId)).url
  const short = await beginReplacement(editor, documentId, 1000)
  // The policy would refuse this; a store whose policy does not hold is what this stands for.
  await writeSmall(short.plan.fields.key!, 'too short')
  expect(await settle(short.uploadId)).toBe('rejected')
  const reason = 'The store received 9 B of 1 KB. Upload it again.'
  expect((await rowOf(owner, documentId)).newFile).toMatchObject({ status: 'Rejected', rejection: reason })
  expect((await rowOf(viewer, documentId)).newFile).toBeNull()
  expect(await finishUpload(editor, short.uploadId)).toEqual({ arrived: false, reason })

  const late = await beginReplacement(editor, documentId, 4)
  await db().upload.update({ where: { id: late.uploadId }, data: { expiresAt: new Date(0) } })
  await reconcile()
  expect(await db().upload.findUniqueOrThrow({ where: { id: late.uploadId } })).toMatchObject({ rejection: 'late' })
  const { updatedAt: _, objects: __, uploads: ___, ...rest } = await documentOf(documentId)
  expect(before).toMatchObject({ ...rest, updatedAt: expect.any(Date) })
  expect(await text(url)).toBe(OLD)
})

test('room is kept for both files, comes back once, and is the owner’s whoever replaces', async () => {
  const { owner, editor, documentId } = await shared('x'.repeat(100))
  const use = async () => (await useOf(owner)).usedBytes
  const cancelled = await beginReplacement(editor, documentId, 40)
  expect([await use(), (await useOf(editor)).usedBytes]).toEqual([140, 0])
  await abandonUpload(editor, cancelled.uploadId)
  await abandonUpload(owner, cancelled.uploadId)
  expect(await use()).toBe(100)

  const rejected = await beginReplacement(editor, documentId, 40)
  await writeSmall(rejected.plan.fields.key!, 'short')
  expect(await settle(rejected.uploadId)).toBe('rejected')
  expect(await use()).toBe(100)

  expect(await replaceWith(editor, documentId, 'y'.repeat(30))).toBe('ready')
  expect(await use()).toBe(30)
  await beginReplacement(editor, documentId, 50)
  await deleteDocument(owner, documentId)
  expect(await use()).toBe(30)
  await purgeDocument(owner, documentId)
  expect(await use()).toBe(0)
})

test('100 parallel replacements never exceed the owner’s limit, and the sentence says whose it is', async () => {
  const { owner, editor } = await shared()
  const documents = await Promise.all(Array.from({ length: 20 }, () => makeReady(owner, 'x'.repeat(10))))
  for (const { documentId } of documents) await giveTo(editor, documentId, owner, { role: 'EDITOR' })
  const { usedBytes } = await useOf(owner)
  await db().storageUse.update({ where: { userId: owner.userId }, data: { quotaBytes: usedBytes + 1000 } })
  const begin = (n: number) => beginReplacement(editor, documents[n % 20]!.documentId, 150)
  const outcomes = await Promise.allSettled(Array.from({ length: 100 }, (_, n) => begin(n)))
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(6)
  expect(await useOf(owner)).toMatchObject({ usedBytes: usedBytes + 900 })
  const full = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason as { code: string }] : []))
  expect(full.find(({ code }) => code === 'QUOTA_EXCEEDED')).toMatchObject({
    message: expect.stringContaining('storage of the document’s owner is full'),
  })
})

test('an editor who loses the right in mid-upload gets no more signatures, and what was sent is not taken in', async () => {
  const { owner, editor, documentId, grant } = await shared()
  const { uploadId, plan } = await beginReplacement(editor, documentId, NEW.length)
  expect((await sendForm(plan, NEW)).status).toBe(201)
  await revoke(owner, [grant])
  await expect(signUpload(editor, uploadId)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect(await settle(uploadId)).toBe('rejected')
  expect((await rowOf(owner, documentId)).newFile?.rejection).toBe(
    'Whoever sent it may not replace this file any more.',
  )
  expect(await text((await mint(owner, documentId)).url)).toBe(OLD)
  expect((await useOf(owner)).usedBytes).toBe(OLD.length)
})

test('what an agent sends is taken in and says so, unless its token has ended meanwhile', async () => {
  const { owner, documentId } = await shared()
  const { principal: agent } = await makeAgent(owner)
  expect(await replaceWith(agent, documentId, NEW)).toBe('ready')
  const replaced = await db().auditEvent.findFirstOrThrow({ where: { documentId, action: 'document.replaced' } })
  expect(replaced.details).toMatchObject({ agent: agent.tokenId })
  const { uploadId, plan } = await beginReplacement(agent, documentId, OLD.length)
  expect((await sendForm(plan, OLD)).status).toBe(201)
  await db().agentToken.update({ where: { id: agent.tokenId }, data: { expiresAt: new Date() } })
  expect(await settle(uploadId)).toBe('rejected')
  expect(await text((await mint(owner, documentId)).url)).toBe(NEW)
})

test('the reconciler ends what an editor without the right left behind, with its reservation', async () => {
  const { owner, editor, documentId } = await shared()
  await beginReplacement(editor, documentId, 500)
  await db().user.update({ where: { id: editor.userId }, data: { disabledAt: new Date() } })
  await reconcile()
  expect(await db().upload.count({ where: { documentId, state: 'ACTIVE' } })).toBe(0)
  expect((await useOf(owner)).usedBytes).toBe(OLD.length)
})

test('the owner calls off what an editor sends; another editor cannot', async () => {
  const { owner, editor, documentId } = await shared()
  const other = await makePerson()
  await giveTo(other, documentId, owner, { role: 'EDITOR' })
  const { uploadId, plan } = await beginReplacement(editor, documentId, NEW.length)
  expect((await rowOf(other, documentId)).newFile).toMatchObject({ status: 'Uploading', mayCancel: false })
  await expect(abandonUpload(other, uploadId)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await abandonUpload(owner, uploadId)
  expect((await sendForm(plan, NEW)).status).toBe(201)
  expect(await settle(uploadId)).toBe('not-mine')
  expect(await documentOf(documentId)).toMatchObject({ status: 'READY', deletedAt: null, size: BigInt(OLD.length) })
  expect(await finishUpload(editor, uploadId)).toMatchObject({ arrived: false })
})

test('a large new file goes up in parts, is offered to go on with, and has the digest of its parts', async () => {
  const { owner, documentId } = await shared()
  // Sets the strategy by size for this file of tests.
  await beginParts(owner, 64 * MiB + 1)
  const bytes = sampleBytes(64 * MiB + 5)
  const file = { name: 'film.mp4', size: bytes.length, type: 'video/mp4' }
  const begun = await replaceFile(owner, replaceFileInput.parse({ documentId, file, checksums: true }))
  const { plan, uploadId } = begun
  if (plan?.strategy !== 'multipart') throw new Error('a large file goes up in parts')
  const { found } = await findActive(owner, { strategy: 'MULTIPART', status: 'receiving', limit: 9 })
  expect(found).toContainEqual(expect.objectContaining({ id: uploadId, replaces: true }))
  for (let number = 1; number <= plan.partCount; number += 1) {
    const part = partOf(bytes, plan, number)
    const [signed] = await signParts(owner, uploadId, [{ number, sha256: sha256(part).toString('base64') }])
    expect(await sendPart(signed!, part)).toBe(200)
  }
  expect(await finishUpload(owner, uploadId)).toEqual({ arrived: true })
  const after = await documentOf(documentId)
  expect(after).toMatchObject({ status: 'READY', size: BigInt(bytes.length) })
  expect(after.digest).toMatch(/^sha256:[A-Za-z0-9+/]{43}=-5$/)
  expect(after.objects.filter(({ state }) => state === 'LIVE')).toHaveLength(1)
})
