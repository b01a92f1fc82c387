import { afterEach, expect, test } from 'vitest'
import { db } from '../db'
import { onFaultPoint, type FaultPoint } from '../fault-point'
import { useOf } from '../quotas/use'
import { headObject } from '../storage/objects'
import { makePerson } from '../testing/people'
import { documentOf, makeReady } from '../testing/upload'
import { deleteDocument } from './delete'
import { enforceAll } from './enforce'
import { mint } from './mint'
import { purgeDocument } from './purge'
import { restoreDocument } from './restore'
import { doomOrphans, sweep } from './sweep'
import { listTrash } from './trash'

const BYTES = '%PDF-1.7 a contract'

const status = async (url: string) => (await fetch(url)).status

afterEach(() => onFaultPoint(null))

/** As a kill does, nothing after the point happens. Answers how the one that hangs there is let go at the end. */
async function dieAt(point: FaultPoint, act: () => Promise<unknown>): Promise<() => Promise<unknown>> {
  const hanging = Promise.withResolvers<never>()
  let reached = false
  onFaultPoint((passed) => {
    if (passed !== point) return Promise.resolve()
    reached = true
    return hanging.promise
  })
  const running = act().catch((error: Error) => expect(error.message).toBe('killed'))
  await expect.poll(() => reached, { timeout: 10_000 }).toBe(true)
  onFaultPoint(null)
  return () => {
    hanging.reject(new Error('killed'))
    return running
  }
}

/** The dead one’s lease and its copy’s time are over. */
async function healed(documentId: string): Promise<void> {
  const past = new Date(Date.now() - 3_600_000)
  const rekeyed = { id: documentId, rekeyingUntil: { not: null } }
  await db().document.updateMany({ where: rekeyed, data: { rekeyingUntil: past } })
  await db().storedObject.updateMany({ where: { documentId, state: 'WRITING' }, data: { writableUntil: past } })
  await enforceAll()
  await doomOrphans()
  const doomed = { documentId, state: 'DOOMED' as const }
  await db().storedObject.updateMany({ where: doomed, data: { deleteAt: past, writableUntil: past } })
  await sweep()
  const { objects, objectId } = await documentOf(documentId)
  for (const { id, key } of objects) expect((await headObject(key)) !== null).toBe(id === objectId)
  expect(objects.filter(({ state }) => state !== 'GONE').map(({ id }) => id)).toEqual(objectId ? [objectId] : [])
}

test.each(['delete.committed', 'rekey.begun', 'rekey.copied', 'rekey.swapped'] as const)(
  'a process that dies at %s of a deletion leaves no URL and no object behind, and the document can be restored',
  async (point) => {
    const owner = await makePerson()
    const { documentId } = await makeReady(owner, BYTES)
    const { url } = await mint(owner, documentId)
    const bury = await dieAt(point, () => deleteDocument(owner, documentId))
    await healed(documentId)
    expect(await status(url)).toBe(404)
    expect((await listTrash(owner, null)).rows).toMatchObject([{ id: documentId }])
    await restoreDocument(owner, documentId)
    expect(await (await fetch((await mint(owner, documentId)).url)).text()).toBe(BYTES)
    await bury()
  },
)

test('a process that dies at purge.committed leaves nothing behind', async () => {
  const owner = await makePerson()
  const { documentId } = await makeReady(owner, BYTES)
  const { key } = (await documentOf(documentId)).object!
  await deleteDocument(owner, documentId)
  const bury = await dieAt('purge.committed', () => purgeDocument(owner, documentId))
  await healed(documentId)
  expect(await headObject(key)).toBeNull()
  expect((await useOf(owner)).usedBytes).toBe(0)
  await bury()
})
