import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { freePort } from '../../scripts/engines/ports'
import type { UserPrincipal } from '../auth/principal'
import { hashedKey } from '../auth/rate-limit'
import { db } from '../db'
import { allow, EAGER, freshAddress, linkIn, send } from '../testing/mailings'
import { MailServer } from '../testing/mail-server'
import { stranger, tokenOf } from '../testing/links'
import { makePerson } from '../testing/people'
import { makeReady } from '../testing/upload'
import { giveTo } from '../testing/sharing'
import { deleteDocument } from '../documents/delete'
import { exactMoment } from '../mail/templates/words'
import { openLink } from '../sharing/gate/open'
import { look } from '../sharing/gate/look'
import { listLinks } from '../sharing/links/list'
import { whoCanOpen } from '../sharing/ways/who-can-open'
import { deliverDue } from './deliver'
import { listSentRecipients } from './recipients'

const server = new MailServer()
let port: number
let sender: UserPrincipal
let documentId: string

beforeAll(async () => {
  port = await freePort()
  await server.start(port)
})
afterAll(async () => {
  await server.stop()
  await allow({ directAllowed: false })
})
beforeEach(async () => {
  sender = await makePerson()
  documentId = (await makeReady(sender)).documentId
})

const rowsOf = async (mailingId: string) => (await listSentRecipients(sender, mailingId)).rows
const messageIdOf = (raw: Buffer) => /^Message-ID: (\S+)/im.exec(raw.toString())?.[1]

test('each recipient gets a message of their own, with a link that nobody else has', async () => {
  const [a, b] = [freshAddress('a'), freshAddress('b')]
  const { mailingId } = await send(sender, [documentId], [a, b], { message: 'Please read.' })
  await deliverDue(EAGER)
  const mails = await Promise.all([a, b].map(async (to) => (await server.to(to))[0]!))
  const links = mails.map(({ text }) => linkIn(text))
  expect(new Set(links).size).toBe(2)
  for (const [index, mail] of mails.entries()) {
    expect(mail.attachments).toEqual([])
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated')
    expect(mail.replyTo?.text).toBe(sender.email)
    expect(mail.from?.text).toBe('"Test person (Countersign)" <countersign@example.org>')
    expect(mail.html).toContain(links[index]!)
    const opened = await openLink(tokenOf(links[index]!), stranger(), 'attachment')
    expect(await (await fetch(opened.url)).text()).toBe('%PDF-1.7 a contract')
  }
  expect(await rowsOf(mailingId)).toEqual([
    expect.objectContaining({ address: a, state: 'DOWNLOADED', attempts: 1, answer: expect.stringMatching(/^250/) }),
    expect.objectContaining({ address: b, state: 'DOWNLOADED' }),
  ])
  expect(await db().mailingRecipient.count({ where: { mailingId, box: { not: null } } })).toBe(0)
  // They are managed where they were sent; among ways in they are like all others.
  expect((await listLinks(sender, documentId)).links).toEqual([])
  expect((await whoCanOpen(sender, documentId)).ways.filter(({ kind }) => kind === 'LINK')).toHaveLength(2)
})

test('looking at the page ten times, as mail scanners do, opens nothing', async () => {
  const to = freshAddress()
  const { mailingId } = await send(sender, [documentId], [to])
  await deliverDue(EAGER)
  const token = tokenOf(linkIn((await server.to(to))[0]?.text))
  for (let n = 0; n < 10; n++) expect(await look(token, stranger())).toMatchObject({ step: 'file' })
  expect(await rowsOf(mailingId)).toMatchObject([{ state: 'SENT', openedAt: null }])
})

