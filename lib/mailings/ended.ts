import 'server-only'
import type { Visitor } from '../auth/link-session'
import { networkOf } from '../auth/network'
import { hashedKey, isUsedUp } from '../auth/rate-limit'
import { db } from '../db'
import { MISSES_A_NETWORK } from '../sharing/gate/visit'
import { linkTokenHash } from '../sharing/links/token'

/** How long a reader's question stands before the same reader may ask again. */
export const ASK_AGAIN_HOURS = 24

export type EndedLink = {
  linkId: string
  recipientId: string
  documentId: string
  endedAt: Date
  /** Null where something stood before the link: whoever did not pass it learns no name. */
  sender: string | null
  /** Whether its reader asked for it again lately. */
  asked: boolean
}

/**
 * A link that was sent by mail and merely ended in time: extended, it would open as before. Null for every other token,
 * one that nobody made and one of a link that was revoked, disabled, replaced or frozen among them (decision 0052).
 */
export async function endedMail(token: string, { client }: Pick<Visitor, 'client'>): Promise<EndedLink | null> {
  if (await isUsedUp(hashedKey('link-miss', networkOf(client.ip)), MISSES_A_NETWORK)) return null
  const [ended] = await db().$queryRaw<EndedLink[]>`
    SELECT c.id AS "linkId", r.id AS "recipientId", c."documentId", s."endsAt" AS "endedAt",
           CASE WHEN l."passwordHash" IS NULL
                 AND NOT EXISTS (SELECT 1 FROM "LinkRecipient" p WHERE p."capabilityId" = c.id) THEN u.name END AS sender,
           coalesce(r."askedAt" > clock_timestamp() - make_interval(hours => ${ASK_AGAIN_HOURS}), false) AS asked
    FROM "Link" l
    JOIN "MailingLink" m ON m."capabilityId" = l."capabilityId"
    JOIN "MailingRecipient" r ON r.id = m."recipientId" AND r.state = 'SENT'
    JOIN "Mailing" g ON g.id = r."mailingId" AND g.delivery = 'APP'
    JOIN "Capability" c ON c.id = l."capabilityId"
    JOIN "LinkStanding" s ON s."capabilityId" = c.id AND s.state = 'ENDED'
    JOIN "Document" d ON d.id = c."documentId" AND d.status = 'READY'
    JOIN "User" u ON u.id = c."giverId"
    CROSS JOIN "SharingPolicy" p
    WHERE l."tokenHash" = ${linkTokenHash(token)} AND l."disabledAt" IS NULL AND p."frozenAt" IS NULL AND p."linksAllowed"
      AND EXISTS (SELECT 1 FROM "DocumentAccess" a WHERE a."documentId" = c."documentId" AND a."userId" = c."giverId"
                  AND a.role IN ('OWNER', 'EDITOR'))`
  return ended ?? null
}
