import { expect, test } from 'vitest'
import { db } from '../db'
import { makePerson } from '../testing/people'
import { sha256 } from '../testing/parts'
import { documentOf, makeReady } from '../testing/upload'
import { digestNext } from './digest'

test('a document that came as a whole gets the SHA-256 of what is served', async () => {
  // Others wait too, from other tests; they come first.
  while ((await digestNext()) > 0);
  const { documentId } = await makeReady(await makePerson(), 'the bytes')
  expect(await digestNext()).toBe(1)
  expect((await documentOf(documentId)).digest).toBe(`sha256:${sha256(Buffer.from('the bytes')).toString('base64')}`)
  expect(await digestNext()).toBe(0)
})

test('a digest is given only to the object it was read from', async () => {
  const { documentId } = await makeReady(await makePerson(), 'first')
  const { objectId } = await documentOf(documentId)
  const changed = await db().document.updateMany({
    where: { id: documentId, objectId: crypto.randomUUID() },
    data: { digest: 'x' },
  })
  expect(changed.count).toBe(0)
  expect((await documentOf(documentId)).objectId).toBe(objectId)
})
