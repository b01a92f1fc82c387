import { expect, test } from 'vitest'
import { db } from '../db'
import { env } from '../env'
import { sweep } from '../documents/sweep'
import { headObject } from '../storage/objects'
import { makePerson } from '../testing/people'
import { beginOne, documentOf, drop, type FormPlan, makeReady, sendForm } from '../testing/upload'
import { abandonUpload } from './abandon'
import { beginUploads } from './begin'
import { MAX_FILES_A_BEGIN } from './limits'
import { signUpload } from './sign'

test('a drop of a thousand files is one transaction; four are signed at once, the others when their turn comes', async () => {
  const person = await makePerson()
  const files = Array.from({ length: MAX_FILES_A_BEGIN }, (_, n) => ({ name: `${n}.txt`, size: n, type: 'text/plain' }))
  const begun = await beginUploads(person, drop(...files))
  expect(begun).toHaveLength(MAX_FILES_A_BEGIN)
  expect(begun.filter(({ plan }) => plan)).toHaveLength(4)
  const waiting = begun[4]!
  const { name } = await db().document.findUniqueOrThrow({ where: { id: waiting.documentId } })
  expect(name).toBe('4.txt')
  const plan = await signUpload(person, waiting.uploadId)
  expect((await sendForm(plan as FormPlan, '1234')).status).toBe(201)
})

test('one file over the limit refuses the drop, names the file and begins nothing', async () => {
  const person = await makePerson()
  const files = [1, env().MAX_UPLOAD_BYTES + 1].map((size) => ({ name: `${size}.bin`, size, type: 'text/plain' }))
  await expect(beginUploads(person, drop(...files))).rejects.toMatchObject({
    code: 'TOO_LARGE',
    message: expect.stringContaining(files[1]!.name),
  })
  expect(await db().document.count({ where: { ownerId: person.userId } })).toBe(0)
})

test('every key has its row before anything can be written to it, writable no longer than the form', async () => {
  const { documentId, plan } = await beginOne(await makePerson(), 5)
  const { objects } = await documentOf(documentId)
  expect(objects).toHaveLength(1)
  expect(objects[0]).toMatchObject({ key: plan.fields.key, state: 'WRITING' })
  const policy = JSON.parse(Buffer.from(plan.fields.Policy!, 'base64').toString()) as { expiration: string }
  const over = Date.parse(policy.expiration) - objects[0]!.writableUntil.getTime()
  expect(Math.abs(over)).toBeLessThan(2_000)
})

test('only its own person signs or cancels an upload, and only while it is active', async () => {
  const [owner, stranger] = [await makePerson(), await makePerson('ADMIN')]
  const { uploadId } = await beginOne(owner, 5)
  await expect(signUpload(stranger, uploadId)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(abandonUpload(stranger, uploadId)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  const ready = await makeReady(owner)
  await expect(signUpload(owner, ready.uploadId)).rejects.toMatchObject({ code: 'CONFLICT' })
})

test('a cancelled upload leaves the list, and what had arrived or still arrives is deleted', async () => {
  const owner = await makePerson()
  const { documentId, uploadId, plan } = await beginOne(owner, 4)
  await sendForm(plan, 'four')
  await abandonUpload(owner, uploadId)
  await sweep({ documentId })
  expect(await headObject(plan.fields.key!)).toBeNull()

  await sendForm(plan, 'late')
  const { arrive } = await import('./arrive')
  expect(await arrive(plan.fields.key!)).toBe('ignored')
  await sweep({ documentId })
  expect(await headObject(plan.fields.key!)).toBeNull()
  expect((await documentOf(documentId)).deletedAt).not.toBeNull()
})

test('cancelling what became READY a moment ago leaves it READY', async () => {
  const owner = await makePerson()
  const { documentId, uploadId } = await makeReady(owner)
  await abandonUpload(owner, uploadId)
  expect(await documentOf(documentId)).toMatchObject({ status: 'READY', deletedAt: null })
})

test('a key whose form has run out is deleted once more and then GONE', async () => {
  const owner = await makePerson()
  const { documentId } = await makeReady(owner)
  await sweep({ documentId })
  const staging = { documentId, key: { startsWith: 'incoming/' } }
  expect(await db().storedObject.findFirstOrThrow({ where: staging })).toMatchObject({ state: 'DOOMED' })
  const past = new Date(Date.now() - 3_600_000)
  await db().storedObject.updateMany({ where: staging, data: { writableUntil: past, deleteAt: past } })
  await sweep({ documentId })
  expect(await db().storedObject.findFirstOrThrow({ where: staging })).toMatchObject({ state: 'GONE', deleteAt: null })
})
