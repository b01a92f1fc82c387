import { expect, test } from 'vitest'
import { db } from '../db'
import { doomOrphans, sweep } from '../documents/sweep'
import { internalClient } from '../storage/clients'
import { objectKey } from '../storage/keys'
import { deleteObject, headObject, readStart, writeSmall } from '../storage/objects'
import { makePerson } from '../testing/people'
import { beginOne, documentOf, makeReady, sendForm } from '../testing/upload'
import { arrive } from './arrive'
import { recheckRecent } from './recheck'
import { reconcile } from './reconcile'
import { settle } from './settle'
import { signUpload } from './sign'

async function stagingKeyOf(uploadId: string): Promise<string> {
  const { object } = await db().upload.findUniqueOrThrow({ where: { id: uploadId }, include: { object: true } })
  return object.key
}

test('an upload that arrived becomes READY on a key that nobody was given, with the sniffed type', async () => {
  const owner = await makePerson()
  const { documentId, uploadId, plan } = await beginOne(owner, 8)
  expect((await sendForm(plan, '%PDF-1.7')).status).toBe(201)
  expect(await settle(uploadId)).toBe('ready')

  const document = await documentOf(documentId)
  expect(document).toMatchObject({ status: 'READY', size: 8n, contentType: 'application/pdf', opensInline: true })
  expect(document.object?.key).toMatch(/^objects\/[a-z2-7]{32}$/)
  expect(document.object?.key).not.toBe(plan.fields.key)
  const events = await db().auditEvent.findMany({ where: { documentId }, orderBy: { id: 'asc' } })
  expect(events.map(({ action }) => action)).toEqual(['document.uploaded', 'document.ready'])
})

test('a file of 0 bytes becomes READY', async () => {
  const { documentId, uploadId, plan } = await beginOne(await makePerson(), 0)
  expect((await sendForm(plan, '')).status).toBe(201)
  expect(await settle(uploadId)).toBe('ready')
  expect(await documentOf(documentId)).toMatchObject({ size: 0n, contentType: 'application/octet-stream' })
})

test('nothing has arrived: the upload stays as it is', async () => {
  const { documentId, uploadId } = await beginOne(await makePerson(), 8)
  expect(await settle(uploadId)).toBe('not-arrived')
  expect((await documentOf(documentId)).status).toBe('UPLOADING')
})

test('a form replayed after READY changes nothing that anybody can read, and what it left is deleted', async () => {
  const { documentId, uploadId, plan } = await makeReady(await makePerson(), 'the original')
  const before = await documentOf(documentId)
  expect(await sendForm(plan, 'the forgery!')).toMatchObject({ status: 201 })
  expect(await settle(uploadId)).toBe('not-mine')
  expect(await arrive(await stagingKeyOf(uploadId))).toBe('ignored')
  await sweep({ documentId })

  const after = await documentOf(documentId)
  expect(after.objectId).toBe(before.objectId)
  expect((await headObject(after.object!.key))?.etag).toBe(before.object!.etag)
  expect(await headObject(await stagingKeyOf(uploadId))).toBeNull()
})

test('bytes swapped between the look and the copy are not published unlooked-at', async () => {
  const { documentId, uploadId, plan } = await beginOne(await makePerson(), 4)
  await sendForm(plan, 'four')
  const swap = { done: false }
  internalClient().middlewareStack.add(
    (next, context) => async (args) => {
      if (context.commandName === 'CopyObjectCommand' && !swap.done) {
        swap.done = true
        expect((await sendForm(plan, 'FIVE')).status).toBe(201)
      }
      return next(args)
    },
    { step: 'initialize', name: 'swap' },
  )
  try {
    expect(await settle(uploadId)).toBe('again')
  } finally {
    internalClient().middlewareStack.remove('swap')
  }
  expect(swap.done).toBe(true)
  const between = await documentOf(documentId)
  expect(between.status).toBe('VERIFYING')
  expect(between.objects.filter(({ state }) => state === 'LIVE')).toEqual([])
  expect(await settle(uploadId)).toBe('ready')
  const { object } = await documentOf(documentId)
  expect(Buffer.from(await readStart(object!.key, 9)).toString()).toBe('FIVE')
})

