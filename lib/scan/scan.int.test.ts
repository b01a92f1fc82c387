import { afterAll, beforeAll, expect, test } from 'vitest'
import { sweep } from '../documents/sweep'
import { env } from '../env'
import { headObject } from '../storage/objects'
import { EICAR, startClamd, STREAM_LIMIT } from '../testing/clamd'
import { makePerson } from '../testing/people'
import { replaceWith } from '../testing/replacement'
import { beginOne, documentOf, makeReady, sendForm } from '../testing/upload'
import { arrive } from '../uploads/arrive'
import { reconcile } from '../uploads/reconcile'
import { settle } from '../uploads/settle'
import { scanStream } from './clamd'

let clamd: Awaited<ReturnType<typeof startClamd>>

beforeAll(async () => {
  clamd = await startClamd()
  Object.assign(env(), { CLAMD_HOST: '127.0.0.1', CLAMD_PORT: clamd.port, CLAMD_MAX_BYTES: STREAM_LIMIT })
}, 180_000)

afterAll(async () => {
  Object.assign(env(), { CLAMD_HOST: undefined, CLAMD_TOO_LARGE: 'reject', CLAMD_MAX_BYTES: 100 * STREAM_LIMIT })
  await clamd.stop()
})

async function upload(bytes: string | Uint8Array<ArrayBuffer>) {
  const begun = await beginOne(
    await makePerson(),
    typeof bytes === 'string' ? Buffer.byteLength(bytes) : bytes.byteLength,
  )
  expect((await sendForm(begun.plan, bytes)).status).toBe(201)
  return begun
}

test('a clean file becomes READY and is marked as scanned', async () => {
  const { documentId, uploadId } = await upload('%PDF-1.7 harmless')
  expect(await settle(uploadId)).toBe('ready')
  expect(await documentOf(documentId)).toMatchObject({ status: 'READY', scan: 'clean' })
})

test('an infected file is REJECTED by its signature’s name, and its bytes are deleted everywhere', async () => {
  const { documentId, uploadId } = await upload(`before ${EICAR} after`)
  expect(await settle(uploadId)).toBe('rejected')
  await sweep({ documentId })
  const document = await documentOf(documentId)
  expect(document).toMatchObject({ status: 'REJECTED', rejection: 'infected:Eicar-Test.UNOFFICIAL', objectId: null })
  expect(document.objects).toHaveLength(2)
  for (const { key } of document.objects) expect(await headObject(key)).toBeNull()
})

test('an infected new file leaves the document with the one it has', async () => {
  const owner = await makePerson()
  const { documentId } = await makeReady(owner, 'harmless')
  const { objectId } = await documentOf(documentId)
  expect(await replaceWith(owner, documentId, `before ${EICAR} after`)).toBe('rejected')
  await sweep({ documentId })
  const document = await documentOf(documentId)
  expect(document).toMatchObject({ status: 'READY', rejection: null, objectId, scan: 'clean' })
  expect(document.uploads.map(({ rejection }) => rejection)).toContain('infected:Eicar-Test.UNOFFICIAL')
  for (const { id, key } of document.objects) expect((await headObject(key)) !== null).toBe(id === objectId)
  expect(await replaceWith(owner, documentId, 'harmless too')).toBe('ready')
})

test('what is larger than the scanner takes is rejected, or let through with a mark, as the policy says', async () => {
  const large = new Uint8Array(3 * STREAM_LIMIT)
  const refused = await upload(large)
  expect(await settle(refused.uploadId)).toBe('rejected')
  expect(await documentOf(refused.documentId)).toMatchObject({ rejection: 'unscannable' })

  Object.assign(env(), { CLAMD_TOO_LARGE: 'allow' })
  const allowed = await upload(large)
  expect(await settle(allowed.uploadId)).toBe('ready')
  expect(await documentOf(allowed.documentId)).toMatchObject({ status: 'READY', scan: 'too-large' })
})

test('with the scanner away a file stays Verifying and is never READY by error; back again, it goes on', async () => {
  await clamd.stop()
  const { documentId, uploadId } = await upload('waiting')
  await expect(settle(uploadId)).rejects.toMatchObject({ code: 'SCANNER_DOWN' })
  await reconcile()
  const waiting = await documentOf(documentId)
  expect(waiting.status).toBe('VERIFYING')
  // No copy is made for a scan that cannot be.
  expect(waiting.objects).toHaveLength(1)

  clamd = await startClamd(clamd.port)
  await reconcile()
  expect(await documentOf(documentId)).toMatchObject({ status: 'READY', scan: 'clean' })
})

test('a limit that is set higher than clamd’s own never lets a file pass unscanned', async () => {
  Object.assign(env(), { CLAMD_TOO_LARGE: 'allow', CLAMD_MAX_BYTES: 100 * STREAM_LIMIT })
  const { documentId, uploadId } = await upload(new Uint8Array(8 * STREAM_LIMIT))
  await settle(uploadId).catch((error: { code: string }) => expect(error.code).toBe('SCANNER_DOWN'))
  const { status, scan } = await documentOf(documentId)
  // Either its answer was heard and the policy applied, or it hung up and the file waits.
  expect([`VERIFYING null`, `READY too-large`]).toContain(`${status} ${scan}`)
  Object.assign(env(), { CLAMD_TOO_LARGE: 'reject', CLAMD_MAX_BYTES: STREAM_LIMIT })
})

test('a notification is answered before the scan is done, and the scan goes on', async () => {
  const { documentId, plan } = await upload('announced')
  expect(await arrive(plan.fields.key!)).toBe('ignored')
  await expect.poll(async () => (await documentOf(documentId)).status).toBe('READY')
})

test('a scanner that breaks off, or talks nonsense, is a scanner that is down', async () => {
  const { createServer } = await import('node:net')
  const nonsense = createServer((socket) => socket.once('data', () => socket.end('220 mail.example.com ESMTP\0')))
  await new Promise<void>((resolve) => nonsense.listen(0, '127.0.0.1', resolve))
  const { port } = nonsense.address() as { port: number }
  async function* bytes() {
    yield Buffer.from('x')
  }
  await expect(scanStream({ host: '127.0.0.1', port }, bytes())).rejects.toMatchObject({ code: 'SCANNER_DOWN' })
  await new Promise((resolve) => nonsense.close(resolve))
  await expect(scanStream({ host: '127.0.0.1', port }, bytes())).rejects.toMatchObject({ code: 'SCANNER_DOWN' })
})
