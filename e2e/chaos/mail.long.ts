import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { MailServer } from '../../lib/testing/mail-server.ts'
import { freePort } from '../../scripts/engines/ports.ts'
import { chosen, openSending, pasteRecipients } from '../sending.ts'
import { audit, BALANCED } from './books.ts'
import { expect, test } from './fixtures.ts'
import { signIn } from './pages.ts'
import { until, type Person, type Rig } from './rig.ts'

const mail = new MailServer()
let port: number
let smtp: Record<string, string>

test.beforeAll(async () => {
  port = await freePort()
  await mail.start(port)
  smtp = {
    SMTP_URL: `smtp://127.0.0.1:${port}`,
    MAIL_FROM: 'Countersign <countersign@example.org>',
    RECONCILE_INTERVAL: '1',
  }
})
test.afterAll(() => mail.stop())

async function readyDocument(rig: Rig) {
  const server = await rig.serve(smtp)
  const owner = await rig.person()
  const client = await rig.client(server, owner)
  const documentId = await client.upload('what is sent')
  await until('it is Ready', async () => (await rig.statusOf(documentId)) === 'READY')
  return { server, owner, client, documentId }
}

const states = (rig: Rig, owner: Person) =>
  rig.database.sql<{ state: string; count: number }>(
    `SELECT r.state, count(*)::integer FROM "MailingRecipient" r JOIN "Mailing" m ON m.id = r."mailingId"
     WHERE m."senderId" = $1 GROUP BY r.state ORDER BY r.state`,
    [owner.id],
  )

test('a mail server that is away for a minute gets everything when it is back, once', async ({ rig }) => {
  const { server, owner, client, documentId } = await readyDocument(rig)
  await mail.stop()
  const recipients = Array.from({ length: 20 }, () => `client-${randomUUID()}@example.com`)
  const plain = { subject: '', message: '', seconds: 86_400, asksCode: false, password: null, notifyOnOpen: false }
  await client.action('sendByMail', {
    ...plain,
    delivery: 'APP',
    documentIds: [documentId],
    recipients,
    timeZone: 'UTC',
  })
  await pause(60_000)
  expect((await states(rig, owner)).map(({ state }) => state)).not.toContain('FAILED')
  expect(mail.taken).toEqual([])
  await mail.start(port)
  await until('everything is sent', async () => (await states(rig, owner))[0]?.state === 'SENT', 300_000)
  expect(await states(rig, owner)).toEqual([{ state: 'SENT', count: 20 }])
  expect(mail.taken.map(({ to }) => to).toSorted()).toEqual(recipients.toSorted())
  expect(await audit(rig.database, rig.store)).toEqual(BALANCED)
  await server.engine.stop()
})

test('a thousand recipients are pasted and sent in a browser, whose pages go on answering while they go out', async ({
  rig,
  page,
}) => {
  const { server, owner, documentId } = await readyDocument(rig)
  const [{ name } = { name: '' }] = await rig.database.sql<{ name: string }>(
    'SELECT name FROM "Document" WHERE id = $1',
    [documentId],
  )
  await signIn(page, server.url, owner)
  await openSending(page, name)
  const recipients = Array.from({ length: 1000 }, (_, index) => `client-${index}-${randomUUID()}@example.com`)
  await pasteRecipients(page, recipients.join('\n'))
  await expect(chosen(page)).toHaveCount(1000)
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(page.getByText(/^On its way to /)).toBeVisible({ timeout: 30_000 })
  await page.getByRole('button', { name: 'Done' }).click()
  const taken = () => mail.taken.filter(({ to }) => recipients.includes(to)).length
  // While the queue drains, the pages answer and the list says how far it is.
  while (taken() < 1000) {
    await page.goto(`${server.url}/sent`)
    await expect(page.getByText('1,000 recipients').first()).toBeVisible()
    await page.goto(`${server.url}/documents`)
    await expect(page.getByText(name).first()).toBeVisible()
  }
  const sent = mail.taken.map(({ to }) => to)
  expect(new Set(sent).size).toBe(sent.length)
  expect((await states(rig, owner)).reduce((sum, { count }) => sum + count, 0)).toBe(1000)
  expect((await states(rig, owner)).map(({ state }) => state)).not.toContain('FAILED')
  await server.engine.stop()
})
