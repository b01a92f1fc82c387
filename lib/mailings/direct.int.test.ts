import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { freePort } from '../../scripts/engines/ports'
import type { UserPrincipal } from '../auth/principal'
import { db } from '../db'
import { deleteDocument } from '../documents/delete'
import { enforce } from '../documents/enforce'
import { rekey } from '../documents/rekey'
import { sweep } from '../documents/sweep'
import { revoke } from '../sharing/revoke'
import { headObject } from '../storage/objects'
import { allow, EAGER, freshAddress, mailOf, send, signedIn } from '../testing/mailings'
import { MailServer } from '../testing/mail-server'
import { makePerson } from '../testing/people'
import { documentOf, makeReady } from '../testing/upload'
import { doomEndedCopies } from './copies'
import { deliverDue } from './deliver'
import { mintMailed } from './mint-mailed'
import { saveMailPolicy } from './policy'
import { listSentRecipients } from './recipients'
import { resendMail } from './resend'
import { revokeMail } from './revoke'
import { sendByMail } from './send'

const server = new MailServer()
let sender: UserPrincipal
let documentId: string

beforeAll(async () => server.start(await freePort()))
afterAll(async () => {
  await server.stop()
  await allow({ directAllowed: false, longestMailSeconds: 604_800, linkGate: 'NONE' })
})
beforeEach(async () => {
  await allow({ directAllowed: true, longestMailSeconds: 604_800, linkGate: 'NONE' })
  sender = await makePerson()
  documentId = (await makeReady(sender)).documentId
})

const stateOf = async (mailingId: string) =>
  (await listSentRecipients(sender, mailingId)).rows.map(({ state }) => state)
const status = async (url: string) => (await fetch(url)).status
const urlTo = async (address: string) => signedIn((await server.to(address)).at(-1)?.text)

async function sendDirect(...addresses: string[]) {
  const sent = await send(sender, [documentId], addresses, { delivery: 'DIRECT' })
  await deliverDue(EAGER)
  return { ...sent, urls: await Promise.all(addresses.map(urlTo)) }
}

test('a message carries the literal signed URL of a copy of its recipient’s own, for a day', async () => {
  const [a, b] = [freshAddress('a'), freshAddress('b')]
  const { urls } = await sendDirect(a, b)
  expect(urls.map((url) => new URL(url).searchParams.get('X-Amz-Expires'))).toEqual(['86400', '86400'])
  expect(new Set(urls.map((url) => new URL(url).pathname)).size).toBe(2)
  for (const url of urls) {
    expect(new URL(url).pathname).toMatch(/\/mailed\/[a-z2-7]{32}$/)
    const answer = await fetch(url)
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename=contract.pdf')
    expect(await answer.text()).toBe('%PDF-1.7 a contract')
  }
  const ledger = await db().issuedUrl.findMany({
    where: { documentId },
    select: { delivery: true, linkVersion: true, issuedAt: true, expiresAt: true },
  })
  expect(ledger).toMatchObject([
    { delivery: 'MAILED', linkVersion: 0 },
    { delivery: 'MAILED', linkVersion: 0 },
  ])
  const date = new URL(urls[0]!).searchParams.get('X-Amz-Date')!
  const signedAt = Date.parse(date.replace(/(....)(..)(..)T(..)(..)(..)Z/, '$1-$2-$3T$4:$5:$6Z'))
  expect(ledger.map(({ expiresAt }) => expiresAt.getTime())).toEqual([signedAt + 86_400_000, signedAt + 86_400_000])
})

test('revoking one recipient kills that URL within the answer, and the other’s goes on', async () => {
  const [a, b] = [freshAddress('a'), freshAddress('b')]
  const { ids, urls, mailingId } = await sendDirect(a, b)
  expect(await Promise.all(urls.map(status))).toEqual([200, 200])
  const answer = await revokeMail(sender, [ids[a]!])
  expect(answer).toMatchObject({ links: 1, urlsKilled: 1, urlsPending: 0 })
  expect(await Promise.all(urls.map(status))).toEqual([404, 200])
  const { rows } = await listSentRecipients(sender, mailingId)
  expect(rows.map(({ state }) => state)).toEqual(['REVOKED', 'SENT'])
})

