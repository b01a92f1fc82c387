import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from '../../scripts/engines/ports'
import { db } from '../db'
import { EAGER, freshAddress, mailOf } from '../testing/mailings'
import { MailServer } from '../testing/mail-server'
import { makePerson } from '../testing/people'
import { makeReady } from '../testing/upload'
import { deliverDue } from './deliver'
import { sendByMail } from './send'
import { listSent } from './sent'

const server = new MailServer()
beforeAll(async () => server.start(await freePort()))
afterAll(() => server.stop())

const MANY = 1000
const perSender = { count: 400, seconds: 3600 }

test('a thousand recipients of one message: each gets it once, no window more than its limit, and the list answers meanwhile', async () => {
  const sender = await makePerson()
  const { documentId } = await makeReady(sender)
  const addresses = Array.from({ length: MANY }, () => freshAddress())
  const { mailingId } = await sendByMail(sender, mailOf([documentId], addresses))
  for (const taken of [400, 800, 1000]) {
    const [, page] = await Promise.all([deliverDue({ ...EAGER, perSender, atOnce: 16 }), listSent(sender)])
    expect(page.rows[0]).toMatchObject({ id: mailingId, recipients: MANY })
    expect(server.taken).toHaveLength(taken)
    const waiting = await db().mailingRecipient.findMany({ where: { mailingId, state: { not: 'SENT' } } })
    const later = { state: 'QUEUED', attempts: 0, smtpAnswer: null }
    expect(waiting).toMatchObject(Array.from({ length: MANY - taken }, () => later))
    expect(waiting.every(({ dueAt }) => dueAt.getTime() > Date.now() + 3_000_000)).toBe(true)
    // The hour is over.
    await db().rateLimit.deleteMany({ where: { key: `mail-from:${sender.userId}` } })
    await db().mailingRecipient.updateMany({ where: { mailingId, state: 'QUEUED' }, data: { dueAt: new Date() } })
  }
  expect(server.taken.map(({ to }) => to).toSorted()).toEqual(addresses.toSorted())
  expect(await db().mailingLink.count({ where: { recipient: { mailingId } } })).toBe(MANY)
}, 120_000)
