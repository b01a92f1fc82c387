import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { freePort } from '../../scripts/engines/ports'
import type { UserPrincipal } from '../auth/principal'
import { db } from '../db'
import { openLink } from '../sharing/gate/open'
import { changeLink } from '../sharing/links/change'
import { extendLink } from '../sharing/links/extend'
import { regenerateLink } from '../sharing/links/regenerate'
import { switchLink } from '../sharing/links/switch'
import { revoke } from '../sharing/revoke'
import { transferDocument } from '../sharing/transfer'
import { giveTo } from '../testing/sharing'
import { allow, EAGER, freshAddress, linkIn, mailOf, send } from '../testing/mailings'
import { inDays, linkChanges, stranger, tokenOf } from '../testing/links'
import { MailServer } from '../testing/mail-server'
import { exactMoment } from '../mail/templates/words'
import { makePerson } from '../testing/people'
import { makeReady } from '../testing/upload'
import { cursorOf } from '../cursor'
import { deliverDue } from './deliver'
import { extendMail } from './extend'
import { listSentRecipients } from './recipients'
import { resendMail } from './resend'
import { revokeMail } from './revoke'
import { sendByMail } from './send'
import { listSent } from './sent'
import { suggestRecipients } from './suggest'
import { mailTerms } from './terms'

const server = new MailServer()
let sender: UserPrincipal
let documentId: string

beforeAll(async () => server.start(await freePort()))
afterAll(async () => {
  await server.stop()
  await allow({ frozenAt: null, longestMailSeconds: 604_800, allowedDomains: [] })
})
beforeEach(async () => {
  sender = await makePerson()
  documentId = (await makeReady(sender)).documentId
})

const opens = async (address: string, at = -1) => {
  const url = linkIn((await server.to(address)).at(at)?.text)
  return openLink(tokenOf(url), stranger(), 'attachment').then(
    () => true,
    () => false,
  )
}
const linkTo = async (recipientId: string) =>
  (await db().mailingLink.findFirstOrThrow({ where: { recipientId }, select: { capabilityId: true } })).capabilityId
const stateOf = async (mailingId: string) =>
  (await listSentRecipients(sender, mailingId)).rows.map(({ state }) => state)

