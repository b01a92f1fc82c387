import 'server-only'
import type { Principal } from '../../auth/principal'
import { db } from '../../db'
import { MOST_GRANTEES, type Grantee } from './schema'
import { overseerOf } from '../sharer'

/**
 * People and groups of the organisation whose name or address holds the query, those that begin with it first. Never the
 * person who asks, the owner, or anybody who is disabled.
 * @throws NOT_FOUND unless the principal may share the document, or transfers it as an administrator: others have no
 * reason to look people up
 */
export async function searchGrantees(principal: Principal, documentId: string, query: string): Promise<Grantee[]> {
  const { ownerId } = await overseerOf(db(), principal, documentId)
  return db().$queryRaw<Grantee[]>`
    WITH asked AS (SELECT lower(${query}::text) AS q)
    SELECT kind, id, name, email, people FROM (
      SELECT 'USER' AS kind, u.id, u.name, u.email, NULL::integer AS people,
             least(nullif(strpos(lower(u.name), q), 0), nullif(strpos(u.email, q), 0)) AS at
      FROM "User" u, asked
      WHERE u."disabledAt" IS NULL AND u."erasedAt" IS NULL AND u.id NOT IN (${principal.userId}::uuid, ${ownerId}::uuid)
      UNION ALL
      SELECT 'GROUP', g.id, g.name, NULL,
             (SELECT count(*)::integer FROM "GroupMember" m JOIN "User" u ON u.id = m."userId"
              WHERE m."groupId" = g.id AND u."disabledAt" IS NULL),
             nullif(strpos(lower(g.name), q), 0)
      FROM "Group" g, asked
    ) found
    WHERE at IS NOT NULL
    ORDER BY at > 1, lower(name), id
    LIMIT ${MOST_GRANTEES}`
}