test('an administrator who takes back the one URL kills it alone', async () => {
  const admin = await makePerson('ADMIN')
  const [a, b] = [freshAddress('a'), freshAddress('b')]
  const { urls, mailingId } = await sendDirect(a, b)
  const key = new URL(urls[0]!).pathname.replace(/^\/[^/]+\//, '')
  const url = await db().issuedUrl.findFirstOrThrow({ where: { object: { key } }, select: { id: true } })
  expect(await revoke(admin, [{ kind: 'URL', id: url.id }])).toMatchObject({ urls: 1, urlsKilled: 1 })
  expect(await Promise.all(urls.map(status))).toEqual([404, 200])
  expect(await stateOf(mailingId)).toEqual(['REVOKED', 'SENT'])
})

test.each([
  ['a freeze', { frozenAt: new Date() }, { frozenAt: null }],
  ['a policy without them', { directAllowed: false }, { directAllowed: true }],
])('%s that is over leaves the URL dead, which the list says until it is sent again', async (_, on, off) => {
  const to = freshAddress()
  const { mailingId, ids, urls } = await sendDirect(to)
  expect(await stateOf(mailingId)).toEqual(['SENT'])
  await allow(on)
  await enforce({ documentIds: [documentId] })
  await allow(off)
  expect([await status(urls[0]!), await stateOf(mailingId)]).toEqual([404, ['STOPPED']])
  await resendMail(sender, { recipientIds: [ids[to]!] })
  await deliverDue(EAGER)
  expect([await status(await urlTo(to)), await stateOf(mailingId)]).toEqual([200, ['SENT']])
  await db().capability.updateMany({ where: { documentId }, data: { expiresAt: new Date(0) } })
  expect(await stateOf(mailingId)).toEqual(['EXPIRED'])
})

test('moving the document to another key disturbs no recipient; deleting it ends all', async () => {
  const { urls } = await sendDirect(freshAddress(), freshAddress())
  const servedBefore = (await documentOf(documentId)).objectId
  await rekey(documentId)
  expect((await documentOf(documentId)).objectId).not.toBe(servedBefore)
  expect(await Promise.all(urls.map(status))).toEqual([200, 200])
  await deleteDocument(sender, documentId)
  await enforce({ documentIds: [documentId] })
  expect(await Promise.all(urls.map(status))).toEqual([404, 404])
})

test('who may not share any more has no living URL in anybody’s mailbox, and neither has an organisation that forbids them', async () => {
  const admin = await makePerson('ADMIN')
  const { urls } = await sendDirect(freshAddress())
  const changed = await saveMailPolicy(admin, { directAllowed: false, longestMailSeconds: 86_400 })
  expect(changed.urlsKilled).toBeGreaterThanOrEqual(1)
  expect(await status(urls[0]!)).toBe(404)
  await expect(
    sendByMail(sender, mailOf([documentId], [freshAddress()], { delivery: 'DIRECT' })),
  ).rejects.toMatchObject({ code: 'BAD_INPUT', message: expect.stringContaining('does not allow') })
})

test('a URL whose message is made again after a crash is the same URL, recorded once', async () => {
  const { ids, urls } = await sendDirect(freshAddress())
  const [id] = Object.values(ids)
  const row = await db().mailingRecipient.findUniqueOrThrow({
    where: { id: id! },
    select: { startsAt: true, endsAt: true, links: { select: { capabilityId: true } } },
  })
  expect(await mintMailed(row.links[0]!.capabilityId, row)).toBe(urls[0])
  expect(await db().issuedUrl.count({ where: { documentId } })).toBe(1)
})

test('after its life it is refused, and its copy goes', async () => {
  const to = freshAddress()
  const { ids } = await send(sender, [documentId], [to], { delivery: 'DIRECT' })
  // As if it had been sent a day ago, but for a few seconds.
  const endsAt = new Date(Math.ceil(Date.now() / 1000) * 1000 + 6000)
  const startsAt = new Date(endsAt.getTime() - 86_400_000)
  await db().mailingRecipient.update({ where: { id: ids[to]! }, data: { startsAt, endsAt } })
  await deliverDue(EAGER)
  const url = await urlTo(to)
  expect(new URL(url).searchParams.get('X-Amz-Expires')).toBe('86400')
  expect(await status(url)).toBe(200)
  await expect.poll(() => status(url), { timeout: 15_000 }).toBe(403)
  expect(await doomEndedCopies()).toBeGreaterThanOrEqual(1)
  await sweep({ documentId })
  const key = new URL(url).pathname.replace(/^\/[^/]+\//, '')
  expect(await headObject(key)).toBeNull()
})

test('a message that failed leaves no URL behind', async () => {
  const to = freshAddress()
  server.says(to, { code: 554, text: 'no', at: 'DATA' })
  await send(sender, [documentId], [to], { delivery: 'DIRECT' })
  await deliverDue(EAGER)
  const urls = await db().issuedUrl.findMany({ where: { documentId }, select: { killedAt: true, object: true } })
  expect(urls).toMatchObject([{ killedAt: expect.any(Date), object: { state: expect.stringMatching(/DOOMED|GONE/) } }])
  expect(await headObject(urls[0]!.object.key)).toBeNull()
})

test('sent again, it has another URL, and the first is dead', async () => {
  const to = freshAddress()
  const { ids, urls } = await sendDirect(to)
  expect(await resendMail(sender, { recipientIds: [ids[to]!] })).toEqual({ resent: 1 })
  expect(await status(urls[0]!)).toBe(404)
  await deliverDue(EAGER)
  const again = await urlTo(to)
  expect(again).not.toBe(urls[0])
  expect(await status(again)).toBe(200)
})

test('what has to stand before a link cannot stand before a URL', async () => {
  await allow({ linkGate: 'PASSWORD' })
  const mail = mailOf([documentId], [freshAddress()], { delivery: 'DIRECT' })
  await expect(sendByMail(sender, mail)).rejects.toMatchObject({ code: 'BAD_INPUT' })
})

test('what would need more copies than are made is refused, and sent as app links', async () => {
  const [a, b] = [freshAddress('a'), freshAddress('b')]
  await db().document.update({ where: { id: documentId }, data: { size: 11n * 1024n ** 3n }, select: { id: true } })
  const to = (addresses: string[], delivery: 'DIRECT' | 'APP') =>
    sendByMail(sender, mailOf([documentId], addresses, { delivery }))
  await expect(to([a, b], 'DIRECT')).rejects.toMatchObject({
    code: 'BAD_INPUT',
    message: expect.stringContaining('Send app links'),
  })
  expect(await to([a, b], 'APP')).toMatchObject({ recipients: 2 })
})
