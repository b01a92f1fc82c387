import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { expect, test } from 'vitest'
import { db } from '../db'
import { env } from '../env'
import { onFaultPoint } from '../fault-point'
import { makePerson } from '../testing/people'
import { beginOne, documentOf, makeReady } from '../testing/upload'
import { deleteDocument } from './delete'
import { mint } from './mint'

const pause = (ms: number) => new Promise((resolve) => setTimeout(() => resolve('paused'), ms))

const NOT_FOUND = { code: 'NOT_FOUND' }

test('a minted URL answers with the bytes, the name and the type that the server decided', async () => {
  const owner = await makePerson()
  const name = 'Ünïcode "quote" ☃.pdf'
  const { documentId } = await makeReady(owner, '%PDF-1.7 hello', name)
  const answer = await fetch((await mint(owner, documentId)).url)
  expect(answer.status).toBe(200)
  expect(await answer.text()).toBe('%PDF-1.7 hello')
  expect(answer.headers.get('content-type')).toBe('application/pdf')
  expect(answer.headers.get('content-disposition')).toBe(
    `attachment; filename="?n?code \\"quote\\" ?.pdf"; filename*=UTF-8''${encodeURIComponent(name)}`,
  )
})

test('it is in the ledger and in the audit, in the same statement', async () => {
  const owner = await makePerson()
  const { documentId } = await makeReady(owner)
  await mint(owner, documentId)
  const [issued] = await db().issuedUrl.findMany({ where: { documentId } })
  expect(issued).toMatchObject({
    userId: owner.userId,
    disposition: 'ATTACHMENT',
    delivery: 'DIRECT',
    capabilityId: null,
  })
  expect(issued!.expiresAt.getTime() - issued!.issuedAt.getTime()).toBe(env().DOWNLOAD_URL_TTL * 1000)
  const event = await db().auditEvent.findFirstOrThrow({ where: { documentId, action: 'url.issued' } })
  expect(event).toMatchObject({ actorId: owner.userId, subjectId: issued!.id })
  const personal = await db().auditPersonal.findUniqueOrThrow({ where: { hash: event.personalHash! } })
  expect(personal.data).toMatchObject({ ip: owner.client.ip })
})

test('absent and forbidden are one answer, and neither leaves a ledger row', async () => {
  const [owner, stranger] = [await makePerson(), await makePerson('ADMIN')]
  const { documentId } = await makeReady(owner)
  await expect(mint(stranger, documentId)).rejects.toMatchObject(NOT_FOUND)
  await expect(mint(stranger, randomUUID())).rejects.toMatchObject(NOT_FOUND)
  expect(await db().issuedUrl.count({ where: { userId: stranger.userId } })).toBe(0)
})

test('a document that is not READY cannot be minted, by its owner either', async () => {
  const owner = await makePerson()
  const { documentId } = await beginOne(owner, 4)
  await expect(mint(owner, documentId)).rejects.toMatchObject(NOT_FOUND)
})

test.each([
  ['an ended session', { endedAt: new Date() }],
  ['an expired session', { expiresAt: new Date(0) }],
  ['a session of an older epoch', { epoch: -1 }],
])('%s mints nothing, even if the caller did not look', async (_, change) => {
  const owner = await makePerson()
  const { documentId } = await makeReady(owner)
  await db().session.update({ where: { id: owner.sessionId }, data: change })
  await expect(mint(owner, documentId)).rejects.toMatchObject(NOT_FOUND)
})

test("somebody else's session does not carry one's own right", async () => {
  const [owner, other] = [await makePerson(), await makePerson()]
  const { documentId } = await makeReady(owner)
  await expect(mint({ ...owner, sessionId: other.sessionId }, documentId)).rejects.toMatchObject(NOT_FOUND)
})

test('the URL never outlives the right that it was minted under', async () => {
  const [owner, reader] = [await makePerson(), await makePerson()]
  const { documentId } = await makeReady(owner)
  const expiresAt = new Date(Date.now() + 3_000)
  const grant = { kind: 'USER' as const, documentId, userId: reader.userId, giverId: owner.userId, expiresAt }
  await db().capability.create({ data: grant })
  const { url } = await mint(reader, documentId)
  expect(Number(new URL(url).searchParams.get('X-Amz-Expires'))).toBeLessThanOrEqual(3)
  await db().capability.updateMany({ where: { documentId }, data: { expiresAt: new Date(Date.now() + 500) } })
  await expect(mint(reader, documentId)).rejects.toMatchObject(NOT_FOUND)
})

test('a URL that is signed late does not outlive its row in the ledger', async () => {
  const owner = await makePerson()
  const { documentId } = await makeReady(owner)
  onFaultPoint((point) => (point === 'mint.recorded' ? pause(1_500) : Promise.resolve()))
  const { url, expiresAt } = await mint(owner, documentId).finally(() => onFaultPoint(null))
  const row = await db().issuedUrl.findFirstOrThrow({ where: { documentId } })
  const { searchParams } = new URL(url)
  const signed = searchParams.get('X-Amz-Date')!.replace(/(....)(..)(..T..)(..)(..Z)/, '$1-$2-$3:$4:$5')
  const ends = Date.parse(signed) + Number(searchParams.get('X-Amz-Expires')) * 1000
  expect(ends).toBeLessThanOrEqual(row.expiresAt.getTime())
  expect(expiresAt.getTime()).toBeLessThanOrEqual(row.expiresAt.getTime())
})

