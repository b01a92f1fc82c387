import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { db } from '../db'
import { makePerson } from '../testing/people'
import { record } from './record'

test('a row and its personal part are one change; erasing the part leaves the row', async () => {
  const actor = await makePerson()
  await record(db(), { action: 'session.opened', actor })
  const event = await db().auditEvent.findFirstOrThrow({ where: { actorId: actor.userId } })
  const hash = event.personalHash!
  const { data } = await db().auditPersonal.findUniqueOrThrow({ where: { hash } })
  expect(data).toMatchObject(actor.client)
  expect(Buffer.from(hash)).toEqual(
    createHash('sha256')
      .update(JSON.stringify(data, ['ip', 'userAgent', 'salt']))
      .digest(),
  )
  await db().auditPersonal.delete({ where: { hash } })
  expect(await db().auditEvent.count({ where: { id: event.id } })).toBe(1)
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
