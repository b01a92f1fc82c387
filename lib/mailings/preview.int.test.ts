import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from '../../scripts/engines/ports'
import { db } from '../db'
import { EAGER, freshAddress, linkIn, mailOf, send, signedIn, allow } from '../testing/mailings'
import { MailServer } from '../testing/mail-server'
import { makePerson } from '../testing/people'
import { makeReady } from '../testing/upload'
import { deliverDue } from './deliver'
import { previewMail } from './preview'
import { sendByMail } from './send'

const server = new MailServer()
beforeAll(async () => server.start(await freePort()))
afterAll(async () => {
  await server.stop()
  await allow({ directAllowed: false })
})

test.each(['APP', 'DIRECT'] as const)(
  'the preview of %s is the message that is sent, but for its address and its minute',
  async (delivery) => {
    await allow({ directAllowed: true })
    const sender = await makePerson()
    const { documentId } = await makeReady(sender)
    const to = freshAddress()
    const mail = mailOf([documentId], [to], { delivery, message: 'Read <b>this</b>.' })
    const { recipients: _, password: _2, notifyOnOpen: _3, ...input } = mail
    const preview = await previewMail(sender, { ...input, recipient: to, hasPassword: false })
    await send(sender, [documentId], [to], { delivery, message: 'Read <b>this</b>.' })
    await deliverDue(EAGER)
    const [got] = await server.to(to)
    const find = delivery === 'APP' ? linkIn : signedIn
    const neutral = (text: string | undefined, url: string) =>
      (text ?? '')
        .replaceAll(url, 'URL')
        .replaceAll(url.replaceAll('&', '&amp;'), 'URL')
        .replaceAll(/\d\d:\d\d \(/g, 'MINUTE (')
    expect(got?.subject).toBe(preview.subject)
    expect(neutral(got?.text, find(got?.text)).trim()).toBe(neutral(preview.text, find(preview.text)).trim())
    expect(neutral(got?.html || '', find(got?.text)).trim()).toBe(neutral(preview.html, find(preview.text)).trim())
    expect(Math.abs(server.rawTo(to)[0]!.length - preview.bytes)).toBeLessThan(200)
    expect(preview.bytes).toBeLessThan(20_000)
    expect(await db().issuedUrl.count({ where: { documentId } })).toBe(delivery === 'APP' ? 0 : 1)
  },
)

test('a message of over 20 KB is not sent', async () => {
  const sender = await makePerson()
  const ids = []
  for (let n = 0; n < 10; n++)
    ids.push((await makeReady(sender, '%PDF-1.7 a contract', `${'ü'.repeat(240)}.pdf`)).documentId)
  const mail = mailOf(ids, [freshAddress()], { message: '"'.repeat(2000) })
  await expect(sendByMail(sender, mail)).rejects.toThrow(/over 20 KB/)
  expect(await db().mailing.count({ where: { senderId: sender.userId } })).toBe(0)
})
