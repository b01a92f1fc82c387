import { expect, test } from 'vitest'
import { ListMultipartUploadsCommand } from '@aws-sdk/client-s3'
import { db } from '../db'
import { mint } from '../documents/mint'
import { sweep } from '../documents/sweep'
import { env } from '../env'
import { internalClient } from '../storage/clients'
import { completeMultipart, listParts } from '../storage/multipart'
import { headObject } from '../storage/objects'
import { beginParts, MiB, partOf, sampleBytes, sendPart, sha256 } from '../testing/parts'
import { makePerson } from '../testing/people'
import { documentOf } from '../testing/upload'
import { abandonUpload } from './abandon'
import { finishUpload } from './finish'
import { reconcile } from './reconcile'
import { settle } from './settle'
import { signParts, signUpload } from './sign'
import { findActive } from './status'

const SIZE = 70 * MiB
const bytes = sampleBytes(SIZE)

type Person = Awaited<ReturnType<typeof makePerson>>
type Begun = Awaited<ReturnType<typeof beginParts>>

async function send(person: Person, { uploadId, plan }: Begun, numbers: number[], checksums = plan.checksums) {
  const asked = numbers.map((number) => ({
    number,
    sha256: checksums ? sha256(partOf(bytes, plan, number)).toString('base64') : null,
  }))
  const signed = await signParts(person, uploadId, asked)
  for (const part of signed) expect(await sendPart(part, partOf(bytes, plan, part.number))).toBe(200)
}

const unfinishedOf = async (person: Person) =>
  (await findActive(person, { strategy: 'MULTIPART', status: 'receiving', limit: 9 })).found

const objectOf = async (documentId: string) => (await documentOf(documentId)).objects[0]!

async function openUploads(key: string) {
  const listed = await internalClient().send(new ListMultipartUploadsCommand({ Bucket: env().S3_BUCKET, Prefix: key }))
  return listed.Uploads ?? []
}

test('a large file goes up in parts, is joined by the server, and comes down the same', async () => {
  const person = await makePerson()
  const begun = await beginParts(person, SIZE)
  expect(begun.plan).toEqual({ strategy: 'multipart', partSize: 16 * MiB, partCount: 5, checksums: false, present: [] })
  await send(person, begun, [2, 1, 5])
  expect(await finishUpload(person, begun.uploadId)).toEqual({ arrived: false, reason: null })
  expect(await signUpload(person, begun.uploadId)).toMatchObject({ present: [1, 2, 5] })
  expect((await unfinishedOf(person)).map(({ id }) => id)).toEqual([begun.uploadId])

  await send(person, begun, [4, 3])
  expect(await finishUpload(person, begun.uploadId)).toEqual({ arrived: true })
  const document = await documentOf(begun.documentId)
  expect(document).toMatchObject({ status: 'READY', size: BigInt(SIZE), digest: null })
  expect(await unfinishedOf(person)).toEqual([])
  const { url } = await mint(person, begun.documentId)
  expect(sha256(Buffer.from(await (await fetch(url)).arrayBuffer()))).toEqual(sha256(bytes))
})

test('where the store verifies them, every part carries its SHA-256, and the document its composite', async () => {
  const person = await makePerson()
  const begun = await beginParts(person, SIZE, true)
  expect(begun.plan.checksums).toBe(true)
  await expect(signParts(person, begun.uploadId, [{ number: 1, sha256: null }])).rejects.toMatchObject({
    code: 'BAD_INPUT',
  })

  const [damaged] = await signParts(person, begun.uploadId, [
    { number: 1, sha256: sha256(Buffer.from('other')).toString('base64') },
  ])
  expect(await sendPart(damaged!, partOf(bytes, begun.plan, 1))).toBe(400)
  await send(person, begun, [1, 2, 3, 4, 5])
  expect(await settle(begun.uploadId)).toBe('ready')
  const sums = [1, 2, 3, 4, 5].map((number) => sha256(partOf(bytes, begun.plan, number)))
  const composite = `sha256:${sha256(Buffer.concat(sums)).toString('base64')}-5`
  expect((await documentOf(begun.documentId)).digest).toBe(composite)
})

test.each([false, true])(
  'a part that went twice, its first answer lost, is one part (checksums: %s)',
  async (checksums) => {
    const person = await makePerson()
    const begun = await beginParts(person, SIZE, checksums)
    await send(person, begun, [1, 2, 3])
    await send(person, begun, [2])
    await send(person, begun, [2, 4, 5])
    expect(await signUpload(person, begun.uploadId)).toMatchObject({ present: [1, 2, 3, 4, 5] })
    expect(await finishUpload(person, begun.uploadId)).toEqual({ arrived: true })
    const { url } = await mint(person, begun.documentId)
    expect(sha256(Buffer.from(await (await fetch(url)).arrayBuffer()))).toEqual(sha256(bytes))
  },
)

