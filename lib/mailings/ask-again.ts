import 'server-only'
import { record } from '../audit/record'
import type { Visitor } from '../auth/link-session'
import { networkOf } from '../auth/network'
import { hashedKey, take } from '../auth/rate-limit'
import { db } from '../db'
import { env } from '../env'
import { AppError } from '../errors'
import { queueMail } from '../mail/queue'
import { mailIsOn } from '../mail/settings'
import { askedAgainMessage } from '../mail/templates/asked-again'
import { organisationName } from '../organisation/name'
import { ASK_AGAIN_HOURS, endedMail } from './ended'

export const ASKS_A_NETWORK = 20
const HOUR_SECONDS = 3600

type Asked = { address: string; email: string; timeZone: string; fileName: string; sent: boolean }

/**
 * Tells who answers for a link, after a transfer its new giver, that its reader would like it again. Said twice within a day it is told once.
 * @throws NOT_FOUND for what endedMail() does not know, TOO_MANY
 */
export async function askAgain(token: string, visitor: Visitor): Promise<void> {
  const ended = await endedMail(token, visitor)
  if (!ended) throw new AppError('NOT_FOUND')
  await take(hashedKey('mail-ask-ip', networkOf(visitor.client.ip)), ASKS_A_NETWORK, HOUR_SECONDS)
  const { linkId, recipientId, documentId, endedAt } = ended
  await db().$transaction(async (tx) => {
    const [asked] = await tx.$queryRaw<Asked[]>`
      UPDATE "MailingRecipient" r SET "askedAt" = clock_timestamp()
      FROM "Mailing" m, "Document" d, "Capability" c JOIN "User" u ON u.id = c."giverId"
      WHERE r.id = ${recipientId}::uuid AND m.id = r."mailingId" AND d.id = ${documentId}::uuid AND c.id = ${linkId}::uuid
        AND (r."askedAt" IS NULL OR r."askedAt" <= clock_timestamp() - make_interval(hours => ${ASK_AGAIN_HOURS}))
      RETURNING r.address, u.email, m."timeZone", d.name AS "fileName", u.id = m."senderId" AS sent`
    if (!asked) return
    await record(tx, {
      action: 'mailing.asked-again',
      actor: null,
      client: visitor.client,
      documentId,
      subjectId: linkId,
    })
    if (!mailIsOn()) return
    const { email: to, sent, ...about } = asked
    const organisation = await organisationName(tx)
    // Sent lists what somebody sent themselves; who took the document over sends it from its list.
    const sentUrl = `${env().APP_URL}/${sent ? 'sent' : 'documents'}`
    const message = await askedAgainMessage({ ...about, endedAt, organisation, sentUrl })
    await queueMail(tx, { id: `asked-${crypto.randomUUID()}`, to, ...message })
  })
}
