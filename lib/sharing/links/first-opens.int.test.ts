import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from '../../../scripts/engines/ports'
import { db } from '../../db'
import { startJobs } from '../../jobs/boss'
import { mailWorker } from '../../mail/queue'
import { shareByLink, stranger } from '../../testing/links'
import { Mailbox } from '../../testing/mailbox'
import { look } from '../gate/look'
import { openLink } from '../gate/open'
import { notifyFirstOpens } from './first-opens'

const mailbox = new Mailbox()
let jobs: { stop: () => Promise<void> }
beforeAll(async () => {
  await mailbox.start(await freePort())
  jobs = await startJobs([], [mailWorker])
})
afterAll(async () => {
  await jobs.stop()
  await mailbox.stop()
})

test('the giver is told of the first opening, once, however many look and however many tell', async () => {
  const { token, owner } = await shareByLink({ notifyOnOpen: true, label: 'for the bank' }, undefined, 'offer.pdf')
  await look(token, stranger())
  await notifyFirstOpens()
  for (let time = 0; time < 3; time++) await openLink(token, stranger(), 'attachment')
  await Promise.all(Array.from({ length: 8 }, notifyFirstOpens))
  const mail = await mailbox.wait(owner.email)
  expect(mail.subject).toBe('Opened for the first time: offer.pdf')
  expect(mail.text).toContain('by the link “for the bank”')
  await openLink(token, stranger(), 'attachment')
  await notifyFirstOpens()
  // What comes after it in the same queue is there, and nothing else came to this address.
  const next = await shareByLink({ notifyOnOpen: true })
  await openLink(next.token, stranger(), 'attachment')
  await notifyFirstOpens()
  await mailbox.wait(next.owner.email)
  expect(await mailbox.to(owner.email)).toHaveLength(1)
})

test('who did not ask is not told, and neither is somebody who was disabled', async () => {
  const [quiet, disabled] = [await shareByLink(), await shareByLink({ notifyOnOpen: true })]
  for (const { token } of [quiet, disabled]) await openLink(token, stranger(), 'attachment')
  await db().user.update({ where: { id: disabled.owner.userId }, data: { disabledAt: new Date() } })
  await notifyFirstOpens()
  const told = await shareByLink({ notifyOnOpen: true })
  await openLink(told.token, stranger(), 'attachment')
  await notifyFirstOpens()
  await mailbox.wait(told.owner.email)
  expect([...(await mailbox.to(quiet.owner.email)), ...(await mailbox.to(disabled.owner.email))]).toEqual([])
})