test('a part URL takes exactly its part: other lengths, another number and another checksum are refused', async () => {
  const person = await makePerson()
  const begun = await beginParts(person, SIZE)
  const [first, last] = await signParts(person, begun.uploadId, [
    { number: 1, sha256: null },
    { number: 5, sha256: null },
  ])
  const part = partOf(bytes, begun.plan, 1)
  expect(await sendPart(first!, part.subarray(1))).toBe(403)
  expect(await sendPart(first!, Buffer.concat([part, Buffer.from('x')]))).toBe(403)
  expect(await sendPart(last!, part)).toBe(403)
  expect(await sendPart({ ...first!, url: first!.url.replace('partNumber=1', 'partNumber=2') }, part)).toBe(403)
  await expect(signParts(person, begun.uploadId, [{ number: 6, sha256: null }])).rejects.toMatchObject({
    code: 'BAD_INPUT',
  })
  expect(await signUpload(person, begun.uploadId)).toMatchObject({ present: [] })
})

test('part URLs replayed after READY change nothing', async () => {
  const person = await makePerson()
  const begun = await beginParts(person, SIZE)
  const asked = [1, 2, 3, 4, 5].map((number) => ({ number, sha256: null }))
  const signed = await signParts(person, begun.uploadId, asked)
  for (const part of signed) await sendPart(part, partOf(bytes, begun.plan, part.number))
  expect(await settle(begun.uploadId)).toBe('ready')
  const before = await headObject((await objectOf(begun.documentId)).key)
  const forged = Buffer.alloc(begun.plan.partSize, 'forged')
  expect(await sendPart(signed[0]!, forged)).toBe(404)
  expect(await settle(begun.uploadId)).toBe('not-mine')
  expect(await headObject((await objectOf(begun.documentId)).key)).toEqual(before)
})

test('the browser is closed after the last byte: the reconciler joins it', async () => {
  const person = await makePerson()
  const begun = await beginParts(person, SIZE)
  await send(person, begun, [1, 2, 3, 4, 5])
  await reconcile()
  expect((await documentOf(begun.documentId)).status).toBe('READY')
})

test('a server killed between joining and saying so: the next settle finds the joined object', async () => {
  const person = await makePerson()
  const begun = await beginParts(person, SIZE)
  await send(person, begun, [1, 2, 3, 4, 5])
  const { key, multipartId } = await objectOf(begun.documentId)
  const parts = await listParts(key, multipartId!)
  await completeMultipart(
    key,
    multipartId!,
    parts!.map((part) => ({ ...part, sha256: null })),
  )
  expect(await settle(begun.uploadId)).toBe('ready')
})

test('of many settles at once one wins', async () => {
  const person = await makePerson()
  const begun = await beginParts(person, SIZE)
  await send(person, begun, [1, 2, 3, 4, 5])
  const outcomes = await Promise.all(Array.from({ length: 10 }, () => settle(begun.uploadId)))
  expect(outcomes.filter((outcome) => outcome === 'ready')).toHaveLength(1)
  expect((await documentOf(begun.documentId)).status).toBe('READY')
})

test('cancel leaves no multipart at the store, and no object', async () => {
  const person = await makePerson()
  const begun = await beginParts(person, SIZE)
  await send(person, begun, [1])
  const { key } = await objectOf(begun.documentId)
  expect(await openUploads(key)).toHaveLength(1)
  await abandonUpload(person, begun.uploadId)
  expect(await openUploads(key)).toHaveLength(0)
  expect(await headObject(key)).toBeNull()
})

test('an upload that rests longer than a week is rejected, and its parts are gone', async () => {
  const person = await makePerson()
  const begun = await beginParts(person, SIZE)
  await send(person, begun, [1])
  const { key } = await objectOf(begun.documentId)
  await db().upload.update({ where: { id: begun.uploadId }, data: { expiresAt: new Date(Date.now() - 3_600_000) } })
  await reconcile()
  await sweep({ documentId: begun.documentId })
  expect(await documentOf(begun.documentId)).toMatchObject({ status: 'REJECTED', rejection: 'late' })
  expect(await openUploads(key)).toHaveLength(0)
})

test('two tabs that open the same upload at once use one multipart upload', async () => {
  const person = await makePerson()
  const begun = await beginParts(person, SIZE)
  await Promise.all([1, 2, 3].map((number) => signParts(person, begun.uploadId, [{ number, sha256: null }])))
  const { key, multipartId } = await objectOf(begun.documentId)
  expect((await openUploads(key)).map(({ UploadId }) => UploadId)).toEqual([multipartId])
})

test('somebody else signs no part, finishes nothing, and sees none of it', async () => {
  const [person, stranger] = [await makePerson(), await makePerson('ADMIN')]
  const begun = await beginParts(person, SIZE)
  const parts = [{ number: 1, sha256: null }]
  await expect(signParts(stranger, begun.uploadId, parts)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(finishUpload(stranger, begun.uploadId)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect(await unfinishedOf(stranger)).toEqual([])
})
