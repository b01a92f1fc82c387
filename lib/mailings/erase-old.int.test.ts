import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from '../../scripts/engines/ports'
import { db } from '../db'
import { EAGER, freshAddress, send } from '../testing/mailings'
import { MailServer } from '../testing/mail-server'
import { makePerson } from '../testing/people'
import { makeReady } from '../testing/upload'
import { deliverDue } from './deliver'
import { eraseOldMailings } from './erase-old'

const server = new MailServer()
beforeAll(async () => server.start(await freePort()))
afterAll(async () => {
  await server.stop()
  await db().retention.updateMany({ data: { ledgerDays: null } })
})

const monthAgo = new Date(Date.now() - 31 * 86_400_000)

test('messages and addresses go when their links ended longer ago than addresses are kept, and no earlier', async () => {
  const sender = await makePerson()
  const { documentId } = await makeReady(sender)
  const [old, extended, young] = [freshAddress(), freshAddress(), freshAddress()]
  const sent = {
    old: await send(sender, [documentId], [old], { asksCode: true }),
    extended: await send(sender, [documentId], [extended]),
    young: await send(sender, [documentId], [young]),
  }
  await deliverDue(EAGER)
  const before = [sent.old.mailingId, sent.extended.mailingId]
  await db().mailing.updateMany({ where: { id: { in: before } }, data: { createdAt: monthAgo } })
  const ofOld = { link: { mailed: { recipient: { mailingId: sent.old.mailingId } } } }
  const links = await db().capability.findMany({ where: ofOld, select: { id: true } })
  await db().capability.updateMany({ where: ofOld, data: { expiresAt: monthAgo } })
  await db().retention.upsert({ where: { id: 1 }, create: { id: 1, ledgerDays: 30 }, update: { ledgerDays: 30 } })
  await eraseOldMailings()
  const left = await db().mailing.findMany({ where: { senderId: sender.userId }, select: { id: true } })
  expect(left.map(({ id }) => id).toSorted()).toEqual([sent.extended.mailingId, sent.young.mailingId].toSorted())
  const link = await db().capability.findUniqueOrThrow({
    where: { id: links[0]!.id },
    select: { revokedAt: true, link: { select: { label: true, recipients: true } } },
  })
  expect(link).toEqual({ revokedAt: expect.any(Date), link: { label: '', recipients: [] } })
})