test('an editor may send, a viewer and a stranger may not, and nobody sees or touches another’s messages', async () => {
  const [editor, viewer, other] = [await makePerson(), await makePerson(), await makePerson('ADMIN')]
  await giveTo(editor, documentId, sender, { role: 'EDITOR' })
  await giveTo(viewer, documentId, sender)
  const to = freshAddress()
  const { mailingId, ids } = await send(editor, [documentId], [to])
  const mail = mailOf([documentId], [to])
  for (const nobody of [viewer, other]) {
    await expect(sendByMail(nobody, mail)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(mailTerms(nobody, [documentId])).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(listSentRecipients(nobody, mailingId)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    for (const call of [
      () => revokeMail(nobody, [ids[to]!]),
      () => resendMail(nobody, { recipientIds: [ids[to]!] }),
      () => extendMail(nobody, { recipientIds: [ids[to]!], seconds: 3600 }),
    ])
      await expect(call()).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect((await listSent(nobody)).rows).toEqual([])
  }
  expect(await suggestRecipients(editor, to.slice(0, 10))).toContain(to)
  expect(await suggestRecipients(sender, to.slice(0, 10))).not.toContain(to)
})

test('an editor whose own access ends sends again and extends no further than that', async () => {
  const editor = await makePerson()
  await giveTo(editor, documentId, sender, { role: 'EDITOR', expiresAt: inDays(2) })
  const { ids } = await send(editor, [documentId], [freshAddress()])
  const recipientIds = Object.values(ids)
  const refused = { code: 'BAD_INPUT', message: expect.stringContaining('Your own access to') }
  await expect(extendMail(editor, { recipientIds, seconds: 3 * 86_400 })).rejects.toMatchObject(refused)
  expect(await extendMail(editor, { recipientIds, seconds: 86_400 })).toEqual({ extended: 1 })
  await db().capability.updateMany({
    where: { userId: editor.userId },
    data: { expiresAt: new Date(Date.now() + 60_000) },
  })
  await expect(resendMail(editor, { recipientIds })).rejects.toMatchObject(refused)
})

test('what is revoked while it is queued is not sent', async () => {
  const [a, b] = [freshAddress('a'), freshAddress('b')]
  const { mailingId, ids } = await send(sender, [documentId], [a, b])
  expect(await revokeMail(sender, [ids[a]!])).toMatchObject({ links: 1 })
  await deliverDue(EAGER)
  expect([server.rawTo(a).length, server.rawTo(b).length]).toEqual([0, 1])
  expect(await stateOf(mailingId)).toEqual(['REVOKED', 'SENT'])
})

test('what is queued while all is frozen waits until that ends', async () => {
  const to = freshAddress()
  const { mailingId } = await send(sender, [documentId], [to])
  await allow({ frozenAt: new Date() })
  await deliverDue(EAGER)
  expect(server.rawTo(to)).toEqual([])
  await expect(sendByMail(sender, mailOf([documentId], [to]))).rejects.toMatchObject({ code: 'BAD_INPUT' })
  await allow({ frozenAt: null })
  await db().mailingRecipient.updateMany({ where: { mailingId }, data: { dueAt: new Date() } })
  await deliverDue(EAGER)
  expect(await stateOf(mailingId)).toEqual(['SENT'])
})

test('sent again it has another address and Message-ID, and the first address is dead', async () => {
  const to = freshAddress()
  const { ids } = await send(sender, [documentId], [to])
  await expect(resendMail(sender, { recipientIds: [ids[to]!] })).rejects.toMatchObject({ code: 'CONFLICT' })
  await deliverDue(EAGER)
  await resendMail(sender, { recipientIds: [ids[to]!], seconds: 3600 })
  await deliverDue(EAGER)
  const [first, second] = await server.to(to)
  expect([first?.messageId, second?.messageId]).toEqual([`<${ids[to]}-0@example.org>`, `<${ids[to]}-1@example.org>`])
  expect([await opens(to, 0), await opens(to, 1)]).toEqual([false, true])
  const { startsAt, endsAt } = await db().mailingRecipient.findUniqueOrThrow({ where: { id: ids[to]! } })
  expect(endsAt.getTime() - startsAt.getTime()).toBe(3_600_000)
  expect(second?.text).toContain(exactMoment(endsAt, 'Europe/Berlin'))
})

test('sent again it counts as neither opened nor downloaded until its new address was used', async () => {
  const to = freshAddress()
  const { mailingId, ids } = await send(sender, [documentId], [to], { notifyOnOpen: true })
  await deliverDue(EAGER)
  expect([await opens(to), await stateOf(mailingId)]).toEqual([true, ['DOWNLOADED']])
  await resendMail(sender, { recipientIds: [ids[to]!] })
  await deliverDue(EAGER)
  const { rows } = await listSentRecipients(sender, mailingId)
  expect(rows).toMatchObject([{ state: 'SENT', openedAt: null, downloadedAt: null }])
  const unopened = { firstOpenedAt: null, notifiedAt: null, mailed: { recipientId: ids[to]! } }
  expect(await db().link.count({ where: unopened })).toBe(1)
  expect([await opens(to), await stateOf(mailingId)]).toEqual([true, ['DOWNLOADED']])
})

test('a link that somebody disabled stays disabled when its message is sent again', async () => {
  const to = freshAddress()
  const { mailingId, ids } = await send(sender, [documentId], [to])
  await deliverDue(EAGER)
  await switchLink(sender, await linkTo(ids[to]!), true)
  expect(await stateOf(mailingId)).toEqual(['STOPPED'])
  await resendMail(sender, { recipientIds: [ids[to]!] })
  await deliverDue(EAGER)
  expect([server.rawTo(to).length, await stateOf(mailingId)]).toEqual([1, ['CANCELLED']])
  await switchLink(sender, await linkTo(ids[to]!), false)
  await resendMail(sender, { recipientIds: [ids[to]!] })
  await deliverDue(EAGER)
  expect([await opens(to), await stateOf(mailingId)]).toEqual([true, ['DOWNLOADED']])
})

test('what a link is is not changed behind the message that it went out with; it is switched and revoked', async () => {
  const to = freshAddress()
  const { mailingId, ids } = await send(sender, [documentId], [to])
  await deliverDue(EAGER)
  const linkId = await linkTo(ids[to]!)
  for (const change of [
    () => regenerateLink(sender, linkId),
    () => extendLink(sender, linkId, inDays(1)),
    () => changeLink(sender, linkChanges(linkId, { label: 'another' })),
  ])
    await expect(change()).rejects.toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('under Sent') })
  expect(await opens(to)).toBe(true)
  await switchLink(sender, linkId, true)
  expect(await opens(to)).toBe(false)
  expect(await revoke(sender, [{ kind: 'LINK', id: linkId }])).toMatchObject({ links: 1 })
  expect(await stateOf(mailingId)).toEqual(['REVOKED'])
})

