import { randomUUID } from 'node:crypto'
import { createServer, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freePort } from '../../scripts/engines/ports'
import { db } from '../db'
import { startJobs } from '../jobs/boss'
import { Mailbox } from '../testing/mailbox'
import { mailWorker, queueMail } from './queue'
import { isRefusal } from './refusal'
import { openBox, sealBox } from '../auth/sealed-box'
import { sendMail } from './send'

const mailbox = new Mailbox()
let jobs: { stop: () => Promise<void> }
let port: number
beforeAll(async () => {
  port = await freePort()
  await mailbox.start(port)
  // Used where a server offers a sign-in, which the mailbox does not.
  process.env['SMTP_URL'] = `smtp://somebody:secret@127.0.0.1:${port}`
  jobs = await startJobs([], [mailWorker])
})
afterAll(async () => {
  await jobs.stop()
  await mailbox.stop()
})

const freshMail = () => ({
  id: randomUUID(),
  to: `somebody-${randomUUID()}@example.com`,
  subject: 'Your code is 123456',
  text: 'Your code is 123456.',
  html: '<p>Your code is 123456.</p>',
})

type Manners = { greeting?: string; ehlo?: string }

/** A mail server that says one thing to every sender. */
async function serverSaying(
  answer: string,
  use: () => Promise<void>,
  { greeting = '220 here', ehlo = '250 here' }: Manners = {},
): Promise<void> {
  await mailbox.stop()
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.write(`${greeting}\r\n`)
    socket.on(
      'data',
      (bytes) => void socket.write(/^(EHLO|HELO)/.test(String(bytes)) ? `${ehlo}\r\n` : `${answer}\r\n`),
    )
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  try {
    await use()
  } finally {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
    await mailbox.start(port)
  }
}

test('a message that is queued in a transaction is sent when it commits, and not at all when it does not', async () => {
  const [kept, dropped] = [freshMail(), freshMail()]
  const failing = db().$transaction(async (tx) => {
    await queueMail(tx, dropped)
    throw new Error('the cause of the mail failed')
  })
  await expect(failing).rejects.toThrow('the cause of the mail failed')
  await db().$transaction((tx) => queueMail(tx, kept))
  const mail = await mailbox.wait(kept.to)
  expect(mail).toMatchObject({ subject: kept.subject, messageId: `<${kept.id}@example.org>` })
  expect(mail.from?.text).toBe('"Countersign" <countersign@example.org>')
  expect(await mailbox.to(dropped.to)).toEqual([])
})

describe('a mail server that does not take it', () => {
  test('for now (421): it is sent when the server is back, once', { timeout: 90_000 }, async () => {
    const mail = freshMail()
    await serverSaying('421 come again', async () => {
      await db().$transaction((tx) => queueMail(tx, mail))
      await expect
        .poll(() => statesOf(mail.id), { timeout: 20_000 })
        .toContainEqual(expect.objectContaining({ state: 'retry' }))
    })
    await mailbox.wait(mail.to)
    expect(await mailbox.to(mail.to)).toHaveLength(1)
  })

  test('for good (550): it is not tried again', async () => {
    const mail = freshMail()
    await serverSaying('550 no such person', async () => {
      const error: unknown = await sendMail(mail).catch((reason: unknown) => reason)
      expect(isRefusal(error)).toBe(true)
      await expect(mailWorker.run({ box: sealBox('mail queue', mail) })).resolves.toBeUndefined()
    })
  })

  const ours: { what: string; code: string; answer: string; manners: Manners }[] = [
    { what: 'our sign-in (535)', code: 'EAUTH', answer: '535 who?', manners: { ehlo: '250 AUTH PLAIN' } },
    { what: 'us at the door (554)', code: 'EPROTOCOL', answer: '554 no', manners: { greeting: '554 no' } },
    { what: 'what is not signed in (530)', code: 'EENVELOPE', answer: '530 sign in first', manners: {} },
  ]
  test.each(ours)('because it refuses $what: it is kept and tried again', async ({ code, answer, manners }) => {
    const use = () =>
      expect(mailWorker.run({ box: sealBox('mail queue', freshMail()) })).rejects.toMatchObject({
        code,
        responseCode: Number(answer.slice(0, 3)),
      })
    await serverSaying(answer, use, manners)
  })
})

async function statesOf(id: string) {
  const rows = await db().$queryRaw<{ state: string; data: { box: string } }[]>`
    SELECT state::text, data FROM pgboss.job WHERE name = 'mail'`
  return rows.filter(({ data }) => (openBox('mail queue', data.box) as { id?: string } | null)?.id === id)
}

test('nothing in a message can begin another header or name another recipient', async () => {
  const evil = 'victim@example.com\r\nBcc: other@example.com'
  const mail = { ...freshMail(), subject: 'One\r\nBcc: other@example.com\r\n\r\nbody' }
  await sendMail(mail)
  const got = await mailbox.wait(mail.to)
  expect(got.headers.has('bcc')).toBe(false)
  expect(got.subject).toContain('One')
  await sendMail({ ...freshMail(), to: evil }).catch(() => undefined)
  expect(await mailbox.to('other@example.com')).toEqual([])
})

test('a box is opened by who has the secret, and not once it was changed', () => {
  const box = sealBox('mail queue', { code: '123456' })
  expect(openBox('mail queue', box)).toEqual({ code: '123456' })
  expect(sealBox('mail queue', { code: '123456' })).not.toBe(box)
  const bytes = Buffer.from(box, 'base64')
  bytes[bytes.length - 1]! ^= 1
  expect(() => openBox('mail queue', bytes.toString('base64'))).toThrow(/authenticate/)
})
