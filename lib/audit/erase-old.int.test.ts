import { randomBytes } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { db } from '../db'
import { makePerson } from '../testing/people'
import { makeReady } from '../testing/upload'
import { eraseOld } from './erase-old'
import { record } from './record'
import { setRetention } from './retention'

const DAY_MS = 24 * 60 * 60_000
const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS)

afterEach(() => db().retention.deleteMany())

async function personalOf(userId: string) {
  const events = await db().auditEvent.findMany({ where: { actorId: userId }, select: { personalHash: true } })
  const hashes = events.flatMap(({ personalHash }) => personalHash ?? [])
  return { events: events.length, hashes, left: await db().auditPersonal.count({ where: { hash: { in: hashes } } }) }
}

test('personal data beside audit rows goes after its days, and not before; the rows stay', async () => {
  const [old, young] = [await makePerson(), await makePerson()]
  for (const actor of [old, young]) await record(db(), { action: 'document.renamed', actor })
  const { hashes } = await personalOf(old.userId)
  await db().auditPersonal.updateMany({ where: { hash: { in: hashes } }, data: { createdAt: daysAgo(8) } })
  await eraseOld()
  expect(await personalOf(old.userId)).toMatchObject({ events: 1, left: 1 })
  await setRetention(await makePerson('ADMIN'), { auditDays: 7, ledgerDays: null })
  await eraseOld()
  expect(await personalOf(old.userId)).toMatchObject({ events: 1, left: 0 })
  expect(await personalOf(young.userId)).toMatchObject({ events: 1, left: 1 })
  const said = await db().auditEvent.findFirst({ where: { action: 'personal.erased' }, orderBy: { id: 'desc' } })
  expect(said?.details).toEqual({ audit: 1 })
})

test('addresses in the ledger go after their days; who holds a living URL stays known', async () => {
  const owner = await makePerson()
  const { documentId } = await makeReady(owner)
  const { objectId } = await db().document.findUniqueOrThrow({ where: { id: documentId }, select: { objectId: true } })
  const of = { documentId, objectId: objectId!, linkVersion: 0, email: 'guest@example.com' }
  const url = { ...of, disposition: 'INLINE', delivery: 'DIRECT' } as const
  const [old, living] = await db().issuedUrl.createManyAndReturn({
    data: [
      { ...url, issuedAt: daysAgo(9), expiresAt: daysAgo(8) },
      { ...url, issuedAt: daysAgo(9), expiresAt: daysAgo(-1) },
    ],
  })
  await setRetention(await makePerson('ADMIN'), { auditDays: null, ledgerDays: 7 })
  await eraseOld()
  const emailOf = async (id: string) => (await db().issuedUrl.findUniqueOrThrow({ where: { id } })).email
  expect(await emailOf(old!.id)).toBeNull()
  expect(await emailOf(living!.id)).toBe('guest@example.com')
})

test('sessions and one-time links that are over for a month are swept, the others stay', async () => {
  const { userId, sessionId, client } = await makePerson()
  const session = { userId, epoch: 0, ...client }
  const dates = [
    { expiresAt: daysAgo(31) },
    { expiresAt: daysAgo(-1), endedAt: daysAgo(31) },
    { expiresAt: daysAgo(29) },
    { expiresAt: daysAgo(-1), endedAt: daysAgo(29) },
  ]
  const sessions = await db().session.createManyAndReturn({ data: dates.map((one) => ({ ...session, ...one })) })
  const links = await db().oneTimeLink.createManyAndReturn({
    data: dates.map(({ expiresAt, endedAt }) => {
      const link = { kind: 'RESET' as const, tokenHash: randomBytes(32), userId, issuerId: userId }
      return { ...link, expiresAt, usedAt: endedAt ?? null }
    }),
  })
  await eraseOld()
  const left = async (rows: { findMany: (query: object) => Promise<{ id: string }[]> }) =>
    (await rows.findMany({ where: { userId }, select: { id: true } })).map(({ id }) => id).toSorted()
  const ids = (rows: { id: string }[]) => rows.slice(2).map(({ id }) => id)
  expect(await left(db().session as never)).toEqual([sessionId, ...ids(sessions)].toSorted())
  expect(await left(db().oneTimeLink as never)).toEqual(ids(links).toSorted())
})