describe('a mail server', () => {
  test('that says 421 and 450 gets the same message again, once', async () => {
    const to = freshAddress()
    server.says(to, { code: 450, text: 'greylisted', at: 'RCPT' }, { code: 421, text: 'busy', at: 'DATA' })
    const { mailingId } = await send(sender, [documentId], [to])
    await deliverDue(EAGER)
    expect(server.rawTo(to)).toHaveLength(1)
    expect(await rowsOf(mailingId)).toMatchObject([{ state: 'SENT', attempts: 3 }])
  })

  test('that says 550 has refused it: the sender sees the answer, and the link opens nothing', async () => {
    const to = freshAddress()
    server.says(to, { code: 550, text: '5.1.1 no such user', at: 'RCPT' })
    const { mailingId, ids } = await send(sender, [documentId], [to])
    await deliverDue(EAGER)
    expect(await rowsOf(mailingId)).toMatchObject([
      { state: 'FAILED', attempts: 1, answer: '550 5.1.1 no such user', may: { resend: true, revoke: true } },
    ])
    const links = await db().mailingLink.findMany({ where: { recipientId: ids[to]! }, select: { link: true } })
    expect(links).toMatchObject([{ link: { disabledAt: expect.any(Date) } }])
  })

  test('that never takes it has failed when the tries are used up', async () => {
    const to = freshAddress()
    server.says(to, ...Array.from({ length: 9 }, () => ({ code: 451, text: 'not now', at: 'DATA' as const })))
    const { mailingId } = await send(sender, [documentId], [to])
    await deliverDue(EAGER)
    expect(await rowsOf(mailingId)).toMatchObject([{ state: 'FAILED', attempts: 3, answer: '451 not now' }])
  })

  test('that cuts the line after DATA gets the same Message-ID again', async () => {
    const to = freshAddress()
    server.says(to, 'cut-after-data')
    const { mailingId } = await send(sender, [documentId], [to])
    await deliverDue(EAGER)
    const raw = server.rawTo(to)
    expect(raw.map(messageIdOf)).toEqual([messageIdOf(raw[0]!), messageIdOf(raw[0]!)])
    const [first, second] = await server.to(to)
    expect(linkIn(first?.text)).toBe(linkIn(second?.text))
    expect(await rowsOf(mailingId)).toMatchObject([{ state: 'SENT', attempts: 2 }])
  })

  test('that is slow gets it all the same', async () => {
    const to = freshAddress()
    server.says(to, { waitMs: 1500 })
    const { mailingId } = await send(sender, [documentId], [to])
    await deliverDue(EAGER)
    expect(server.rawTo(to)).toHaveLength(1)
    expect(await rowsOf(mailingId)).toMatchObject([{ state: 'SENT', attempts: 1 }])
  })

  test('that is down gets it when it is back', async () => {
    const to = freshAddress()
    await server.stop()
    const { mailingId } = await send(sender, [documentId], [to])
    await deliverDue({ ...EAGER, tries: 9, firstPause: 1, longestPause: 1 })
    expect(await rowsOf(mailingId)).toMatchObject([
      { state: 'QUEUED', attempts: 1, answer: 'The mail server does not answer.', dueAt: expect.any(String) },
    ])
    await server.start(port)
    await expect
      .poll(
        async () => {
          await deliverDue(EAGER)
          return server.rawTo(to).length
        },
        { timeout: 15_000 },
      )
      .toBe(1)
    expect(await rowsOf(mailingId)).toMatchObject([{ state: 'SENT', attempts: 2 }])
  })
})

test('a process that died with a message in hand: it is sent again under its own Message-ID', async () => {
  const to = freshAddress()
  const { ids } = await send(sender, [documentId], [to])
  const where = { id: ids[to]! }
  await db().mailingRecipient.update({ where, data: { state: 'SENDING', attempts: 1, leaseUntil: new Date(0) } })
  await deliverDue(EAGER)
  expect(server.rawTo(to).map(messageIdOf)).toEqual([`<${ids[to]}-0@example.org>`])
})

