import 'server-only'
import type { Principal } from '../../auth/principal'
import { cursorOf, cursorText, cursorTime, readCursor } from '../../cursor'
import { db } from '../../db'
import { Prisma } from '../../generated/prisma/client'
import { wayRows } from './rows'
import { WAY_KINDS } from './kinds'
import type { WayCounts, WayFilter, WayKind, WayOrder, WayPage, WaysQuery } from './schema'
import { sortedBy } from './sorted'
import { source } from './source'
import { waysWhere } from './where'

const ROWS_A_PAGE = 50

/** One page of the ways in that the principal may revoke, by keyset. Metadata only: nothing here leads to bytes. */
export async function listWays(
  principal: Principal,
  { filter, order, cursor }: WaysQuery,
  rowsAPage = ROWS_A_PAGE,
): Promise<WayPage> {
  const after = cursor ? keyOf(order, cursor) : null
  const [direction, beyond] =
    order.direction === 'asc' ? [Prisma.sql`ASC`, Prisma.sql`>`] : [Prisma.sql`DESC`, Prisma.sql`<`]
  const page = (kind: WayKind) => {
    const { key, join } = sortedBy(kind, order.sort)
    return Prisma.sql`
      (SELECT w.id, ${key} AS key FROM ${source(kind, filter.state)} ${join}
       WHERE ${waysWhere(principal, filter)}
         AND ${after ? Prisma.sql`(${key}, w.id) ${beyond} (${after.value}, ${after.id}::uuid)` : Prisma.sql`true`}
       ORDER BY ${key} ${direction}, w.id ${direction} LIMIT ${rowsAPage + 1})`
  }
  const found = await db().$queryRaw<{ id: string; key: string | Date }[]>`
    SELECT id, key FROM (${Prisma.join(kindsOf(filter).map(page), ' UNION ALL ')}) pages
    ORDER BY key ${direction}, id ${direction} LIMIT ${rowsAPage + 1}`
  const rows = found.slice(0, rowsAPage)
  const last = found.length > rowsAPage ? rows.at(-1) : undefined
  return { rows: await wayRows(rows.map(({ id }) => id)), nextCursor: last ? cursorOf([last.key, last.id]) : null }
}

/** How many of each kind match the filter, whatever kind it asks for. */
export async function countWays(principal: Principal, filter: WayFilter): Promise<WayCounts> {
  const counted = (kind: WayKind) => Prisma.sql`
    SELECT ${kind} AS kind, count(*)::integer AS count FROM ${source(kind, filter.state)}
    WHERE ${waysWhere(principal, { ...filter, kind: null })}`
  const rows = await db().$queryRaw<{ kind: WayKind; count: number }[]>`
    ${Prisma.join(WAY_KINDS.map(counted), ' UNION ALL ')}`
  const counts: WayCounts = { USER: 0, GROUP: 0, LINK: 0, AGENT: 0, URL: 0 }
  for (const { kind, count } of rows) counts[kind] = count
  return counts
}

const kindsOf = ({ kind }: WayFilter): readonly WayKind[] => (kind ? [kind] : WAY_KINDS)

function keyOf({ sort }: WayOrder, cursor: string): { value: Prisma.Sql; id: string } {
  const [key, id] = readCursor<string | Date>(cursor, sort === 'document' ? cursorText : cursorTime)
  return { value: Prisma.sql`${key}`, id }
}
