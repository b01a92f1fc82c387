import 'server-only'
import type { Principal } from '../auth/principal'
import { db } from '../db'
import { Prisma } from '../generated/prisma/client'
import { cursorOf, readCursor } from './cursor'
import { noMessage } from './own'
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
}

/** The recipients of one message of the principal's, by address. @throws NOT_FOUND, BAD_INPUT for a cursor that is none */
export async function listSentRecipients(
  principal: Principal,
  mailingId: string,
  cursor?: string,
): Promise<SentRecipientPage> {
  const mine = await db().mailing.findFirst({
    where: { id: mailingId, senderId: principal.userId },
    select: { id: true },
  })
  if (!mine) throw noMessage()
  const [address, id] = cursor ? readCursor(cursor) : []
  const after = address && id ? Prisma.sql`AND (r.address, r.id) > (${address}, ${id}::uuid)` : Prisma.empty
  const rows = await db().$queryRaw<Row[]>`
    SELECT r.id, r.address, m.delivery::text, s.state, r."smtpAnswer" AS answer, r.attempts, r."dueAt", r."sentAt",
           s."openedAt", s."downloadedAt", r."endsAt", r."askedAt"
    FROM "MailingRecipient" r
    JOIN "Mailing" m ON m.id = r."mailingId"
    JOIN "MailingStanding" s ON s."recipientId" = r.id
    WHERE r."mailingId" = ${mailingId}::uuid ${after}
    ORDER BY r.address, r.id LIMIT ${PAGE + 1}`
  const page = rows.slice(0, PAGE)
  const last = rows.length > PAGE ? page.at(-1) : undefined
  return { rows: page.map(toRecipient), nextCursor: last ? cursorOf([last.address, last.id]) : null }
}

const iso = (date: Date | null) => date?.toISOString() ?? null

function toRecipient({
  delivery,
  dueAt,
  sentAt,
  openedAt,
  downloadedAt,
  endsAt,
  askedAt,
  ...same
}: Row): SentRecipient {
  return {
    ...same,
    dueAt: same.state === 'QUEUED' ? iso(dueAt) : null,
    sentAt: iso(sentAt),
    openedAt: iso(openedAt),
    downloadedAt: iso(downloadedAt),
    endsAt: endsAt.toISOString(),
    askedAt: iso(askedAt),
    may: mayWith(same.state, delivery),
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
