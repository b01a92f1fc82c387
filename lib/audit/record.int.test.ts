import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { db } from '../db'
import { env } from '../env'
import { makePerson } from '../testing/people'
import { provenAt, sealKey } from './chain'
import { record, recordMany } from './record'

test('a row and its personal part are one change; erasing the part leaves the row', async () => {
  const actor = await makePerson()
  await record(db(), { action: 'session.opened', actor })
  const event = await db().auditEvent.findFirstOrThrow({ where: { actorId: actor.userId } })
  const hash = event.personalHash!
  const { data } = await db().auditPersonal.findUniqueOrThrow({ where: { hash } })
  expect(data).toMatchObject(actor.client)
  expect(Buffer.from(hash).subarray(0, 32)).toEqual(
    createHash('sha256')
      .update(JSON.stringify(data, ['ip', 'userAgent', 'salt']))
      .digest(),
  )
  await db().auditPersonal.delete({ where: { hash } })
  expect(await db().auditEvent.count({ where: { id: event.id } })).toBe(1)
})

test('a row says that the app made it, and when', async () => {
  const actor = await makePerson()
  const [before, key] = [Date.now(), sealKey(env().NEXTAUTH_SECRET)]
  await recordMany(db(), { action: 'document.uploaded', actor }, [{}, {}])
  await record(db(), { action: 'document.ready', actor: null, subjectId: actor.userId })
  const rows = await db().auditEvent.findMany({ orderBy: { id: 'desc' }, take: 3, select: { personalHash: true } })
  for (const { personalHash } of rows) {
    const at = provenAt([sealKey('another secret'), key], personalHash!)
    expect(at).toBeGreaterThanOrEqual(before)
    expect(at).toBeLessThanOrEqual(Date.now())
    for (let byte = 0; byte < personalHash!.length; byte += 5) {
      const forged = personalHash!.with(byte, personalHash![byte]! ^ 1)
      expect(provenAt([key], forged)).toBeNull()
    }
  }
  expect(provenAt([key], new Uint8Array())).toBeNull()
  expect(provenAt([key], new Uint8Array(32))).toBeNull()
})

test('rows of one act are written in their order, as they were given, however many', async () => {
  const [actor, documentId] = [await makePerson(), crypto.randomUUID()]
  const details = { text: `it's "quoted", \\ and ☃`, count: 3, yes: true, none: null }
  const many = Array.from({ length: 2_000 }, (_, turn) => ({ documentId, details: { turn } }))
  await recordMany(db(), { action: 'document.transferred', actor }, [{ subjectId: actor.userId, details }, {}, ...many])
  const rows = await db().auditEvent.findMany({
    where: { actorId: actor.userId },
    orderBy: { id: 'asc' },
    select: { documentId: true, subjectId: true, details: true, personalHash: true },
  })
  expect(rows.slice(0, 2)).toMatchObject([
    { documentId: null, subjectId: actor.userId, details },
    { documentId: null, subjectId: null, details: {} },
  ])
  expect(rows.slice(2).map((row) => [row.documentId, row.details])).toEqual(
    many.map((entry) => [documentId, entry.details]),
  )
  expect(new Set(rows.map(({ personalHash }) => Buffer.from(personalHash!).toString('hex'))).size).toBe(1)
})

test('a change that fails takes its audit row with it', async () => {
  const actor = await makePerson()
  const failing = db().$transaction(async (tx) => {
    await record(tx, { action: 'document.deleted', actor })
    throw new Error('the change failed')
  })
  await expect(failing).rejects.toThrow('the change failed')
  expect(await db().auditEvent.count({ where: { actorId: actor.userId } })).toBe(0)
})

test.each([
  ['UPDATE', `UPDATE "AuditEvent" SET action = 'nothing'`],
  ['DELETE', 'DELETE FROM "AuditEvent"'],
  ['TRUNCATE', 'TRUNCATE "AuditEvent" CASCADE'],
])('%s is refused by the database itself', async (_, sql) => {
  await expect(db().$executeRawUnsafe(sql)).rejects.toThrow(/append-only/)
})
