import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { randomUUID } from 'node:crypto'
import { freePort } from '../../../scripts/engines/ports'
import { db } from '../../db'
import { startJobs } from '../../jobs/boss'
import { mailWorker } from '../../mail/queue'
import { asking, linkChanges, shareByLink, stranger, withProof } from '../../testing/links'
import { Mailbox } from '../../testing/mailbox'
import { changeLink } from '../links/change'
import { askForCode, CODES_AN_ADDRESS, MAILS_AN_ADDRESS, proveAddress, sweepLinkCodes } from './code'
import { look } from './look'
import { openLink } from './open'
import { provePassword } from './password'

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

const WRONG = { code: 'WRONG_CREDENTIALS' }
const freshAddress = () => `client-${randomUUID()}@example.com`
const codeIn = (text: string | undefined) => /^(\d{6})$/m.exec(text ?? '')?.[1] ?? ''
const wrongOf = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

/** Asks for a code and reads it from the mail. */
async function askAndRead(token: string, visitor: ReturnType<typeof stranger>, email: string, count = 1) {
  const asked = await askForCode(token, visitor, email)
  return { browser: asking(visitor, asked), code: codeIn((await mailbox.wait(email.trim().toLowerCase(), count)).text) }
}

test('a code by mail opens the link for that address', async () => {
  const email = freshAddress()
  const { token } = await shareByLink({ recipients: [email] })
  const visitor = stranger()
  expect(await look(token, visitor)).toEqual({ step: 'address' })
  const { browser, code } = await askAndRead(token, visitor, ` ${email.toUpperCase()} `)
  expect(await look(token, browser)).toEqual({ step: 'code', email })
  const proof = await proveAddress(token, browser, `${code.slice(0, 3)} ${code.slice(3)}`)
  const proved = withProof(visitor, proof)
  expect(await look(token, proved)).toMatchObject({ step: 'file', file: { email } })
  const { url } = await openLink(token, proved, 'attachment')
  expect((await fetch(url)).status).toBe(200)
  expect(await db().issuedUrl.findFirstOrThrow({ where: { email } })).toMatchObject({ linkVersion: 0 })
})

test('the mail is small, has both forms, and says nothing of the document', async () => {
  const email = freshAddress()
  const { token, owner } = await shareByLink({ recipients: [email] }, undefined, 'secret merger.pdf')
  await askForCode(token, stranger(), email)
  const mail = await mailbox.wait(email)
  expect(mail.headers.get('auto-submitted')).toBe('auto-generated')
  expect(mail.messageId).toMatch(/^<[\w-]+@example\.org>$/)
  expect(mail.attachments).toEqual([])
  expect(mail.html).toContain(codeIn(mail.text))
  const raw = mailbox.raw.find((bytes) => bytes.includes(email)) ?? Buffer.alloc(0)
  expect(raw.length).toBeLessThan(20_000)
  expect(`${mail.subject}${mail.text}${String(mail.html)}`).not.toMatch(/merger|https?:/)
  expect(`${mail.text}`).not.toContain(owner.name)
})

test('the queue holds no code that can be read', async () => {
  const email = freshAddress()
  const { token } = await shareByLink({ recipients: [email] })
  const { code } = await askAndRead(token, stranger(), email)
  const rows = await db().$queryRaw<{ data: unknown }[]>`SELECT data FROM pgboss.job WHERE name = 'mail'`
  expect(rows.length).toBeGreaterThan(0)
  expect(JSON.stringify(rows)).not.toContain(email)
  expect(JSON.stringify(rows)).not.toContain(`"${code}"`)
})

test('an address that was not invited gets the same answer and no mail', async () => {
  const [invited, uninvited] = [freshAddress(), freshAddress()]
  const { token, linkId } = await shareByLink({ recipients: [invited] })
  const visitor = stranger()
  const asked = await askForCode(token, visitor, uninvited)
  const right = await askForCode(token, visitor, invited)
  expect(Object.keys(asked)).toEqual(Object.keys(right))
  expect(await look(token, asking(visitor, asked))).toEqual({ step: 'code', email: uninvited })
  await mailbox.wait(invited)
  expect(await mailbox.to(uninvited)).toEqual([])
  const events = await db().auditEvent.findMany({ where: { subjectId: linkId }, orderBy: { id: 'asc' } })
  expect(events.map(({ action }) => action)).toEqual(['link.created', 'link.code-refused', 'link.code-sent'])
})

test('anybody at a domain that is named gets in', async () => {
  const email = freshAddress().replace('@', '@mail.')
  const { token } = await shareByLink({ recipients: ['@mail.example.com'] })
  const { browser, code } = await askAndRead(token, stranger(), email)
  await expect(proveAddress(token, browser, code)).resolves.toMatchObject({ email })
})

