import 'server-only'
import type { Principal } from '../auth/principal'
import { db } from '../db'
import { Prisma } from '../generated/prisma/client'
import { cursorOf, cursorTime, readCursor } from './cursor'
import { SENT_STATES } from './limits'
import type { SentPage, SentRow, SentState } from './schema'

/** Of each mailing every link is asked how it stands. */
const PAGE = 20

type Row = Omit<SentRow, 'createdAt' | 'counts' | 'documents' | 'recipients' | 'addresses'> & { createdAt: Date }

/** What the principal sent by mail, the latest first. @throws BAD_INPUT for a cursor that is none */
export async function listSent(principal: Principal, cursor?: string): Promise<SentPage> {
  const rows = await readRows(principal, cursor)
  const page = rows.slice(0, PAGE)
  const last = rows.length > PAGE ? page.at(-1) : undefined
  const ids = page.map(({ id }) => id)
  const [documents, counts, addresses] = await Promise.all([documentsOf(ids), countsOf(ids), addressesOf(ids)])
  return {
    rows: page.map((row) => ({
      ...row,
      createdAt: row.createdAt.toISOString(),
      documents: documents.filter(({ mailingId }) => mailingId === row.id).map(({ id, name }) => ({ id, name })),
      addresses: addresses.filter(({ mailingId }) => mailingId === row.id).map(({ address }) => address),
      ...summed(counts.filter(({ mailingId }) => mailingId === row.id)),
    })),
    nextCursor: last ? cursorOf([last.createdAt.toISOString(), last.id]) : null,
  }
}

function readRows(principal: Principal, cursor: string | undefined): Promise<Row[]> {
  const [at, id] = cursor ? readCursor(cursor, cursorTime) : []
  const after = at && id ? Prisma.sql`AND (m."createdAt", m.id) < (${at}::timestamptz, ${id}::uuid)` : Prisma.empty
  return db().$queryRaw<Row[]>`
    SELECT m.id, m.subject, m."createdAt", m.delivery::text, m.seconds, m."asksCode", m."hasPassword"
    FROM "Mailing" m WHERE m."senderId" = ${principal.userId}::uuid ${after}
    ORDER BY m."createdAt" DESC, m.id DESC LIMIT ${PAGE + 1}`
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
