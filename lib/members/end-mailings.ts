import 'server-only'
import { recordMany } from '../audit/record'
import type { UserPrincipal } from '../auth/principal'
import type { Db } from '../db'

/**
 * Removes what a person wrote and to whom. Links into documents that go on with another owner live on where their message
 * was sent, as other links do, without the address in their name; those of a message that never left end: nobody has them.
 * Answers the documents of those that ended: enforce() them after the commit.
 */
export async function endMailings(tx: Db, actor: UserPrincipal, userId: string): Promise<string[]> {
  // In the order in which everybody locks them.
  await tx.$queryRaw`
    SELECT 1 FROM "Capability" WHERE "revokedAt" IS NULL AND id IN (
      SELECT l."capabilityId" FROM "MailingLink" l
      JOIN "MailingRecipient" r ON r.id = l."recipientId" AND r.state <> 'SENT'
      JOIN "Mailing" m ON m.id = r."mailingId" AND m."senderId" = ${userId}::uuid)
    ORDER BY id FOR UPDATE`
  const ended = await tx.$queryRaw<{ documentId: string; subjectId: string }[]>`
    UPDATE "Capability" SET "revokedAt" = clock_timestamp() WHERE "revokedAt" IS NULL AND id IN (
      SELECT l."capabilityId" FROM "MailingLink" l
      JOIN "MailingRecipient" r ON r.id = l."recipientId" AND r.state <> 'SENT'
      JOIN "Mailing" m ON m.id = r."mailingId" AND m."senderId" = ${userId}::uuid)
    RETURNING "documentId", id AS "subjectId"`
  if (ended.length > 0) await recordMany(tx, { action: 'link.revoked', actor }, ended)
  const mailed = { mailed: { recipient: { mailing: { senderId: userId } } } }
  await tx.link.updateMany({ where: mailed, data: { label: '' } })
  // Of a living link they are its gate.
  await tx.linkRecipient.deleteMany({ where: { link: { ...mailed, capability: { revokedAt: { not: null } } } } })
  await tx.mailing.deleteMany({ where: { senderId: userId } })
  return [...new Set(ended.map(({ documentId }) => documentId))]
}
