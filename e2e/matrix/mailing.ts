import { randomUUID } from 'node:crypto'
import { sql } from '../person.ts'

/** A message that was sent, with a link to the document for its one recipient, as the rows have it. */
export async function makeMailing(documentId: string, senderId: string, linkId: string): Promise<string> {
  const [mailingId, recipientId] = [randomUUID(), randomUUID()]
  await sql(
    `INSERT INTO "Mailing" (id, "senderId", subject, message, delivery, "asksCode", "hasPassword", "notifyOnOpen", seconds, "timeZone")
     VALUES ($1, $2, '', '', 'APP', false, false, false, 86400, 'UTC')`,
    [mailingId, senderId],
  )
  await sql('INSERT INTO "MailingDocument" ("mailingId", "documentId", position) VALUES ($1, $2, 0)', [
    mailingId,
    documentId,
  ])
  await sql(
    `INSERT INTO "MailingRecipient" (id, "mailingId", address, state, "startsAt", "endsAt", "sentAt")
     VALUES ($1, $2, $3, 'SENT', now(), now() + interval '1 day', now())`,
    [recipientId, mailingId, `client-${recipientId}@example.com`],
  )
  await sql('INSERT INTO "MailingLink" ("capabilityId", "recipientId", position) VALUES ($1, $2, 0)', [
    linkId,
    recipientId,
  ])
  return mailingId
}