test('what is over a sender’s or an address’s limit waits for the next window, and nothing is lost', async () => {
  const addresses = Array.from({ length: 5 }, () => freshAddress())
  const limits = { ...EAGER, perSender: { count: 3, seconds: 3600 }, perAddress: { count: 1, seconds: 3600 } }
  const taken = () => server.taken.filter(({ to }) => addresses.includes(to)).map(({ to }) => to)
  const windowIsOver = async (...keys: string[]) => {
    await db().rateLimit.deleteMany({ where: { key: { in: keys } } })
    await db().mailingRecipient.updateMany({ where: { state: 'QUEUED' }, data: { dueAt: new Date() } })
    await deliverDue(limits)
  }
  const first = await send(sender, [documentId], addresses)
  const second = await send(sender, [documentId], [addresses[0]!])
  await deliverDue(limits)
  expect(taken()).toHaveLength(3)
  await windowIsOver(`mail-from:${sender.userId}`)
  expect(taken().toSorted()).toEqual(addresses.toSorted())
  await windowIsOver(`mail-from:${sender.userId}`, hashedKey('mail-to', addresses[0]!))
  expect(taken().toSorted()).toEqual([...addresses, addresses[0]!].toSorted())
  const rows = [...(await rowsOf(first.mailingId)), ...(await rowsOf(second.mailingId))]
  expect(rows.map(({ state, attempts }) => ({ state, attempts }))).toEqual(
    Array.from({ length: 6 }, () => ({ state: 'SENT', attempts: 1 })),
  )
})

test('one sender who writes to an address too often keeps no other from it', async () => {
  const [to, other, third] = [freshAddress(), await makePerson(), await makePerson()]
  const limits = { ...EAGER, perPair: { count: 1, seconds: 3600 }, perAddress: { count: 2, seconds: 3600 } }
  for (let n = 0; n < 4; n++) await send(sender, [documentId], [to])
  await deliverDue(limits)
  await send(other, [(await makeReady(other)).documentId], [to])
  await deliverDue(limits)
  expect(server.rawTo(to)).toHaveLength(2)
  await send(third, [(await makeReady(third)).documentId], [to])
  await deliverDue(limits)
  expect(server.rawTo(to)).toHaveLength(2)
})

test('what waits for the end of a freeze uses up no limit, and leaves at once when it is lifted', async () => {
  const to = freshAddress()
  const { ids, mailingId } = await send(sender, [documentId], [to])
  const due = () => db().mailingRecipient.update({ where: { id: ids[to]! }, data: { dueAt: new Date() } })
  await allow({ frozenAt: new Date() })
  try {
    for (let n = 0; n < 40; n++) {
      await due()
      await deliverDue(EAGER)
    }
  } finally {
    await allow({ frozenAt: null })
  }
  expect(server.rawTo(to)).toEqual([])
  await due()
  await deliverDue(EAGER)
  expect(server.rawTo(to)).toHaveLength(1)
  expect(await rowsOf(mailingId)).toMatchObject([{ state: 'SENT', attempts: 1 }])
})

test('nothing is sent for longer than its sender may share it', async () => {
  const editor = await makePerson()
  const expiresAt = new Date(Date.now() + 3_600_000)
  await giveTo(editor, documentId, sender, { role: 'EDITOR', expiresAt })
  const sendFor = (seconds: number) => send(editor, [documentId], [freshAddress()], { seconds })
  await expect(sendFor(86_400)).rejects.toMatchObject({
    code: 'BAD_INPUT',
    message: `Your own access to “contract.pdf” ends on ${exactMoment(expiresAt, 'Europe/Berlin')}; choose a shorter life.`,
  })
  await sendFor(1800)
})

test('what was not sent because its links died meanwhile says so', async () => {
  const to = freshAddress()
  const { mailingId } = await send(sender, [documentId], [to])
  await deleteDocument(sender, documentId)
  await deliverDue(EAGER)
  expect(server.rawTo(to)).toEqual([])
  const row = await db().mailingRecipient.findFirstOrThrow({ where: { mailingId } })
  expect(row).toMatchObject({
    state: 'CANCELLED',
    smtpAnswer: 'Its links opened nothing any more, so it was not sent.',
  })
})
