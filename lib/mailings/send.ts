import 'server-only'
import { record, recordMany } from '../audit/record'
import { hashPassword } from '../auth/passwords'
import type { Principal } from '../auth/principal'
import { take } from '../auth/rate-limit'
import { db, type Db } from '../db'
import { AppError } from '../errors'
import { faultPoint } from '../fault-point'
import { enqueue } from '../jobs/boss'
import { notifyDocuments } from '../live/notify'
import { messageBytes } from '../mail/bytes'
import { requireMail } from '../mail/settings'
import { assertMayShareOutside } from '../sharing/agent'
import { mailLife } from './life'
import { MAX_MAIL_BYTES, MAX_MAIL_LINKS } from './limits'
import { assertReady, holdDocuments, mailable } from './mailable'
import { assertRightOutlasts } from './outlast'
import { sample } from './preview'
import { MAILINGS } from './queue'
import { assertMayMail, readMailRules } from './rules'
import type { MailInput, SentMailing } from './schema'
import { writeRecipients } from './write'

/** Sends an hour. Each may go to a thousand; how fast they leave is the queue's. */
export const SENDS_AN_HOUR = 100
const HOUR_SECONDS = 3600

/** Five thousand links are written in about two seconds. */
const WITHIN = { timeout: 60_000 }

/**
 * Sends documents by mail: to each recipient a message of their own with a private link to each document. Links, messages
 * and the job that sends them are one transaction.
 * @throws NOT_FOUND without the right to share each; CONFLICT when one is not Ready; BAD_INPUT against the organisation's
 * rules, for longer than the sender's own right, or when the message is too long; MAIL_OFF; TOO_MANY;
 * OUTSIDE_OFF for an agent where the policy says so
 */
export async function sendByMail(principal: Principal, input: MailInput): Promise<SentMailing> {
  requireMail()
  await assertFits(principal, input)
  // Before it is counted: an agent that may not send must not use up what its person may.
  await assertMayShareOutside(db(), principal)
  await take(`mail-sends:${principal.userId}`, SENDS_AN_HOUR, HOUR_SECONDS)
  // Hashed before the transaction: it takes milliseconds during which no row should be locked.
  const passwordHash = input.password === null ? null : await hashPassword(input.password)
  const sent = await db().$transaction((tx) => write(tx, principal, input, passwordHash), WITHIN)
  await faultPoint('mail.queued')
  return sent
}

async function assertFits(principal: Principal, input: MailInput): Promise<void> {
  const { documentIds, recipients, password } = input
  if (documentIds.length * recipients.length > MAX_MAIL_LINKS) {
    throw new AppError(
      'BAD_INPUT',
      'These are too many documents for so many recipients. Send them in several messages.',
    )
  }
  const documents = await mailable(db(), principal, documentIds)
  const longest = recipients.reduce((a, b) => (b.length > a.length ? b : a), '')
  const message = await sample(principal, documents, { ...input, recipient: longest, hasPassword: password !== null })
  if ((await messageBytes(message)) > MAX_MAIL_BYTES) {
    throw new AppError(
      'BAD_INPUT',
      'This makes a message of over 20 KB. Write a shorter text or send fewer documents at once.',
    )
  }
}

async function write(
  tx: Db,
  principal: Principal,
  input: MailInput,
  passwordHash: string | null,
): Promise<SentMailing> {
  const { documentIds, recipients: addresses, delivery, asksCode, notifyOnOpen, seconds } = input
  const { startsAt, endsAt } = mailLife(seconds)
  const hasPassword = passwordHash !== null
  // Asked once, here: the queue sends later without the agent, and a link speaks for its giver.
  await assertMayShareOutside(tx, principal)
  const rules = await readMailRules(tx)
  await holdDocuments(tx, documentIds)
  const documents = await mailable(tx, principal, documentIds)
  assertReady(documents)
  const bytes = documents.reduce((sum, { size }) => sum + size, 0)
  assertMayMail(rules, { delivery, addresses, asksCode, hasPassword, notifyOnOpen, startsAt, endsAt, bytes })
  const { subject, message, timeZone } = input
  await assertRightOutlasts(tx, principal, documentIds, { endsAt, timeZone })
  const { id: mailingId } = await tx.mailing.create({
    data: {
      senderId: principal.userId,
      subject,
      message,
      delivery,
      asksCode,
      hasPassword,
      notifyOnOpen,
      seconds,
      timeZone,
      documents: { create: documentIds.map((documentId, position) => ({ documentId, position })) },
    },
    select: { id: true },
  })
  const gate = { asksCode, passwordHash, notifyOnOpen }
  const made = { mailingId, giverId: principal.userId, documentIds, addresses, startsAt, endsAt, ...gate }
  const links = await writeRecipients(tx, made)
  await recordSent(tx, principal, input, endsAt, links)
  await enqueue(tx, MAILINGS, { mailingId })
  await notifyDocuments(tx, documentIds)
  return { mailingId, recipients: addresses.length }
}

async function recordSent(
  tx: Db,
  actor: Principal,
  { documentIds, recipients, delivery, asksCode, password }: MailInput,
  endsAt: Date,
  links: readonly { documentId: string; linkId: string }[],
): Promise<void> {
  for (const documentId of documentIds) {
    await record(tx, {
      action: 'mailing.sent',
      actor,
      documentId,
      details: { recipients: recipients.length, direct: delivery === 'DIRECT' },
    })
  }
  const details = {
    viewOnly: false,
    password: password !== null,
    recipients: asksCode ? 1 : 0,
    maxDownloads: null,
    mailed: true,
    expiresAt: endsAt.toISOString(),
  }
  await recordMany(
    tx,
    { action: 'link.created', actor },
    links.map(({ documentId, linkId }) => ({ documentId, subjectId: linkId, details })),
  )
}
