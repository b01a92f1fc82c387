import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { db } from '../db'
import { giveBack, hashedKey, sweepRateLimits, take, takeOrWait } from './rate-limit'

it('lets exactly the limit through, however many come at once', async () => {
  const key = randomUUID()
  const tries = await Promise.allSettled(Array.from({ length: 60 }, () => take(key, 7, 60)))
  expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(7)
  for (const one of tries) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'TOO_MANY' })
})

it('does not let trying make the wait longer, and begins anew when the window is over', async () => {
  const key = randomUUID()
  await take(key, 1, 60)
  const { expiresAt } = await db().rateLimit.findUniqueOrThrow({ where: { key } })
  await expect(take(key, 1, 60)).rejects.toMatchObject({ code: 'TOO_MANY' })
  expect((await db().rateLimit.findUniqueOrThrow({ where: { key } })).expiresAt).toEqual(expiresAt)
  await db().rateLimit.update({ where: { key }, data: { expiresAt: new Date(Date.now() - 1) } })
  await take(key, 1, 60)
})

it('gives a try back, never more than were taken', async () => {
  const key = randomUUID()
  await take(key, 1, 60)
  await giveBack([key])
  await giveBack([key])
  await take(key, 1, 60)
  await expect(take(key, 1, 60)).rejects.toMatchObject({ code: 'TOO_MANY' })
})

it('says to work that can wait when the window ends that is full', async () => {
  const key = randomUUID()
  expect(await takeOrWait(key, 1, 60)).toBeNull()
  const until = await takeOrWait(key, 1, 60)
  expect(until!.getTime() - Date.now()).toBeGreaterThan(55_000)
  await db().rateLimit.update({ where: { key }, data: { expiresAt: new Date(Date.now() - 1) } })
  expect(await takeOrWait(key, 1, 60)).toBeNull()
})

it('stores no address', () => {
  expect(hashedKey('sign-in-address', 'person@example.org')).not.toContain('person')
})

it('sweeps only what is over', async () => {
  const [over, running] = [randomUUID(), randomUUID()]
  await take(over, 1, 60)
  await take(running, 1, 60)
  await db().rateLimit.update({ where: { key: over }, data: { expiresAt: new Date(Date.now() - 1) } })
  await sweepRateLimits()
  expect(await db().rateLimit.findMany({ where: { key: { in: [over, running] } }, select: { key: true } })).toEqual([
    { key: running },
  ])
})