test('of many settles at once one wins, and no copy is left over', async () => {
  const { documentId, uploadId, plan } = await beginOne(await makePerson(), 4)
  await sendForm(plan, 'four')
  const outcomes = await Promise.all(Array.from({ length: 20 }, () => settle(uploadId)))
  expect(outcomes.filter((outcome) => outcome === 'ready')).toHaveLength(1)
  const { objects } = await documentOf(documentId)
  expect(objects.filter(({ state }) => state === 'LIVE')).toHaveLength(1)
  expect(objects.filter(({ state }) => state === 'WRITING')).toHaveLength(0)
})

test('bytes of another size than declared are rejected with the numbers', async () => {
  const { documentId, uploadId } = await beginOne(await makePerson(), 1000)
  // The policy would refuse this; a store whose policy does not hold is what this stands for.
  await writeSmall(await stagingKeyOf(uploadId), 'too short')
  expect(await settle(uploadId)).toBe('rejected')
  expect(await documentOf(documentId)).toMatchObject({ status: 'REJECTED', rejection: 'size:9:1000', objectId: null })
})

test('a database that fails between copy and commit loses nothing and leaves no object without a row', async () => {
  const { documentId, uploadId, plan } = await beginOne(await makePerson(), 4)
  await sendForm(plan, 'four')
  await db().$executeRawUnsafe(`
    CREATE FUNCTION test_refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN IF NEW.id = '${documentId}' AND NEW.status = 'READY' THEN RAISE EXCEPTION 'the power went'; END IF; RETURN NEW; END $$`)
  await db().$executeRawUnsafe(
    'CREATE TRIGGER test_refuse BEFORE UPDATE ON "Document" FOR EACH ROW EXECUTE FUNCTION test_refuse()',
  )
  try {
    await expect(settle(uploadId)).rejects.toThrow('the power went')
  } finally {
    await db().$executeRawUnsafe('DROP TRIGGER test_refuse ON "Document"')
    await db().$executeRawUnsafe('DROP FUNCTION test_refuse')
  }
  const between = await documentOf(documentId)
  expect(between.status).toBe('VERIFYING')
  expect(between.objects.map(({ state }) => state).toSorted()).toEqual(['DOOMED', 'WRITING'])

  await reconcile()
  await sweep({ documentId })
  const after = await documentOf(documentId)
  expect(after.status).toBe('READY')
  for (const object of after.objects) {
    expect((await headObject(object.key)) !== null).toBe(object.state === 'LIVE')
  }
})

test('a process killed between copy and commit: the claim runs out, the orphan is doomed, the upload settles', async () => {
  const { documentId, uploadId, plan } = await beginOne(await makePerson(), 4)
  await sendForm(plan, 'four')
  // What a kill leaves: a held lease and a written copy that nothing points to.
  const key = 'objects/orphanorphanorphanorphanorphan22'
  const past = new Date(Date.now() - 3_600_000)
  await db().storedObject.create({ data: { key, documentId, writableUntil: past } })
  await writeSmall(key, 'four')
  await db().upload.update({ where: { id: uploadId }, data: { leaseUntil: new Date(Date.now() + 60_000) } })
  expect(await settle(uploadId)).toBe('not-mine')

  await db().upload.update({ where: { id: uploadId }, data: { leaseUntil: new Date(Date.now() - 1) } })
  await reconcile()
  await doomOrphans()
  await sweep({ documentId })
  expect((await documentOf(documentId)).status).toBe('READY')
  expect(await headObject(key)).toBeNull()
})

test('a document deleted while its copy is made does not come back', async () => {
  const owner = await makePerson()
  const { documentId, uploadId, plan } = await beginOne(owner, 4)
  await sendForm(plan, 'four')
  const { deleteDocument } = await import('../documents/delete')
  const [settled] = await Promise.all([settle(uploadId), deleteDocument(owner, documentId)])
  await sweep({ documentId })
  const after = await documentOf(documentId)
  expect(after.deletedAt).not.toBeNull()
  expect(after.objectId).toBeNull()
  for (const object of after.objects) expect(await headObject(object.key), settled).toBeNull()
})

test('an upload that never came is rejected once its form has run out', async () => {
  const { documentId, uploadId } = await beginOne(await makePerson(), 4)
  await db().upload.update({ where: { id: uploadId }, data: { expiresAt: new Date(Date.now() - 3_600_000) } })
  await reconcile()
  expect(await documentOf(documentId)).toMatchObject({ status: 'REJECTED', rejection: 'late' })
})

