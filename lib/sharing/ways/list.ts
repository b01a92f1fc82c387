import 'server-only'
import { z } from 'zod'
import type { Principal } from '../../auth/principal'
import { db } from '../../db'
import { AppError } from '../../errors'
import { Prisma } from '../../generated/prisma/client'
import { wayRows } from './rows'
import { WAY_KINDS } from './kinds'
import type { WayCounts, WayFilter, WayKind, WayOrder, WayPage, WaysQuery, WaySort } from './schema'
import { source } from './source'
import { waysWhere } from './where'

const ROWS_A_PAGE = 50

// What has no end comes after all that has one, what was never used before all that was.
const KEYS: Record<WaySort, Prisma.Sql> = {
  created: Prisma.sql`w."createdAt"`,
  ends: Prisma.sql`coalesce(w."endsAt", '9999-12-31T00:00:00Z')`,
  used: Prisma.sql`CASE w.kind WHEN 'URL' THEN w."createdAt" ELSE coalesce(used.at, 'epoch') END`,
  document: Prisma.sql`n."sortName"`,
}

const JOINS: Partial<Record<WaySort, Prisma.Sql>> = {
  used: Prisma.sql`CROSS JOIN LATERAL
    (SELECT max(i."issuedAt") AS at FROM "IssuedUrl" i WHERE i."capabilityId" = w.id AND i.delivery <> 'MAILED') used`,
  document: Prisma.sql`JOIN "Document" n ON n.id = w."documentId"`,
}

/** One page of the ways in that the principal may revoke, by keyset. Metadata only: nothing here leads to bytes. */
export async function listWays(principal: Principal, { filter, order, cursor }: WaysQuery): Promise<WayPage> {
  const after = cursor ? decodeCursor(order, cursor) : null
  const key = KEYS[order.sort]
  const [direction, beyond] =
    order.direction === 'asc' ? [Prisma.sql`ASC`, Prisma.sql`>`] : [Prisma.sql`DESC`, Prisma.sql`<`]
  const page = (kind: WayKind) => Prisma.sql`
    (SELECT w.id, ${key} AS key FROM ${source(kind, filter.state)}
     ${JOINS[order.sort] ?? Prisma.empty}
     WHERE ${waysWhere(principal, filter)}
       AND ${after ? Prisma.sql`(${key}, w.id) ${beyond} (${after.value}, ${after.id}::uuid)` : Prisma.sql`true`}
     ORDER BY ${key} ${direction}, w.id ${direction} LIMIT ${ROWS_A_PAGE + 1})`
  const found = await db().$queryRaw<{ id: string; key: string | Date }[]>`
    SELECT id, key FROM (${Prisma.join(kindsOf(filter).map(page), ' UNION ALL ')}) pages
    ORDER BY key ${direction}, id ${direction} LIMIT ${ROWS_A_PAGE + 1}`
  const rows = found.slice(0, ROWS_A_PAGE)
  const last = found.length > ROWS_A_PAGE ? rows.at(-1) : undefined
  return { rows: await wayRows(rows.map(({ id }) => id)), nextCursor: last ? encodeCursor(last) : null }
}

/** How many of each kind match the filter, whatever kind it asks for. */
export async function countWays(principal: Principal, filter: WayFilter): Promise<WayCounts> {
  const counted = (kind: WayKind) => Prisma.sql`
    SELECT ${kind} AS kind, count(*)::integer AS count FROM ${source(kind, filter.state)}
    WHERE ${waysWhere(principal, { ...filter, kind: null })}`
  const rows = await db().$queryRaw<{ kind: WayKind; count: number }[]>`
    ${Prisma.join(WAY_KINDS.map(counted), ' UNION ALL ')}`
  const counts: WayCounts = { USER: 0, GROUP: 0, LINK: 0, URL: 0 }
  for (const { kind, count } of rows) counts[kind] = count
  return counts
}

const kindsOf = ({ kind }: WayFilter): readonly WayKind[] => (kind ? [kind] : WAY_KINDS)

// As in lib/documents/list.ts: a cursor grants nothing, it only says where to go on under the reader's own right.
const cursorSchema = z.tuple([z.string(), z.uuid()])
const name = z.string().refine((text) => !text.includes('\0'))
const moment = z.coerce.date().min(new Date(0)).max(new Date('9999-12-31'))

function encodeCursor({ key, id }: { key: string | Date; id: string }): string {
  const text = key instanceof Date ? key.toISOString() : key
  return Buffer.from(JSON.stringify([text, id])).toString('base64url')
}

function decodeCursor({ sort }: WayOrder, cursor: string): { value: Prisma.Sql; id: string } {
  try {
    const [text, id] = cursorSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
    const value = sort === 'document' ? Prisma.sql`${name.parse(text)}` : Prisma.sql`${moment.parse(text)}`
    return { value, id }
  } catch (cause) {
    throw new AppError('BAD_INPUT', 'The list has moved on. Load the page again.', { cause })
  }
}
