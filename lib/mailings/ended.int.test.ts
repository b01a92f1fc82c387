import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { freePort } from '../../scripts/engines/ports'
import type { UserPrincipal } from '../auth/principal'
import { db } from '../db'
import { startJobs } from '../jobs/boss'
import { mailWorker } from '../mail/queue'
import { openLink } from '../sharing/gate/open'
import { notifyFirstOpens } from '../sharing/links/first-opens'
import { transferDocument } from '../sharing/transfer'
import { allow, EAGER, freshAddress, linkIn, send } from '../testing/mailings'
import { shareByLink, stranger, tokenOf } from '../testing/links'
import { MailServer } from '../testing/mail-server'
import { makePerson } from '../testing/people'
import { makeReady } from '../testing/upload'
import { askAgain } from './ask-again'
import { deliverDue } from './deliver'
import { endedMail } from './ended'
import { extendMail } from './extend'
import { listSentRecipients } from './recipients'
import { resendMail } from './resend'
import { revokeMail } from './revoke'
import type { MailInput } from './schema'

const server = new MailServer()
let jobs: { stop: () => Promise<void> }
let sender: UserPrincipal

beforeAll(async () => {
  await server.start(await freePort())
  jobs = await startJobs([], [mailWorker])
})
afterAll(async () => {
  await jobs.stop()
  await server.stop()
  await allow({ frozenAt: null })
})
beforeEach(async () => {
  sender = await makePerson()
})

async function ended(more: Partial<MailInput> = {}) {
  const { documentId } = await makeReady(sender)
  const to = freshAddress()
  const { ids, mailingId } = await send(sender, [documentId], [to], more)
  await deliverDue(EAGER)
  const token = tokenOf(linkIn((await server.to(to))[0]?.text))
  const id = ids[to]!
  const link = await db().mailingLink.findFirstOrThrow({ where: { recipientId: id }, select: { capabilityId: true } })
  const linkId = link.capabilityId
  await db().capability.update({ where: { id: linkId }, data: { expiresAt: new Date(Date.now() - 1000) } })
  return { documentId, to, id, mailingId, token, linkId }
}

test('an ended link says when it ended and whom to ask; the sender is told once', async () => {
  const { token, id, to, mailingId } = await ended()
  expect(await endedMail(token, stranger())).toMatchObject({ sender: sender.name, asked: false })
  await askAgain(token, stranger())
  await askAgain(token, stranger())
  await expect.poll(() => server.rawTo(sender.email).length, { timeout: 10_000 }).toBe(1)
  const [told] = await server.to(sender.email)
  expect(told?.subject).toBe(`${to} asks for contract.pdf again`)
  expect(await endedMail(token, stranger())).toMatchObject({ asked: true })
  const { rows } = await listSentRecipients(sender, mailingId)
  expect(rows).toMatchObject([{ state: 'EXPIRED', askedAt: expect.any(String) }])
  await extendMail(sender, { recipientIds: [id], seconds: 3600 })
  expect(await endedMail(token, stranger())).toBeNull()
})

test('the first opening is told once for each time that a document was sent', async () => {
  const { documentId } = await makeReady(sender)
  const to = freshAddress()
  const { ids } = await send(sender, [documentId], [to], { notifyOnOpen: true })
  for (const times of [1, 2]) {
    if (times > 1) await resendMail(sender, { recipientIds: [ids[to]!] })
    await deliverDue(EAGER)
    const token = tokenOf(linkIn((await server.to(to)).at(-1)?.text))
    for (let time = 0; time < 2; time++) await openLink(token, stranger(), 'attachment')
    await notifyFirstOpens()
    await expect.poll(() => server.rawTo(sender.email).length, { timeout: 10_000 }).toBe(times)
  }
  expect(new Set((await server.to(sender.email)).map(({ messageId }) => messageId)).size).toBe(2)
})

test('after a transfer the page names, and the question reaches, whoever answers for the link now', async () => {
  const { token, documentId } = await ended()
  const heir = await makePerson()
  await db().user.update({ where: { id: heir.userId }, data: { oidcSubject: heir.userId }, select: { id: true } })
  await transferDocument(sender, { documentId, toId: heir.userId, keepEditor: false })
  expect(await endedMail(token, stranger())).toMatchObject({ sender: heir.name })
  await askAgain(token, stranger())
  await expect.poll(() => server.rawTo(heir.email).length, { timeout: 10_000 }).toBe(1)
  const [told] = await server.to(heir.email)
  expect(told?.text).toMatch(/\/documents$/m)
  expect((await server.to(sender.email)).filter(({ subject }) => subject?.includes('asks for'))).toEqual([])
})

test.each([[{ asksCode: true }], [{ password: 'open sesame' }]])('behind %j it names nobody', async (gate) => {
  const { token } = await ended(gate)
  expect(await endedMail(token, stranger())).toMatchObject({ sender: null })
})

test('every other dead link answers as a token that nobody made', async () => {
  const { token: living } = await ended()
  const revoked = await ended()
  await revokeMail(sender, [revoked.id])
  const disabled = await ended()
  await db().link.update({ where: { capabilityId: disabled.linkId }, data: { disabledAt: new Date() } })
  const handed = await ended()
  await db().document.update({ where: { id: handed.documentId }, data: { ownerId: (await makePerson()).userId } })
  const notMailed = await shareByLink()
  await db().capability.update({ where: { id: notMailed.linkId }, data: { expiresAt: new Date(0) } })
  for (const token of [revoked.token, disabled.token, handed.token, notMailed.token, 'nonsense']) {
    expect(await endedMail(token, stranger())).toBeNull()
    await expect(askAgain(token, stranger())).rejects.toMatchObject({ code: 'NOT_FOUND' })
  }
  await allow({ frozenAt: new Date() })
  expect(await endedMail(living, stranger())).toBeNull()
  await allow({ frozenAt: null })
  expect(await endedMail(living, stranger())).not.toBeNull()
})
