import 'server-only'
import type { Principal } from '../auth/principal'
import { db, type Db } from '../db'
import { AppError } from '../errors'
import { Prisma } from '../generated/prisma/client'
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
    JOIN "Mailing" m ON m.id = r."mailingId" AND ${ownMailings(principal)}
    JOIN "MailingStanding" s ON s."recipientId" = r.id
    JOIN "MailingLink" l ON l."recipientId" = r.id
    JOIN "Capability" c ON c.id = l."capabilityId"
    WHERE r.id = ANY(${ids}::uuid[])
    ORDER BY r.id, l.position`
  if (new Set(links.map(({ recipientId }) => recipientId)).size !== ids.length) throw noMessage()
  return links
}

/**
 * The principal's messages, as a condition on `Mailing m`: what they sent. An agent that is bound to documents knows those
 * that have no other documents in them.
 */
export function ownMailings(principal: Principal): Prisma.Sql {
  const sent = Prisma.sql`m."senderId" = ${principal.userId}::uuid`
  if (principal.kind === 'user' || principal.documentIds === null) return sent
  const bound = Prisma.sql`${[...principal.documentIds]}::uuid[]`
  return Prisma.sql`(${sent} AND (
    SELECT bool_and(x."documentId" = ANY(${bound})) FROM "MailingDocument" x WHERE x."mailingId" = m.id))`
}

/**
 * The recipients of one of the principal's messages, or those of them that are named.
 * @throws NOT_FOUND for what is not theirs, or not of this message
 */
export async function recipientsOf(
  principal: Principal,
  mailingId: string,
  named?: readonly string[],
): Promise<string[]> {
  const rows = await db().$queryRaw<{ id: string }[]>`
    SELECT r.id FROM "MailingRecipient" r JOIN "Mailing" m ON m.id = r."mailingId"
    WHERE m.id = ${mailingId}::uuid AND ${ownMailings(principal)} ORDER BY r.address, r.id`
  const ids = rows.map(({ id }) => id)
  const wanted = named ? [...new Set(named)] : ids
  if (wanted.length === 0 || wanted.some((id) => !ids.includes(id))) throw noMessage()
  return wanted
}

export function noMessage(): AppError {
  return new AppError('NOT_FOUND', 'There is no such message, or it is not yours.')
}