test('the list offers what would be done, to a sender who gave the document away too', async () => {
  const to = freshAddress()
  const { mailingId, ids } = await send(sender, [documentId], [to])
  await deliverDue(EAGER)
  const may = async () => (await listSentRecipients(sender, mailingId)).rows[0]?.may
  expect(await may()).toEqual({ resend: true, extend: true, revoke: true })
  const heir = await makePerson()
  await db().user.update({ where: { id: heir.userId }, data: { oidcSubject: heir.userId }, select: { id: true } })
  await transferDocument(sender, { documentId, toId: heir.userId, keepEditor: true })
  expect(await may()).toEqual({ resend: true, extend: true, revoke: false })
  await expect(revokeMail(sender, [ids[to]!])).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await db().capability.updateMany({ where: { documentId, userId: sender.userId }, data: { revokedAt: new Date() } })
  expect(await may()).toEqual({ resend: false, extend: false, revoke: false })
  await expect(resendMail(sender, { recipientIds: [ids[to]!] })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('what failed is sent again to the same address when its person says so', async () => {
  const to = freshAddress()
  server.says(to, { code: 550, text: 'mailbox full', at: 'RCPT' })
  const { mailingId, ids } = await send(sender, [documentId], [to])
  await deliverDue(EAGER)
  expect(await stateOf(mailingId)).toEqual(['FAILED'])
  await resendMail(sender, { recipientIds: [ids[to]!] })
  await deliverDue(EAGER)
  expect(await stateOf(mailingId)).toEqual(['SENT'])
  expect(await opens(to)).toBe(true)
})

test('an ended link opens again when it is extended, under the address that was sent', async () => {
  const to = freshAddress()
  const { mailingId, ids } = await send(sender, [documentId], [to])
  await deliverDue(EAGER)
  const links = { link: { mailed: { recipientId: ids[to]! } } }
  await db().capability.updateMany({ where: links, data: { expiresAt: new Date(0) } })
  expect([await opens(to), await stateOf(mailingId)]).toEqual([false, ['EXPIRED']])
  expect(await extendMail(sender, { recipientIds: [ids[to]!], seconds: 3600 })).toEqual({ extended: 1 })
  expect([await opens(to), await stateOf(mailingId)]).toEqual([true, ['DOWNLOADED']])
  await revokeMail(sender, [ids[to]!])
  const again = { recipientIds: [ids[to]!], seconds: 3600 }
  await expect(extendMail(sender, again)).rejects.toMatchObject({ code: 'CONFLICT' })
  await expect(resendMail(sender, again)).rejects.toMatchObject({ code: 'CONFLICT' })
})

test('the organisation’s rules hold for what is sent and for what is extended', async () => {
  await allow({ longestMailSeconds: 3600 })
  const [to] = [freshAddress()]
  await expect(sendByMail(sender, mailOf([documentId], [to]))).rejects.toThrow(/at most 1 hour/)
  const { ids } = await send(sender, [documentId], [to], { seconds: 3600 })
  await expect(extendMail(sender, { recipientIds: [ids[to]!], seconds: 7200 })).rejects.toThrow(/at most 1 hour/)
  await allow({ longestMailSeconds: 604_800, allowedDomains: ['example.org'] })
  await expect(sendByMail(sender, mailOf([documentId], [to]))).rejects.toThrow(/one-time code/)
  await expect(sendByMail(sender, mailOf([documentId], [to], { asksCode: true }))).rejects.toThrow(/Remove client/)
  await allow({ allowedDomains: [] })
})

test('a list goes on where its page ended', async () => {
  for (let n = 0; n < 21; n++) await send(sender, [documentId], [freshAddress()], { subject: `No. ${n}` })
  const first = await listSent(sender)
  const second = await listSent(sender, first.nextCursor ?? '')
  expect([first.rows.length, second.rows.length, second.nextCursor]).toEqual([20, 1, null])
  expect(second.rows[0]).toMatchObject({ subject: 'No. 0', recipients: 1, counts: { QUEUED: 1, SENT: 0 } })
  for (const cursor of ['nonsense', cursorOf(['not a time', randomUUID()]), cursorOf(['+275000-01-01', randomUUID()])])
    await expect(listSent(sender, cursor)).rejects.toMatchObject({ code: 'BAD_INPUT' })
  const recipients = listSentRecipients(sender, first.rows[0]!.id, cursorOf(['a\0', randomUUID()]))
  await expect(recipients).rejects.toMatchObject({ code: 'BAD_INPUT' })
})
