import { afterEach, expect, test } from 'vitest'
import { db } from '../db'
import { deleteDocument } from '../documents/delete'
import { purgeDocument } from '../documents/purge'
import { writeSmall } from '../storage/objects'
import { makePerson } from '../testing/people'
import { beginOne, drop, makeReady } from '../testing/upload'
import { abandonUpload } from '../uploads/abandon'
import { beginUploads } from '../uploads/begin'
import { reconcile } from '../uploads/reconcile'
import { settle } from '../uploads/settle'
import { setLimits, setMemberLimit } from './limits'
import { listUse } from './list'
import { useOf } from './use'

const setOrganisation = (data: { quotaBytes?: number | null; memberQuotaBytes?: number | null }) =>
  db().organisation.update({ where: { id: 1 }, data })
const used = async () => Number((await db().organisation.findUniqueOrThrow({ where: { id: 1 } })).usedBytes)

afterEach(() => setOrganisation({ quotaBytes: null, memberQuotaBytes: null }))

test('100 parallel begins never exceed a member’s limit, and use all of it', async () => {
  const person = await makePerson()
  await setOrganisation({ memberQuotaBytes: 1000 })
  const begin = () => beginUploads(person, drop({ name: 'a', size: 150, type: '' }))
  const outcomes = await Promise.allSettled(Array.from({ length: 100 }, begin))
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(6)
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'QUOTA_EXCEEDED' })
  }
  expect(await useOf(person)).toEqual({ usedBytes: 900, quotaBytes: 1000 })
})

test('100 parallel begins of different people never exceed the organisation’s limit', async () => {
  const people = await Promise.all(Array.from({ length: 10 }, () => makePerson()))
  await setOrganisation({ quotaBytes: (await used()) + 1000 })
  const begin = (n: number) => beginUploads(people[n % 10]!, drop({ name: 'a', size: 150, type: '' }))
  const outcomes = await Promise.allSettled(Array.from({ length: 100 }, (_, n) => begin(n)))
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(6)
  const sums = await Promise.all(people.map(useOf))
  expect(sums.reduce((sum, { usedBytes }) => sum + usedBytes, 0)).toBe(900)
})

test('a member’s own limit goes before that of all members', async () => {
  const person = await makePerson()
  await setOrganisation({ memberQuotaBytes: 1000 })
  await db().storageUse.create({ data: { userId: person.userId, quotaBytes: 10 } })
  await expect(beginOne(person, 11)).rejects.toMatchObject({ code: 'QUOTA_EXCEEDED' })
  await beginOne(person, 10)
})

test('room comes back when an upload is cancelled, rejected or late, and when a document is deleted; once', async () => {
  const person = await makePerson()
  const before = await used()
  const cancelled = await beginOne(person, 100)
  await abandonUpload(person, cancelled.uploadId)
  await abandonUpload(person, cancelled.uploadId)

  const rejected = await beginOne(person, 100)
  await writeSmall(rejected.plan.fields.key!, 'short')
  expect(await settle(rejected.uploadId)).toBe('rejected')
  await deleteDocument(person, rejected.documentId)

  const late = await beginOne(person, 100)
  await db().upload.update({ where: { id: late.uploadId }, data: { expiresAt: new Date(0) } })
  await reconcile()

  const ready = await makeReady(person, 'x'.repeat(100))
  expect(await useOf(person)).toMatchObject({ usedBytes: 100 })
  await deleteDocument(person, ready.documentId)
  expect(await useOf(person)).toMatchObject({ usedBytes: 100 })
  await purgeDocument(person, ready.documentId)
  expect(await useOf(person)).toMatchObject({ usedBytes: 0 })
  expect(await used()).toBe(before)
})

test('limits are set with an audit row, and a limit below what is used takes nothing away', async () => {
  const [admin, person] = [await makePerson('ADMIN'), await makePerson()]
  const { documentId } = await makeReady(person, 'x'.repeat(100))
  await setLimits(admin, { quotaBytes: null, memberQuotaBytes: 50 })
  expect(await useOf(person)).toEqual({ usedBytes: 100, quotaBytes: 50 })
  await expect(beginOne(person, 1)).rejects.toMatchObject({ code: 'QUOTA_EXCEEDED' })
  await setMemberLimit(admin, { userId: person.userId, quotaBytes: 200 })
  await beginOne(person, 1)
  expect((await listUse()).find(({ userId }) => userId === person.userId)).toMatchObject({ quotaBytes: 200, own: true })
  expect(await db().auditEvent.count({ where: { actorId: admin.userId } })).toBe(2)
  await deleteDocument(person, documentId)
  await expect(setMemberLimit(admin, { userId: crypto.randomUUID(), quotaBytes: 1 })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
})
