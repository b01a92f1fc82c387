import 'server-only'
import type { Principal } from '../auth/principal'
import { db } from '../db'
import { Prisma } from '../generated/prisma/client'
import { cursorOf, cursorTime, readCursor } from '../cursor'
import { SENT_STATES } from './limits'
import { noMessage, ownMailings } from './own'
import type { SentPage, SentRow, SentState } from './schema'

/** Of each mailing every link is asked how it stands. */
const PAGE = 20

type Row = Omit<SentRow, 'createdAt' | 'counts' | 'documents' | 'recipients' | 'addresses'> & { createdAt: Date }

/** What the principal sent by mail, the latest first. @throws BAD_INPUT for a cursor that is none */
export async function listSent(principal: Principal, cursor?: string, rowsAPage = PAGE): Promise<SentPage> {
  const [at, id] = cursor ? readCursor(cursor, cursorTime) : []
  const after = at && id ? Prisma.sql`(m."createdAt", m.id) < (${at}::timestamptz, ${id}::uuid)` : Prisma.sql`true`
  const rows = await readRows(principal, after, rowsAPage + 1)
  const page = rows.slice(0, rowsAPage)
  const last = rows.length > rowsAPage ? page.at(-1) : undefined
  return {
    rows: await withFacts(page),
    nextCursor: last ? cursorOf([last.createdAt.toISOString(), last.id]) : null,
  }
}

/** One message of the principal's. @throws NOT_FOUND */
export async function readSent(principal: Principal, mailingId: string): Promise<SentRow> {
  const [row] = await withFacts(await readRows(principal, Prisma.sql`m.id = ${mailingId}::uuid`, 1))
  if (!row) throw noMessage()
  return row
}

async function withFacts(rows: readonly Row[]): Promise<SentRow[]> {
  const ids = rows.map(({ id }) => id)
  const [documents, counts, addresses] = await Promise.all([documentsOf(ids), countsOf(ids), addressesOf(ids)])
  return rows.map((row) => ({
    ...row,
    createdAt: row.createdAt.toISOString(),
    documents: documents.filter(({ mailingId }) => mailingId === row.id).map(({ id, name }) => ({ id, name })),
    addresses: addresses.filter(({ mailingId }) => mailingId === row.id).map(({ address }) => address),
    ...summed(counts.filter(({ mailingId }) => mailingId === row.id)),
  }))
}

function readRows(principal: Principal, which: Prisma.Sql, atMost: number): Promise<Row[]> {
  return db().$queryRaw<Row[]>`
    SELECT m.id, m.subject, m."createdAt", m.delivery::text, m.seconds, m."asksCode", m."hasPassword"
    FROM "Mailing" m WHERE ${ownMailings(principal)} AND ${which}
    ORDER BY m."createdAt" DESC, m.id DESC LIMIT ${atMost}`
}

/** Names as they are now: a deleted document's too, since it was sent under one. */
function documentsOf(ids: readonly string[]) {
  return db().$queryRaw<{ mailingId: string; id: string; name: string }[]>`
    SELECT m."mailingId", d.id, d.name FROM "MailingDocument" m JOIN "Document" d ON d.id = m."documentId"
    WHERE m."mailingId" = ANY(${[...ids]}::uuid[]) ORDER BY m."mailingId", m.position`
}

function addressesOf(ids: readonly string[]) {
  return db().$queryRaw<{ mailingId: string; address: string }[]>`
    SELECT m.id AS "mailingId", r.address FROM unnest(${[...ids]}::uuid[]) AS m (id)
    CROSS JOIN LATERAL (
      SELECT address FROM "MailingRecipient" WHERE "mailingId" = m.id ORDER BY address LIMIT 3) r`
}

type Count = { mailingId: string; state: SentState; count: number }

function countsOf(ids: readonly string[]) {
  return db().$queryRaw<Count[]>`
    SELECT "mailingId", state, count(*)::integer AS count FROM "MailingStanding"
    WHERE "mailingId" = ANY(${[...ids]}::uuid[]) GROUP BY "mailingId", state`
}

function summed(found: readonly Count[]): Pick<SentRow, 'counts' | 'recipients'> {
  const states = Object.keys(SENT_STATES) as SentState[]
  const counts = Object.fromEntries(states.map((state) => [state, 0])) as Record<SentState, number>
  for (const { state, count } of found) counts[state] = count
  return { counts, recipients: found.reduce((sum, { count }) => sum + count, 0) }
}
