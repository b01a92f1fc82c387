import 'server-only'
import type { Db } from '../db'
import { Prisma } from '../generated/prisma/client'
import { ROW_COLUMNS, type RowText } from './chain'

/**
 * Rows that no seal covers yet, by id. They lie in the holes between the runs that are covered and behind the last of them,
 * so this costs as much as there are runs and new rows, however many rows are sealed.
 * `recent` looks no further back than what was sealed an hour ago: a transaction takes at most 15 seconds (lib/db.ts), so
 * nothing is committed below that any more. `all` begins at the first row, for what a restored copy or a stepped clock
 * left behind.
 */
export async function unsealedRows(tx: Db, reach: 'recent' | 'all', limit: number): Promise<RowText[]> {
  const floor = reach === 'all' ? Prisma.sql`0::bigint` : SEALED_AN_HOUR_AGO
  return tx.$queryRaw<RowText[]>`
    WITH floor AS (SELECT ${floor} AS id),
    run AS (SELECT c."firstId", c."lastId" FROM "AuditCover" c, floor WHERE c."lastId" > floor.id),
    hole AS (
      SELECT coalesce(lag("lastId") OVER (ORDER BY "lastId"), floor.id) + 1 AS first, "firstId" - 1 AS last FROM run, floor
      UNION ALL
      SELECT greatest(max(run."lastId"), floor.id) + 1, ${MAX_ID}::bigint FROM floor LEFT JOIN run ON true GROUP BY floor.id
    )
    SELECT ${Prisma.raw(ROW_COLUMNS)}
    FROM hole CROSS JOIN LATERAL (
      SELECT * FROM "AuditEvent" WHERE id BETWEEN hole.first AND hole.last ORDER BY id LIMIT ${limit}
    ) e
    WHERE hole.first <= hole.last
    ORDER BY e.id LIMIT ${limit}`
}

const MAX_ID = 2n ** 63n - 1n

const SEALED_AN_HOUR_AGO = Prisma.sql`coalesce(
  (SELECT s."upTo" FROM "AuditSeal" s WHERE s.at < now() - interval '1 hour' ORDER BY s.id DESC LIMIT 1), 0)`