describe('a code', () => {
  test('works once', async () => {
    const email = freshAddress()
    const { token } = await shareByLink({ recipients: [email] })
    const { browser, code } = await askAndRead(token, stranger(), email)
    const both = await Promise.allSettled([proveAddress(token, browser, code), proveAddress(token, browser, code)])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    await expect(proveAddress(token, browser, code)).rejects.toMatchObject(WRONG)
  })

  test('works only in the browser that asked for it', async () => {
    const email = freshAddress()
    const { token } = await shareByLink({ recipients: [email] })
    const { code } = await askAndRead(token, stranger(), email)
    const other = stranger()
    await expect(proveAddress(token, other, code)).rejects.toMatchObject({ code: 'CONFLICT' })
    const otherAsked = asking(other, await askForCode(token, other, email))
    await expect(proveAddress(token, otherAsked, code)).rejects.toMatchObject(WRONG)
  })

  test('has five tries, also when they come at once', async () => {
    const email = freshAddress()
    const { token } = await shareByLink({ recipients: [email] })
    const { browser, code } = await askAndRead(token, stranger(), email)
    await Promise.all(
      Array.from({ length: 20 }, () =>
        expect(proveAddress(token, browser, wrongOf(code))).rejects.toMatchObject(WRONG),
      ),
    )
    await expect(proveAddress(token, browser, code)).rejects.toMatchObject(WRONG)
  })

  test('lives ten minutes', async () => {
    const email = freshAddress()
    const { token, linkId } = await shareByLink({ recipients: [email] })
    const { browser, code } = await askAndRead(token, stranger(), email)
    const [row] = await db().linkCode.findMany({ where: { capabilityId: linkId } })
    expect(row!.expiresAt.getTime() - row!.createdAt.getTime()).toBeGreaterThan(9.9 * 60_000)
    expect(row!.expiresAt.getTime() - row!.createdAt.getTime()).toBeLessThan(10.1 * 60_000)
    await db().linkCode.updateMany({ where: { capabilityId: linkId }, data: { expiresAt: new Date() } })
    await expect(proveAddress(token, browser, code)).rejects.toMatchObject(WRONG)
    await sweepLinkCodes()
    expect(await db().linkCode.count({ where: { capabilityId: linkId } })).toBe(0)
  })

  test('of another link is none of this one', async () => {
    const email = freshAddress()
    const [here, there] = [await shareByLink({ recipients: [email] }), await shareByLink({ recipients: [email] })]
    const { browser, code } = await askAndRead(there.token, stranger(), email)
    await expect(proveAddress(here.token, browser, code)).rejects.toMatchObject({ code: 'CONFLICT' })
  })

  test('five an hour go to one address at one link, invited or not', async () => {
    for (const invited of [true, false]) {
      const email = freshAddress()
      const { token } = await shareByLink({ recipients: [invited ? email : freshAddress()] })
      for (let time = 0; time < CODES_AN_ADDRESS; time++) await askForCode(token, stranger(), email)
      await expect(askForCode(token, stranger(), email)).rejects.toMatchObject({ code: 'TOO_MANY' })
    }
  })

  test('who asks at one link in somebody’s name shuts them out of no other', async () => {
    const email = freshAddress()
    const [attackers, theirs] = [
      await shareByLink({ recipients: [freshAddress()] }),
      await shareByLink({ recipients: [email] }),
    ]
    for (let time = 0; time < CODES_AN_ADDRESS; time++) await askForCode(attackers.token, stranger(), email)
    const { browser, code } = await askAndRead(theirs.token, stranger(), email)
    expect(await proveAddress(theirs.token, browser, code)).toMatchObject({ email })
  })

  test('twenty an hour are mailed to one address over all links, and who asks for more is not told', async () => {
    const email = freshAddress()
    for (let link = 0; link * CODES_AN_ADDRESS <= MAILS_AN_ADDRESS; link++) {
      const { token } = await shareByLink({ recipients: [email] })
      for (let time = 0; time < CODES_AN_ADDRESS; time++) await askForCode(token, stranger(), email)
    }
    await mailbox.wait(email, MAILS_AN_ADDRESS)
    expect(await db().auditEvent.count({ where: { action: 'link.code-refused' } })).toBeGreaterThanOrEqual(
      CODES_AN_ADDRESS,
    )
  })

  test.each(['', 'nobody', 'a@example.com, b@example.com', 'a@example.com\r\nBcc: b@example.com', '<a@example.com>'])(
    'is not mailed to %j',
    async (typed) => {
      const { token } = await shareByLink({ recipients: ['@example.com'] })
      await expect(askForCode(token, stranger(), typed)).rejects.toMatchObject({ code: 'BAD_INPUT' })
    },
  )
})

test('recipients, then the password: neither alone opens', async () => {
  const email = freshAddress()
  const { token } = await shareByLink({ recipients: [email], password: 'open sesame' })
  const visitor = stranger()
  await expect(provePassword(token, visitor, 'open sesame')).rejects.toMatchObject({ code: 'CONFLICT' })
  const { browser, code } = await askAndRead(token, visitor, email)
  const one = withProof(visitor, await proveAddress(token, browser, code))
  expect(await look(token, one)).toEqual({ step: 'password' })
  await expect(openLink(token, one, 'attachment')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  const both = withProof(one, await provePassword(token, one, 'open sesame'))
  await expect(openLink(token, both, 'attachment')).resolves.toMatchObject({ how: 'direct' })
})

test('who is taken off the recipients proves again and gets no further', async () => {
  const email = freshAddress()
  const { token, owner, linkId } = await shareByLink({ recipients: [email] })
  const visitor = stranger()
  const { browser, code } = await askAndRead(token, visitor, email)
  const proved = withProof(visitor, await proveAddress(token, browser, code))
  const issued = (await openLink(token, proved, 'attachment')).url
  await changeLink(owner, linkChanges(linkId, { recipients: [freshAddress()] }))
  expect((await fetch(issued)).status).toBe(404)
  expect(await look(token, proved)).toEqual({ step: 'address' })
})

test('a domain that the organisation allows no more is kept out although it was proved', async () => {
  const email = freshAddress()
  const { token } = await shareByLink({ recipients: [email] })
  const visitor = stranger()
  const { browser, code } = await askAndRead(token, visitor, email)
  const proved = withProof(visitor, await proveAddress(token, browser, code))
  await db().sharingPolicy.update({ where: { id: 1 }, data: { allowedDomains: ['example.net'] } })
  try {
    expect(await look(token, proved)).toEqual({ step: 'address' })
    await expect(openLink(token, proved, 'attachment')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  } finally {
    await db().sharingPolicy.update({ where: { id: 1 }, data: { allowedDomains: [] } })
  }
})
