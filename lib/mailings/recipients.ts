import 'server-only'
import type { Principal } from '../auth/principal'
import { db } from '../db'
import { documentsWhere } from '../documents/access'
import { Prisma } from '../generated/prisma/client'
import { cursorOf, cursorText, readCursor } from '../cursor'
import { noMessage, ownMailings } from './own'
import type { Delivery, SentRecipient, SentRecipientPage, SentState } from './schema'

const PAGE = 100

type Row = {
  id: string
  address: string
  delivery: Delivery
  state: SentState
  answer: string | null
  attempts: number
  dueAt: Date
  sentAt: Date | null
  openedAt: Date | null
  downloadedAt: Date | null
  endsAt: Date
  askedAt: Date | null
  /** Whether revoke() takes anything away for the principal. */
  revocable: boolean
}

/** The recipients of one message of the principal's, by address. @throws NOT_FOUND, BAD_INPUT for a cursor that is none */
export async function listSentRecipients(
  principal: Principal,
  mailingId: string,
  cursor?: string,
  rowsAPage = PAGE,
): Promise<SentRecipientPage> {
  const mine = await db().$queryRaw<unknown[]>`
    SELECT 1 FROM "Mailing" m WHERE m.id = ${mailingId}::uuid AND ${ownMailings(principal)}`
  if (mine.length === 0) throw noMessage()
  // again() refuses a message of which one document is not the principal's to share any more.
  const kept = await db().mailing.count({
    where: { id: mailingId, documents: { some: {}, every: { document: documentsWhere(principal, 'share') } } },
  })
  const [address, id] = cursor ? readCursor(cursor, cursorText) : []
  const after = address && id ? Prisma.sql`AND (r.address, r.id) > (${address}, ${id}::uuid)` : Prisma.empty
  const rows = await db().$queryRaw<Row[]>`
    SELECT r.id, r.address, m.delivery::text, s.state, r."smtpAnswer" AS answer, r.attempts, r."dueAt", r."sentAt",
           s."openedAt", s."downloadedAt", r."endsAt", r."askedAt",
           ${revocable(principal)} AS revocable
    FROM "MailingRecipient" r
    JOIN "Mailing" m ON m.id = r."mailingId"
    JOIN "MailingStanding" s ON s."recipientId" = r.id
    WHERE r."mailingId" = ${mailingId}::uuid ${after}
    ORDER BY r.address, r.id LIMIT ${rowsAPage + 1}`
  const page = rows.slice(0, rowsAPage)
  const last = rows.length > rowsAPage ? page.at(-1) : undefined
  return {
    rows: page.map((row) => toRecipient(row, kept > 0)),
    nextCursor: last ? cursorOf([last.address, last.id]) : null,
  }
}

/** As revoke() asks it of each link: the giver's, the owner's, an administrator's. */
function revocable({ userId }: Principal): Prisma.Sql {
  return Prisma.sql`EXISTS (
    SELECT 1 FROM "MailingLink" l JOIN "Capability" c ON c.id = l."capabilityId"
    WHERE l."recipientId" = r.id AND c."revokedAt" IS NULL
      AND (c."giverId" = ${userId}::uuid
           OR EXISTS (SELECT 1 FROM "DocumentAccess" a
                      WHERE a."documentId" = c."documentId" AND a."userId" = ${userId}::uuid AND a.role = 'OWNER')
           OR EXISTS (SELECT 1 FROM "User" u
                      WHERE u.id = ${userId}::uuid AND u.role = 'ADMIN' AND u."disabledAt" IS NULL)))`
}

const iso = (date: Date | null) => date?.toISOString() ?? null

function toRecipient(row: Row, kept: boolean): SentRecipient {
  const { delivery, dueAt, sentAt, openedAt, downloadedAt, endsAt, askedAt, revocable: mine, ...same } = row
  const may = mayWith(same.state, delivery)
  return {
    ...same,
    dueAt: same.state === 'QUEUED' ? iso(dueAt) : null,
    sentAt: iso(sentAt),
    openedAt: iso(openedAt),
    downloadedAt: iso(downloadedAt),
    endsAt: endsAt.toISOString(),
    askedAt: iso(askedAt),
    may: { resend: kept && may.resend, extend: kept && may.extend, revoke: mine && may.revoke },
  }
}

function mayWith(state: SentState, delivery: Delivery): SentRecipient['may'] {
  const onItsWay = state === 'QUEUED' || state === 'SENDING'
  const over = state === 'FAILED' || state === 'CANCELLED'
  return {
    resend: !onItsWay && state !== 'REVOKED',
    extend: delivery === 'APP' && !over && state !== 'REVOKED' && state !== 'STOPPED',
    revoke: state !== 'REVOKED' && state !== 'EXPIRED',
  }
}
