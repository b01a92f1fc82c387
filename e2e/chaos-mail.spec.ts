import { randomUUID } from 'node:crypto'
import { simpleParser } from 'mailparser'
import { MailServer } from '../lib/testing/mail-server.ts'
import { freePort } from '../scripts/engines/ports.ts'
import { BALANCED, audit } from './chaos/books.ts'
import { expect, test } from './chaos/fixtures.ts'
import { until, type Rig } from './chaos/rig.ts'

const mail = new MailServer()
let smtp: Record<string, string>

test.beforeAll(async () => {
  const port = await freePort()
  await mail.start(port)
  smtp = { SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM: 'Countersign <countersign@example.org>' }
})
test.afterAll(() => mail.stop())

const PLAIN = { subject: '', message: '', seconds: 86_400, asksCode: false, password: null, notifyOnOpen: false }

/** A document that somebody is about to send, and a server that dies at the point. */
async function aboutToSend(rig: Rig, point: string) {
  const server = await rig.serve(smtp)
  const owner = await rig.person()
  const client = await rig.client(server, owner)
  await rig.database.sql('UPDATE "SharingPolicy" SET "directAllowed" = true', [])
  const documentId = await client.upload('what is sent')
  await until('it is Ready', async () => (await rig.statusOf(documentId)) === 'READY')
  await server.engine.stop()
  const doomed = await rig.serve({ ...smtp, FAULT_POINT: point, RECONCILE_INTERVAL: '1' })
  return { documentId, doomed, client: await rig.client(doomed, owner) }
}

const recipients = (rig: Rig, address: string) =>
  rig.database.sql<{ state: string; links: number }>(
    `SELECT r.state, (SELECT count(*)::integer FROM "MailingLink" l WHERE l."recipientId" = r.id) AS links
     FROM "MailingRecipient" r WHERE r.address = $1`,
    [address],
  )

const idsOf = async (address: string) => (await mail.to(address)).map(({ messageId }) => messageId)

for (const [point, delivery, copies] of [
  ['mail.queued', 'APP', 1],
  ['mail.sending', 'APP', 1],
  // Between acceptance and its record: the one place where a message may arrive twice, as the same message.
  ['mail.accepted', 'APP', 2],
  ['mail.recorded', 'APP', 1],
  ['mail.copied', 'DIRECT', 1],
  ['mail.minted', 'DIRECT', 1],
] as const) {
  test(`a server that is killed at ${point} sends the message, with one link, when it is back`, async ({ rig }) => {
    const { documentId, doomed, client } = await aboutToSend(rig, point)
    const address = `client-${randomUUID()}@example.com`
    const input = { ...PLAIN, delivery, documentIds: [documentId], recipients: [address], timeZone: 'UTC' }
    await client.action('sendByMail', input).catch(() => 'no answer')
    // A run that never reaches the point must fail.
    await until('the server is dead', async () => !doomed.engine.running(), 60_000)

    const healthy = await rig.serve({ ...smtp, RECONCILE_INTERVAL: '1' })
    await until('it is sent', async () => (await recipients(rig, address))[0]?.state === 'SENT', 60_000)
    expect(await recipients(rig, address)).toEqual([{ state: 'SENT', links: 1 }])
    const ids = await idsOf(address)
    expect(ids).toHaveLength(copies)
    expect(new Set(ids).size).toBe(1)
    const { text = '' } = await simpleParser(mail.rawTo(address).at(-1)!)
    if (delivery === 'DIRECT') {
      const url = /^http\S+X-Amz-Signature\S+$/m.exec(text)?.[0] ?? ''
      expect(await (await fetch(url)).text()).toBe('what is sent')
    } else {
      const url = /^http\S+\/s\/\S+$/m.exec(text)?.[0] ?? ''
      expect((await fetch(url)).status).toBe(200)
    }
    expect(await audit(rig.database, rig.store)).toEqual(BALANCED)
    await healthy.engine.stop()
  })
}
