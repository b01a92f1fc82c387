import { DeleteObjectCommand, GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { db } from '../db'
import { env } from '../env'
import { internalClient } from '../storage/clients'
import { isOwnKey } from '../storage/keys'
import { auditOfItsOwn, sealedRows, verify } from '../testing/audit'
import type { Attacker } from '../testing/attacker'
import { anchorToday } from './anchor'

let attacker: Attacker
beforeAll(async () => {
  attacker = await auditOfItsOwn()
  await sealedRows(2)
})
afterAll(() => attacker.end())

async function keys(): Promise<(string | undefined)[]> {
  const asked = new ListObjectsV2Command({ Bucket: env().S3_BUCKET, Prefix: 'anchors/' })
  const { Contents = [] } = await internalClient().send(asked)
  return Contents.map(({ Key }) => Key)
}

test('an anchor is written once a day, recorded first, and found by the check', async () => {
  await anchorToday()
  const [anchor] = await db().auditAnchor.findMany()
  expect(anchor?.key).toBe(`anchors/${new Date().toISOString().slice(0, 10)}.json`)
  expect(await keys()).toEqual([anchor?.key])
  // What the store tells of it is nobody's upload.
  expect(isOwnKey(anchor!.key)).toBe(false)
  await sealedRows(1)
  await anchorToday()
  expect(await db().auditAnchor.count()).toBe(1)
  expect((await verify()).report).toMatchObject({ ok: true, anchors: 1 })
})

test('an anchor that was lost on its way is written the next time', async () => {
  const [key] = await keys()
  await internalClient().send(new DeleteObjectCommand({ Bucket: env().S3_BUCKET, Key: key }))
  await anchorToday()
  expect(await keys()).toEqual([key])
})

test('an anchor finds an end that was cut off, with its seals', async () => {
  const [anchor] = await db().auditAnchor.findMany()
  const seal = await db().auditSeal.findUniqueOrThrow({ where: { id: anchor!.sealId } })
  await attacker.forget(seal.upTo - 1n, seal.id - 1n)
  const { code, report } = await verify()
  expect(code).toBe(1)
  expect(report).toMatchObject({ count: 1, findings: [{ what: 'anchor-contradicts', seal: String(seal.id) }] })
  expect(report.findings[0]?.says).toContain(`Seal ${seal.id} is gone`)
  // And a chain that was begun again from there is not the same.
  await sealedRows(3)
  expect((await verify()).report.findings[0]?.says).toContain(`Seal ${seal.id} is not the one`)
})

test('an anchor that is none, or no longer there, is named', async () => {
  const [key] = await keys()
  const { Body } = await internalClient().send(new GetObjectCommand({ Bucket: env().S3_BUCKET, Key: key }))
  const text = await Body!.transformToString()
  expect(text).not.toMatch(/example\.com|192\.0\.2/)
  await internalClient().send(new PutObjectCommand({ Bucket: env().S3_BUCKET, Key: key, Body: 'nothing' }))
  expect((await verify()).report.findings[0]).toMatchObject({ what: 'anchor-contradicts', anchor: key })
  await internalClient().send(new DeleteObjectCommand({ Bucket: env().S3_BUCKET, Key: key }))
  await attacker.sql(`UPDATE "AuditAnchor" SET date = date - 1`)
  expect((await verify()).report.findings[0]).toMatchObject({ what: 'anchor-missing', anchor: key })
})
