import { afterAll, beforeAll, expect, test } from 'vitest'
import { db } from '../db'
import { enforce } from '../documents/enforce'
import { mint } from '../documents/mint'
import { directRefusedBecause, readMailRules } from '../mailings/rules'
import { revoke } from '../sharing/revoke'
import { cloudFrontKeys } from '../testing/cloudfront'
import { allow } from '../testing/mailings'
import { makePerson } from '../testing/people'
import { makeReady } from '../testing/upload'

beforeAll(() => {
  Object.assign(process.env, {
    DELIVERY: 'cloudfront',
    CLOUDFRONT_URL: 'https://d111111abcdef8.cloudfront.net',
    CLOUDFRONT_KEY_PAIR_ID: 'K1',
    CLOUDFRONT_PRIVATE_KEY: cloudFrontKeys().pem,
    DOWNLOAD_URL_TTL: '600',
  })
})
afterAll(() => allow({ urlSeconds: null, directAllowed: false }))

test.each([
  ['the setting', null],
  ['the policy', 3600],
])('whatever %s says, the ledger, the audit and the URL say a minute', async (_, urlSeconds) => {
  await allow({ urlSeconds })
  const owner = await makePerson()
  const { documentId } = await makeReady(owner)
  const { how, url, expiresAt } = await mint(owner, documentId)
  expect(how).toBe('cloudfront')
  const row = await db().issuedUrl.findFirstOrThrow({ where: { documentId } })
  expect(row).toMatchObject({ delivery: 'CLOUDFRONT' })
  expect(row.expiresAt.getTime() - row.issuedAt.getTime()).toBe(60_000)
  const end = Number(new URL(url).searchParams.get('Expires')) * 1000
  expect(end).toBeLessThanOrEqual(row.expiresAt.getTime())
  expect(expiresAt.getTime()).toBeLessThanOrEqual(row.expiresAt.getTime())
  const event = await db().auditEvent.findFirstOrThrow({ where: { documentId, action: 'url.issued' } })
  expect(event.details).toMatchObject({ seconds: 60 })
})

test('a revocation says what ends by itself, and moves nothing for it', async () => {
  const [owner, reader] = [await makePerson(), await makePerson()]
  const { documentId } = await makeReady(owner)
  const { id } = await db().capability.create({
    data: { documentId, kind: 'USER', userId: reader.userId, giverId: owner.userId, role: 'VIEWER' },
    select: { id: true },
  })
  await mint(reader, documentId)
  const before = await db().document.findUniqueOrThrow({ where: { id: documentId }, select: { objectId: true } })
  const answer = await revoke(owner, [{ kind: 'USER', id }])
  expect(answer).toMatchObject({ grants: 1, urlsKilled: 0, urlsPending: 0, urlsEnding: 1 })
  expect(await db().document.findUniqueOrThrow({ where: { id: documentId }, select: { objectId: true } })).toEqual(
    before,
  )
  await db().issuedUrl.updateMany({ where: { documentId }, data: { expiresAt: new Date() } })
  expect(await enforce({ documentIds: [documentId] })).toMatchObject({ urlsEnding: 0 })
})

test('no signed URL is sent by mail', async () => {
  await allow({ directAllowed: true, linkGate: 'NONE' })
  expect(directRefusedBecause(await readMailRules(db()))).toMatch(/CloudFront/)
})