test('the store is away at settle: the error says so and the upload is free for the next try', async () => {
  const { uploadId, plan } = await beginOne(await makePerson(), 4)
  await sendForm(plan, 'four')
  const { config } = internalClient()
  const { endpoint } = config
  config.endpoint = async () => ({ protocol: 'http:', hostname: '127.0.0.1', port: 9, path: '/' })
  try {
    await expect(settle(uploadId)).rejects.toMatchObject({ code: 'STORE_DOWN' })
  } finally {
    if (endpoint) config.endpoint = endpoint
  }
  expect(await settle(uploadId)).toBe('ready')
})

test('an upload that cannot be settled rests longer and longer, and is given up a week after its time', async () => {
  const { documentId, uploadId, plan } = await beginOne(await makePerson(), 4)
  await sendForm(plan, 'four')
  internalClient().middlewareStack.add(
    (next, context) => async (args) => {
      if (context.commandName === 'CopyObjectCommand') throw new Error('this store copies nothing')
      return next(args)
    },
    { step: 'initialize', name: 'refuse' },
  )
  try {
    await reconcile()
    await db().upload.update({
      where: { id: uploadId },
      data: { arrivedAt: new Date(Date.now() - 400_000), leaseUntil: null },
    })
    await reconcile()
    const { leaseUntil } = await db().upload.findUniqueOrThrow({ where: { id: uploadId } })
    expect(leaseUntil!.getTime() - Date.now()).toBeGreaterThan(60_000)
    expect((await documentOf(documentId)).status).toBe('VERIFYING')

    const past = new Date(Date.now() - 8 * 24 * 3_600_000)
    await db().upload.update({ where: { id: uploadId }, data: { expiresAt: past, leaseUntil: null } })
    await reconcile()
    expect(await documentOf(documentId)).toMatchObject({ status: 'REJECTED', rejection: 'late' })
  } finally {
    internalClient().middlewareStack.remove('refuse')
  }
})

test('an object that cannot be deleted does not keep the others', async () => {
  const doomed = { state: 'DOOMED' as const, writableUntil: new Date(0) }
  const [sick, well] = [objectKey(), objectKey()]
  await db().storedObject.create({ data: { ...doomed, key: sick, deleteAt: new Date(0) } })
  await db().storedObject.create({ data: { ...doomed, key: well, deleteAt: new Date(1) } })
  internalClient().middlewareStack.add(
    (next) => async (args) => {
      if ((args.input as { Key?: string }).Key === sick) throw new Error('this object stays')
      return next(args)
    },
    { step: 'initialize', name: 'stay' },
  )
  try {
    await sweep()
  } finally {
    internalClient().middlewareStack.remove('stay')
  }
  expect(await db().storedObject.findUniqueOrThrow({ where: { key: well } })).toMatchObject({ state: 'GONE' })
  const { state, deleteAt } = await db().storedObject.findUniqueOrThrow({ where: { key: sick } })
  expect(state).toBe('DOOMED')
  expect(deleteAt!.getTime()).toBeGreaterThan(Date.now())
})

test('after an unclean stop what was READY last is looked at again, however long the machine was off', async () => {
  const { documentId } = await makeReady(await makePerson(), 'lost by a power cut')
  const { object } = await documentOf(documentId)
  await deleteObject(object!.key)
  // Everything in this database happened days ago.
  await db().$executeRaw`UPDATE "Document" SET "readyAt" = "readyAt" - interval '3 days' WHERE "readyAt" IS NOT NULL`
  await recheckRecent()
  expect(await documentOf(documentId)).toMatchObject({ status: 'REJECTED', rejection: 'lost', objectId: null })
})

test('an upload that ended while it was looked at is not signed again', async () => {
  const owner = await makePerson()
  const { documentId, uploadId } = await beginOne(owner, 4)
  let signing: Promise<unknown> | undefined
  await db().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM "Upload" WHERE id = ${uploadId}::uuid FOR UPDATE`
    signing = signUpload(owner, uploadId).catch((error: { code: string }) => error.code)
    await new Promise((resolve) => setTimeout(resolve, 300))
    await tx.upload.update({ where: { id: uploadId }, data: { state: 'ABANDONED' } })
  })
  expect(await signing).toBe('CONFLICT')
  expect((await documentOf(documentId)).objects).toHaveLength(1)
})