test('view-only opens what a browser can show, and nothing else', async () => {
  const [owner, reader] = [await makePerson(), await makePerson()]
  const pdf = await makeReady(owner, '%PDF-1.7 shown')
  const zip = await makeReady(owner, 'PK\u0003\u0004 not shown')
  for (const { documentId } of [pdf, zip]) {
    await db().capability.create({
      data: { kind: 'USER', documentId, userId: reader.userId, giverId: owner.userId, viewOnly: true },
    })
  }
  const { url } = await mint(reader, pdf.documentId, { disposition: 'inline' })
  expect((await fetch(url)).headers.get('content-disposition')).toMatch(/^inline/)
  await expect(mint(reader, pdf.documentId)).rejects.toMatchObject(NOT_FOUND)
  await expect(mint(reader, zip.documentId, { disposition: 'inline' })).rejects.toMatchObject(NOT_FOUND)
})

test('markup opened inline comes as plain text or as a download, never as markup', async () => {
  const owner = await makePerson()
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
  for (const [bytes, name] of [
    ['<!doctype html><script>alert(1)</script>', 'page.html'],
    [svg, 'drawing.svg'],
    [`<?xml version="1.0"?>${svg}`, 'drawing.svg'],
  ] as const) {
    const { documentId } = await makeReady(owner, bytes, name)
    const { url } = await mint(owner, documentId, { disposition: 'inline' })
    expect((await fetch(url)).headers.get('content-type')).toBe('text/plain; charset=utf-8')
  }
})

test('a mint that waits behind a revoke gets nothing', async () => {
  const [owner, reader] = [await makePerson(), await makePerson()]
  const { documentId } = await makeReady(owner)
  const { id } = await db().capability.create({
    data: { kind: 'USER', documentId, userId: reader.userId, giverId: owner.userId },
  })
  let minting: Promise<unknown> | undefined
  await db().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM "Capability" WHERE id = ${id}::uuid FOR UPDATE`
    minting = mint(reader, documentId).then(
      () => 'minted',
      (error: { code: string }) => error.code,
    )
    // The pause that the race needs: the mint has begun and waits for the lock.
    await new Promise((resolve) => setTimeout(resolve, 300))
    await tx.capability.update({ where: { id }, data: { revokedAt: new Date() } })
  })
  expect(await minting).toBe('NOT_FOUND')
  expect(await db().issuedUrl.count({ where: { documentId, userId: reader.userId } })).toBe(0)
})

test('a revoke that waits behind a mint sees its ledger row', async () => {
  const [owner, reader] = [await makePerson(), await makePerson()]
  const { documentId } = await makeReady(owner)
  const { id } = await db().capability.create({
    data: { kind: 'USER', documentId, userId: reader.userId, giverId: owner.userId },
  })
  // Another connection, since a mint commits by itself: it is held open after its statement, as a slow commit would be.
  const minting = new Client({ connectionString: env().DATABASE_URL })
  await minting.connect()
  await minting.query('BEGIN')
  const call = `SELECT * FROM mint($1, $2, NULL, $3, false, 60, 'DIRECT', '\\x01', '{}')`
  await minting.query(call, [reader.userId, reader.sessionId, documentId])
  const revoking = db().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM "Capability" WHERE id = ${id}::uuid FOR UPDATE`
    return tx.issuedUrl.count({ where: { capabilityId: id } })
  })
  await expect(Promise.race([revoking, pause(300)])).resolves.toBe('paused')
  await minting.query('COMMIT')
  expect(await revoking).toBe(1)
  await minting.end()
})

test('100 downloads at once do not wait for each other into an error', async () => {
  const owner = await makePerson()
  const { documentId } = await makeReady(owner)
  const minted = await Promise.all(Array.from({ length: 100 }, () => mint(owner, documentId)))
  expect(minted).toHaveLength(100)
  expect(await db().issuedUrl.count({ where: { documentId } })).toBe(100)
})

test('deleting a document kills the URLs that were handed out', async () => {
  const owner = await makePerson()
  const { documentId } = await makeReady(owner)
  const { url } = await mint(owner, documentId)
  expect((await fetch(url)).status).toBe(200)
  await deleteDocument(owner, documentId)
  expect((await fetch(url)).status).toBe(404)
  expect(await db().issuedUrl.count({ where: { documentId, killedAt: null } })).toBe(0)
  const { objects, objectId } = await documentOf(documentId)
  expect(objects.filter(({ state }) => state !== 'DOOMED' && state !== 'GONE')).toMatchObject([{ id: objectId }])
})
