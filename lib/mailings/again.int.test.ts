import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { freePort } from '../../scripts/engines/ports'
import type { UserPrincipal } from '../auth/principal'
import { db } from '../db'
import { openLink } from '../sharing/gate/open'
import { giveTo } from '../testing/sharing'
import { allow, EAGER, freshAddress, linkIn, mailOf, send } from '../testing/mailings'
import { stranger, tokenOf } from '../testing/links'
import { MailServer } from '../testing/mail-server'
import { makePerson } from '../testing/people'
import { makeReady } from '../testing/upload'
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
  expect(second?.text).toContain('1 hour after this message was sent')
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
  await expect(listSent(sender, 'nonsense')).rejects.toMatchObject({ code: 'BAD_INPUT' })
})
