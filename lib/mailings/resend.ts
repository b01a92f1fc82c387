import 'server-only'
import { record } from '../audit/record'
import type { Principal } from '../auth/principal'
import type { Db } from '../db'
import { AppError } from '../errors'
import { faultPoint } from '../fault-point'
import { enqueue } from '../jobs/boss'
import { requireMail } from '../mail/settings'
import { linkTokenHash, newLinkToken } from '../sharing/links/token'
import { again, type Life } from './again'
import type { SentLink } from './own'
import { MAILINGS } from './queue'
import { boxOf } from './write'

/**
 * Sends the same message again, with new addresses: the earlier ones are dead when this answers, wherever they got to. Also
 * what failed or has ended. @throws NOT_FOUND, CONFLICT while one is on its way or was revoked, BAD_INPUT, MAIL_OFF
 */
export async function resendMail(
  principal: Principal,
  { recipientIds, seconds }: { recipientIds: readonly string[]; seconds?: number | undefined },
): Promise<{ resent: number }> {
  requireMail()
  const { recipients } = await again(
    principal,
    recipientIds,
    (link) => seconds ?? link.seconds,
    async (tx, links, lifeOf) => {
      await lockStill(tx, recipientIds)
      for (const [recipientId, own] of Map.groupBy(links, (link) => link.recipientId)) {
        const [first] = own
        if (first) await renew(tx, recipientId, own, lifeOf(first))
      }
      for (const [documentId, of] of Map.groupBy(links, (link) => link.documentId)) {
        const details = { recipients: of.length }
        await record(tx, { action: 'mailing.resent', actor: principal, documentId, details })
      }
      await enqueue(tx, MAILINGS, { recipients: recipientIds.length })
    },
  )
  await faultPoint('mail.queued')
  return { resent: recipients }
}

/** Waits for a process that records what became of one, and refuses while one is being sent. */
async function lockStill(tx: Db, recipientIds: readonly string[]): Promise<void> {
  const rows = await tx.$queryRaw<{ address: string; state: string }[]>`
    SELECT address, state::text FROM "MailingRecipient" WHERE id = ANY(${[...recipientIds]}::uuid[]) ORDER BY id FOR UPDATE`
  const moving = rows.find(({ state }) => state === 'QUEUED' || state === 'SENDING')
  if (moving) throw new AppError('CONFLICT', `The message to ${moving.address} is still on its way.`)
}

async function renew(tx: Db, recipientId: string, links: readonly SentLink[], life: Life): Promise<void> {
  const tokens = links.map(() => newLinkToken())
  const linkIds = links.map(({ linkId }) => linkId)
  const hashes = tokens.map((token) => Buffer.from(linkTokenHash(token)).toString('hex'))
  const { startsAt, endsAt } = life
  // What failed was disabled here; what a person disabled, a person enables.
  const disabledHere = links.some(({ state }) => state === 'FAILED')
  await tx.capability.updateMany({ where: { id: { in: linkIds } }, data: { expiresAt: endsAt } })
  await tx.$executeRaw`
    UPDATE "Link" l
    SET "tokenHash" = decode(n.hash, 'hex'), version = l.version + 1, "startsAt" = ${startsAt},
        "firstOpenedAt" = NULL, "notifiedAt" = NULL,
        "disabledAt" = CASE WHEN ${disabledHere} THEN NULL ELSE l."disabledAt" END
    FROM unnest(${linkIds}::uuid[], ${hashes}::text[]) AS n (id, hash) WHERE l."capabilityId" = n.id`
  await tx.mailingLink.updateMany({ where: { recipientId }, data: { objectId: null, issuedUrlId: null } })
  await tx.mailingRecipient.update({
    where: { id: recipientId },
    data: {
      state: 'QUEUED',
      attempts: 0,
      startsAt,
      endsAt,
      dueAt: new Date(),
      box: boxOf(tokens),
      smtpAnswer: null,
      sentAt: null,
      askedAt: null,
      serial: { increment: 1 },
    },
    select: { id: true },
  })
}
