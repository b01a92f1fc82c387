import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from '../../scripts/engines/ports'
import type { UserPrincipal } from '../auth/principal'
import { db } from '../db'
import { deliverDue } from '../mailings/deliver'
import { look } from '../sharing/gate/look'
import { stranger, tokenOf } from '../testing/links'
import { MailServer } from '../testing/mail-server'
import { EAGER, freshAddress, linkIn, send } from '../testing/mailings'
import { makePerson } from '../testing/people'
import { makeReady } from '../testing/upload'
import { removeMember } from './remove'

const server = new MailServer()
beforeAll(async () => server.start(await freePort()))
afterAll(() => server.stop())

async function joined(role: 'ADMIN' | 'MEMBER' = 'MEMBER'): Promise<UserPrincipal> {
  const person = await makePerson(role)
  await db().user.update({ where: { id: person.userId }, data: { passwordHash: 'not a hash' } })
  return person
}

const linksTo = (address: string) =>
  db().link.findMany({
    where: { mailed: { recipient: { address } } },
    select: { capabilityId: true, tokenHash: true },
  })

test('of who is removed: a message that waits never leaves and its link is dead; what was sent goes on under no address', async () => {
  const [person, heir, admin] = [await joined(), await joined(), await joined('ADMIN')]
  const { documentId } = await makeReady(person)
  const [sentTo, waits] = [freshAddress('sent'), freshAddress('waits')]
  await send(person, [documentId], [sentTo], { asksCode: true })
  await deliverDue(EAGER)
  await send(person, [documentId], [waits], { asksCode: true })
  const [[sentLink], [waitingLink]] = [await linksTo(sentTo), await linksTo(waits)]
  await removeMember(admin, { userId: person.userId, heirId: heir.userId })
  await deliverDue(EAGER)
  expect(server.rawTo(waits)).toEqual([])
  expect(await db().mailing.count({ where: { senderId: person.userId } })).toBe(0)
  const left = (capabilityId: string) =>
    db().link.findUniqueOrThrow({
      where: { capabilityId },
      select: { label: true, recipients: { select: { address: true } }, capability: { select: { revokedAt: true } } },
    })
  expect(await left(waitingLink!.capabilityId)).toEqual({
    label: '',
    recipients: [],
    capability: { revokedAt: expect.any(Date) },
  })
  expect(await left(sentLink!.capabilityId)).toEqual({
    label: '',
    recipients: [{ address: sentTo }],
    capability: { revokedAt: null },
  })
  const token = tokenOf(linkIn((await server.to(sentTo))[0]?.text))
  expect(await look(token, stranger())).toMatchObject({ step: 'address' })
})
