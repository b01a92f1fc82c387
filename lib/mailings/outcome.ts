import 'server-only'
import { record } from '../audit/record'
import { db, type Db } from '../db'
import { enforce } from '../documents/enforce'
import type { MailState } from '../generated/prisma/enums'
import { notifyDocuments } from '../live/notify'
import type { Claimed } from './claim'
import { lockDocuments } from './mailable'

/** The mail server took it. The tokens are of no use any more and go. */
export async function recordSent(claimed: Claimed, answer: string): Promise<void> {
  await settle(db(), claimed, 'SENT', { smtpAnswer: answer, sentAt: new Date(), box: null })
}

/** Not now. A try that was none is not counted. */
export async function postpone(
  claimed: Claimed,
  dueAt: Date,
  said: { answer?: string; uncounted?: true },
): Promise<void> {
  await settle(db(), claimed, 'QUEUED', {
    dueAt,
    ...(said.answer ? { smtpAnswer: said.answer } : {}),
    ...(said.uncounted ? { attempts: claimed.attempts - 1 } : {}),
  })
}

/** Nor any other of this sender's: their window is full. */
export async function postponeAll({ senderId }: Claimed, dueAt: Date): Promise<void> {
  await db().$executeRaw`
    UPDATE "MailingRecipient" r SET "dueAt" = ${dueAt} FROM "Mailing" m
    WHERE m.id = r."mailingId" AND m."senderId" = ${senderId}::uuid AND r.state = 'QUEUED' AND r."dueAt" < ${dueAt}`
}

const CANCELLED = 'Its links opened nothing any more, so it was not sent.'

/** Its links opened nothing any more before it was sent. */
export async function cancel(claimed: Claimed): Promise<void> {
  await settle(db(), claimed, 'CANCELLED', { smtpAnswer: CANCELLED, box: null })
}

/** For good: no mail, no link. URLs that were signed for the message are dead when this answers. */
export async function fail(claimed: Claimed, answer: string): Promise<void> {
  const documentIds = await db().$transaction(async (tx) => {
    const links = await tx.mailingLink.findMany({
      where: { recipientId: claimed.id },
      select: { capabilityId: true, link: { select: { capability: { select: { documentId: true } } } } },
    })
    const ofLinks = links.map(({ capabilityId: linkId, link }) => ({ linkId, documentId: link.capability.documentId }))
    const documentIds = [...new Set(ofLinks.map(({ documentId }) => documentId))]
    await lockDocuments(tx, documentIds)
    const held = await settle(tx, claimed, 'FAILED', { smtpAnswer: answer, box: null })
    if (!held) return []
    const ids = ofLinks.map(({ linkId }) => linkId)
    await tx.$queryRaw`SELECT 1 FROM "Capability" WHERE id = ANY(${ids}::uuid[]) ORDER BY id FOR UPDATE`
    await tx.link.updateMany({
      where: { capabilityId: { in: ids }, disabledAt: null },
      data: { disabledAt: new Date() },
    })
    for (const { linkId, documentId } of ofLinks) {
      await record(tx, { action: 'mailing.failed', actor: null, documentId, subjectId: linkId })
    }
    await notifyDocuments(tx, documentIds)
    return documentIds
  })
  if (documentIds.length > 0) await enforce({ documentIds })
}

type Change = { smtpAnswer?: string; sentAt?: Date; box?: null; dueAt?: Date; attempts?: number }

/** False when the claim was lost to another process: what that one does counts. */
async function settle(tx: Db, { id, attempts }: Claimed, state: MailState, change: Change): Promise<boolean> {
  const { count } = await tx.mailingRecipient.updateMany({
    where: { id, state: 'SENDING', attempts },
    data: { state, leaseUntil: null, ...change },
  })
  return count > 0
}
