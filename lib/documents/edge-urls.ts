import 'server-only'
import { setTimeout as pause } from 'node:timers/promises'
import { db } from '../db'
import { purgeEdge } from '../delivery/purge'
import type { Prisma } from '../generated/prisma/client'

/** The edge uses an answer of the app for the rest of its second (edge/nginx.conf.template). */
const EDGE_REMEMBERS_MS = 1_000

/**
 * Ends the URLs of our own cache whose holders could not get them now. It asks the app for each download, so they are dead
 * with their rows, without moving a byte; what it remembers for a second is waited for.
 * @param touched a condition on u, the view LivingUrl
 */
export async function endEdgeUrls(touched: Prisma.Sql): Promise<{ documentIds: string[]; urls: number }> {
  const ended = await db().$queryRaw<{ documentId: string; key: string; size: bigint | null }[]>`
    UPDATE "IssuedUrl" i SET "killedAt" = clock_timestamp()
    FROM "LivingUrl" u JOIN "StoredObject" o ON o.id = u."objectId"
    WHERE i.id = u.id AND i."killedAt" IS NULL AND u.delivery = 'EDGE' AND NOT u."hasRight" ${touched}
    RETURNING i."documentId", o.key, o.size`
  if (ended.length > 0) {
    purgeEdge([...new Map(ended.map((object) => [object.key, object])).values()])
    await pause(EDGE_REMEMBERS_MS)
  }
  return { documentIds: [...new Set(ended.map(({ documentId }) => documentId))], urls: ended.length }
}
