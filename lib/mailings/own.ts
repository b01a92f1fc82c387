import 'server-only'
import type { Principal } from '../auth/principal'
import { db, type Db } from '../db'
import { AppError } from '../errors'
import type { Delivery, SentState } from './schema'

export type SentLink = {
  linkId: string
  recipientId: string
  mailingId: string
  documentId: string
  address: string
  position: number
  delivery: Delivery
  asksCode: boolean
  hasPassword: boolean
  notifyOnOpen: boolean
  /** Of the mailing: what it was sent for. */
  seconds: number
  /** IANA. The sender's, when it was sent. */
  timeZone: string
  state: SentState
}

/**
 * The links of these recipients, with what became of their message. A message is its sender's alone; what else may be done
 * with the links, the share dialog and the lists of ways in offer to whom they offer it.
 * @throws NOT_FOUND unless all are of the principal's own messages
 */
export async function linksOfSent(
  principal: Principal,
  recipientIds: readonly string[],
  tx: Db = db(),
): Promise<SentLink[]> {
  const ids = [...new Set(recipientIds)]
  const links = await tx.$queryRaw<SentLink[]>`
    SELECT l."capabilityId" AS "linkId", r.id AS "recipientId", m.id AS "mailingId", c."documentId", r.address, l.position,
           m.delivery::text, m."asksCode", m."hasPassword", m."notifyOnOpen", m.seconds, m."timeZone", s.state
    FROM "MailingRecipient" r
    JOIN "Mailing" m ON m.id = r."mailingId" AND m."senderId" = ${principal.userId}::uuid
    JOIN "MailingStanding" s ON s."recipientId" = r.id
    JOIN "MailingLink" l ON l."recipientId" = r.id
    JOIN "Capability" c ON c.id = l."capabilityId"
    WHERE r.id = ANY(${ids}::uuid[])
    ORDER BY r.id, l.position`
  if (new Set(links.map(({ recipientId }) => recipientId)).size !== ids.length) throw noMessage()
  return links
}

export function noMessage(): AppError {
  return new AppError('NOT_FOUND', 'There is no such message, or it is not yours.')
}
