import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { db } from '../db'
import { auditOfItsOwn, runVerify, sealedRows, verify } from '../testing/audit'
import type { Attacker } from '../testing/attacker'
import { makePerson } from '../testing/people'
import { proven } from './chain'
import { erasePersonal } from './erase'
import { auditKey } from './key'
import { record, recordMany } from './record'
import { sealAudit } from './seal'

let attacker: Attacker
beforeAll(async () => {
  attacker = await auditOfItsOwn()
})
afterAll(() => attacker.end())

test('an audit that nobody touched is whole, and says what is in it', async () => {
  await sealedRows(3)
  await sealedRows(2)
  await record(db(), { action: 'document.ready', actor: null })
  const { code, report } = await verify()
  expect(report).toMatchObject({ ok: true, rows: 6, waiting: 1, seals: 2, count: 0, findings: [] })
  expect(code).toBe(0)
  expect((await runVerify()).stdout).toContain('The audit is whole: 6 rows in 2 seals')
})

describe('behind the app’s back', () => {
  test.each([
    ['its action', `action = 'document.ready'`],
    ['its time', `at = at - interval '1 second'`],
    ['who did it', `"actorId" = gen_random_uuid()`],
    ['its details', `details = jsonb_set(details, '{a}', '99')`],
    ['what it says of a person', `"personalHash" = sha256('other')`],
  ])('a row that was changed is named: %s', async (_, change) => {
    const [, id] = await sealedRows(3)
    const undo = await attacker.change(`UPDATE "AuditEvent" SET ${change} WHERE id = ${id}`, 'AuditEvent', id!)
    const { code, report } = await verify()
    await undo()
    expect(code).toBe(1)
    expect(report).toMatchObject({ count: 1, findings: [{ what: 'row-changed', row: String(id) }] })
  })

  test('a row that was deleted is named', async () => {
    const [, id] = await sealedRows(3)
    const undo = await attacker.change(`DELETE FROM "AuditEvent" WHERE id = ${id}`, 'AuditEvent', id!)
    const { code, report } = await verify()
    const { stdout } = await runVerify()
    await undo()
    expect(code).toBe(1)
    expect(report).toMatchObject({ count: 1, findings: [{ what: 'row-missing', row: String(id) }] })
    expect(stdout.split('\n')[0]).toMatch(new RegExp(`^Row ${id} is in seal \\d+ and not there\\.$`))
    expect((await verify()).code).toBe(0)
  })

  test.each([
    ['as a new one', 'now()', 'NULL'],
    ['as an old one', `now() - interval '1 hour'`, 'NULL'],
    ['with chance for a proof', 'now()', `sha256('chance')`],
    ['with the proof of another', `now() - interval '1 hour'`, '"personalHash"'],
  ])('a row that was inserted is named, before and after it was sealed: %s', async (_, at, proof) => {
    const [lastRow] = await sealedRows(1)
    const before = await db().auditSeal.findFirstOrThrow({ orderBy: { id: 'desc' }, select: { id: true } })
    const [row] = await attacker.sql<{ id: string }>(
      `INSERT INTO "AuditEvent" (action, at, "personalHash")
       SELECT 'document.deleted', ${at}, ${proof} FROM "AuditEvent" WHERE id = ${lastRow} RETURNING id`,
    )
    const fresh = await verify()
    await sealAudit('all')
    const sealed = await verify()
    await attacker.forget(lastRow!, before.id)
    expect([fresh.code, sealed.code]).toEqual([1, 1])
    expect(fresh.report.findings[0]).toMatchObject({ what: 'row-forged', row: row?.id })
    expect(sealed.report.findings[0]).toMatchObject({ what: 'row-forged', row: row?.id })
  })

  test('a row is found below all others, where no sealer looks', async () => {
    await attacker.sql(`INSERT INTO "AuditEvent" (id, action) VALUES (-1, 'document.deleted')`)
    await sealAudit('all')
    const { report } = await verify()
    await attacker.sql('DELETE FROM "AuditEvent" WHERE id = -1')
    expect(report.findings).toEqual([expect.objectContaining({ what: 'row-forged', row: '-1' })])
  })

  test('a row that takes proof and time of another comes too late', async () => {
    const [lastRow] = await sealedRows(1)
    const before = await db().auditSeal.findFirstOrThrow({ orderBy: { id: 'desc' }, select: { id: true } })
    // As if both were of an hour ago: the proof of then, and a seal that had not found the row.
    const then = Date.now() - 3_600_000
    const proof = Buffer.from(proven(auditKey(), new Uint8Array(32), then)).toString('hex')
    const [row] = await attacker.sql<{ id: string }>(
      `INSERT INTO "AuditEvent" (action, at, "personalHash")
       VALUES ('document.deleted', to_timestamp(${then} / 1000.0), '\\x${proof}') RETURNING id`,
    )
    const fresh = await verify()
    await sealAudit('all')
    const sealed = await verify()
    await attacker.forget(lastRow!, before.id)
    expect(fresh.report.findings).toEqual([expect.objectContaining({ what: 'row-unsealed', row: row?.id })])
    expect(sealed.report.findings).toEqual([expect.objectContaining({ what: 'row-misdated', row: row?.id })])
    expect((await verify()).code).toBe(0)
  })

  test('a seal that was changed or taken out is named', async () => {
    await sealedRows(2)
    await sealedRows(2)
    const [last, middle] = await db().auditSeal.findMany({ orderBy: { id: 'desc' }, take: 2, select: { id: true } })
    const forged = `UPDATE "AuditSeal" SET at = at + interval '1 second' WHERE id = ${middle?.id}`
    const undoChange = await attacker.change(forged, 'AuditSeal', middle!.id)
    const changed = await verify()
    await undoChange()
    expect(changed.report.findings[0]).toMatchObject({ what: 'seal-changed', seal: String(middle?.id) })
    const undoDelete = await attacker.change(
      `DELETE FROM "AuditSeal" WHERE id = ${middle?.id}`,
      'AuditSeal',
      middle!.id,
    )
    const gone = await verify()
    await undoDelete()
    expect(gone.report.findings).toContainEqual(
      expect.objectContaining({ what: 'seal-missing', seal: String(middle?.id) }),
    )
    expect(gone.report.findings).toContainEqual(
      expect.objectContaining({ what: 'seal-changed', seal: String(last?.id) }),
    )
    expect((await verify()).code).toBe(0)
  })
})

