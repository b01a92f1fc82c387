import { createHash, randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { db } from '../db'
import { copyInParts, copyWhole } from '../storage/copy'
import { objectKey } from '../storage/keys'
import { headObject, readWhole, writeSmall } from '../storage/objects'
import { makePerson } from '../testing/people'
import { documentOf, makeReady } from '../testing/upload'
import { deleteDocument } from './delete'
import { enforce } from './enforce'
import { mint } from './mint'
import { rekey } from './rekey'
import { sweep } from './sweep'

const status = async (url: string) => (await fetch(url)).status

test('a re-keyed document is served from another key, and every URL of the old one is dead', async () => {
  const owner = await makePerson()
  const { documentId } = await makeReady(owner)
  const before = await mint(owner, documentId)
  const old = (await documentOf(documentId)).object!
  expect(await status(before.url)).toBe(200)

  expect(await rekey(documentId)).toBe('moved')

  expect(await status(before.url)).toBe(404)
  const after = await mint(owner, documentId)
  expect(await (await fetch(after.url)).text()).toBe('%PDF-1.7 a contract')
  const now = await documentOf(documentId)
  expect(now.object).toMatchObject({ state: 'LIVE', size: old.size })
  expect(now.object!.key).not.toBe(old.key)
  expect(now.objects.find(({ id }) => id === old.id)?.state).toBe('DOOMED')
  expect(await db().issuedUrl.count({ where: { documentId, killedAt: null } })).toBe(1)
  const event = await db().auditEvent.findFirstOrThrow({ where: { documentId, action: 'document.rekeyed' } })
  expect(event.details).toEqual({ urls: 1 })
})

test('downloads that are asked for while it moves wait and get the new key', async () => {
  const owner = await makePerson()
  const { documentId } = await makeReady(owner, `%PDF-1.7 ${'x'.repeat(4_000_000)}`)
  const moving = rekey(documentId)
  const minted = await Promise.all(
    Array.from({ length: 10 }, async (_, turn) => {
      await new Promise((resolve) => setTimeout(resolve, turn * 5))
      return { url: (await mint(owner, documentId)).url, at: Date.now() }
    }),
  )
  await moving
  const living = await db().issuedUrl.findMany({ where: { documentId, killedAt: null }, select: { objectId: true } })
  const { objectId } = await documentOf(documentId)
  expect(living.every((url) => url.objectId === objectId)).toBe(true)
  const answers = await Promise.all(minted.map(({ url }) => status(url)))
  expect(answers.filter((answer) => answer === 200)).toHaveLength(living.length)
})

test('one of two at once moves it; the other says that it is busy', async () => {
  const owner = await makePerson()
  const { documentId } = await makeReady(owner)
  const outcomes = await Promise.all([rekey(documentId), rekey(documentId)])
  expect(outcomes).toContain('moved')
  const { objects } = await documentOf(documentId)
  expect(objects.filter(({ state }) => state === 'LIVE')).toHaveLength(1)
  expect(objects.filter(({ state }) => state === 'WRITING')).toHaveLength(0)
})

test('a document that is deleted while it moves stays deleted, with one object for its owner to restore', async () => {
  const owner = await makePerson()
  const { documentId } = await makeReady(owner)
  await Promise.all([rekey(documentId), deleteDocument(owner, documentId)])
  await sweep({ documentId })
  const { objects, objectId, deletedAt } = await documentOf(documentId)
  expect(deletedAt).toBeInstanceOf(Date)
  for (const { id, key } of objects) expect((await headObject(key)) !== null).toBe(id === objectId)
  expect(objects.map(({ id }) => id)).toContain(objectId)
})

test('a process that died in the middle delays nobody for longer than its lease, and is healed', async () => {
  const [owner, reader] = [await makePerson(), await makePerson()]
  const { documentId } = await makeReady(owner)
  const grant = { documentId, giverId: owner.userId, kind: 'USER' as const, userId: reader.userId }
  const capability = await db().capability.create({ data: grant })
  const { url } = await mint(reader, documentId)
  await db().capability.update({ where: { id: capability.id }, data: { revokedAt: new Date() } })
  // What a kill between the copy and the swap leaves: a copy under a recorded key, and the lease, by now over.
  const { object } = await documentOf(documentId)
  const left = await db().storedObject.create({
    data: { key: objectKey(), documentId, writableUntil: new Date(Date.now() - 10 * 60_000) },
  })
  await copyWhole({ key: object!.key, size: Number(object!.size), etag: object!.etag! }, left.key)
  await db().document.update({ where: { id: documentId }, data: { rekeyingUntil: new Date(Date.now() - 1) } })

  expect(await enforce({ documentIds: [documentId] })).toMatchObject({ urlsKilled: 1, urlsPending: 0 })
  expect(await status(url)).toBe(404)
  expect(await status((await mint(owner, documentId)).url)).toBe(200)
})

test('an object that is not served any more is no reason to move the one that is', async () => {
  const owner = await makePerson()
  const { documentId } = await makeReady(owner)
  const { objectId: before } = await documentOf(documentId)
  expect(await rekey(documentId, before)).toBe('moved')
  const { objectId: after } = await documentOf(documentId)
  expect(await rekey(documentId, before)).toBe('gone')
  expect((await documentOf(documentId)).objectId).toBe(after)
})

test('a source that is not what was seen is not copied', async () => {
  const owner = await makePerson()
  const { documentId } = await makeReady(owner)
  const { object } = await documentOf(documentId)
  const from = { key: object!.key, size: Number(object!.size), etag: '"0123456789abcdef0123456789abcdef"' }
  expect(await copyWhole(from, objectKey())).toBe(false)
  expect(await copyInParts(from, objectKey())).toBe(false)
})

test('a copy in parts has the same bytes', async () => {
  const bytes = randomBytes(12 * 1024 ** 2).toString('base64')
  const [from, to] = [objectKey(), objectKey()]
  await writeSmall(from, bytes)
  const head = (await headObject(from))!
  expect(await copyInParts({ ...head, key: from }, to, 5 * 1024 ** 2)).toBe(true)
  const sum = createHash('sha256')
  for await (const chunk of await readWhole(to)) sum.update(chunk)
  expect(sum.digest('hex')).toBe(createHash('sha256').update(bytes).digest('hex'))
})