test('rows that commit in the reverse order of their ids are both sealed, and nothing is wrong', async () => {
  const actor = await makePerson()
  const second = Promise.withResolvers<void>()
  const sealed = Promise.withResolvers<void>()
  const slow = db().$transaction(async (tx) => {
    await record(tx, { action: 'document.renamed', actor })
    second.resolve()
    await sealed.promise
  })
  await second.promise
  await record(db(), { action: 'document.deleted', actor })
  await sealAudit()
  const [late] = await db().auditCover.findMany({ orderBy: { lastId: 'desc' }, take: 1 })
  expect((await verify()).code).toBe(0)
  sealed.resolve()
  await slow
  expect((await verify()).report).toMatchObject({ ok: true, waiting: 1 })
  expect(await sealAudit()).toBe(1)
  const where = { lastId: { gte: late!.lastId - 1n } }
  const [first, after] = await db().auditCover.findMany({ where, orderBy: { lastId: 'asc' } })
  expect([first?.lastId, after?.lastId]).toEqual([late!.lastId - 1n, late!.lastId])
  expect(first?.sealId).toBe(late!.sealId + 1n)
  expect((await verify()).report).toMatchObject({ ok: true, waiting: 0 })
})

test('several sealers at once make one chain', async () => {
  const actor = await makePerson()
  const entries = Array.from({ length: 200 }, () => ({}))
  await recordMany(db(), { action: 'document.uploaded', actor }, entries)
  const sealed = await Promise.all(Array.from({ length: 4 }, () => sealAudit()))
  expect(sealed.toSorted((a, b) => a - b)).toEqual([0, 0, 0, 200])
  expect((await verify()).code).toBe(0)
})

test.each(['AuditSeal', 'AuditCover', 'AuditAnchor'])('%s is append-only as what it covers', async (table) => {
  for (const sql of [`UPDATE "${table}" SET "sealId" = 1`, `DELETE FROM "${table}"`, `TRUNCATE "${table}" CASCADE`])
    await expect(db().$executeRawUnsafe(sql.replace('"AuditSeal" SET "sealId"', '"AuditSeal" SET id'))).rejects.toThrow(
      /append-only/,
    )
})

test('with another secret nothing can be said, until the old one is given too', async () => {
  await sealedRows(1)
  const old = process.env['NEXTAUTH_SECRET']!
  process.env['AUDIT_KEY'] = 'a new key of more than thirty-two characters'
  expect((await verify()).code).toBe(0)
  process.env['NEXTAUTH_SECRET'] = 'this one is new as well, and long enough'
  const without = await verify()
  process.env['AUDIT_OLD_KEYS'] = `something else, ${old}`
  const withOld = await verify()
  Object.assign(process.env, { NEXTAUTH_SECRET: old })
  delete process.env['AUDIT_KEY']
  delete process.env['AUDIT_OLD_KEYS']
  expect(without.report.findings).toEqual([expect.objectContaining({ what: 'seal-of-unknown-key', seal: '1' })])
  expect(withOld.code).toBe(0)
})

test('erasing what the audit says about a person leaves it whole', async () => {
  const actor = await makePerson()
  await record(db(), { action: 'document.renamed', actor })
  await record(db(), { action: 'session.refused', actor: null, subjectId: actor.userId, client: actor.client })
  await sealAudit()
  const kept = await db().auditPersonal.count()
  expect(await db().$transaction((tx) => erasePersonal(tx, actor.userId))).toBe(2)
  expect(await db().auditPersonal.count()).toBe(kept - 2)
  expect((await verify()).code).toBe(0)
})
