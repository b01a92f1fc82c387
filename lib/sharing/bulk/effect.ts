import 'server-only'
import type { Db } from '../../db'
import type { RevocationEffect } from './schema'

const NAMES_SHOWN = 5

/**
 * What a prepared revocation would do. It asks the views of the permission rule what is left without the capabilities
 * that it takes away; a right is never worked out here.
 */
export async function effectOf(tx: Db, revocationId: string): Promise<RevocationEffect> {
  const counts = await countsOf(tx, revocationId)
  const { people, documents, keep, keepNames } = await peopleOf(tx, revocationId)
  const rest = await linksAndUrlsOf(tx, revocationId)
  return { ...counts, people, documents, keep, keepNames, ...rest }
}

async function countsOf(tx: Db, id: string) {
  const [row] = await tx.$queryRaw<Pick<RevocationEffect, 'grants' | 'links' | 'tokens' | 'urls'>[]>`
    SELECT count(*) FILTER (WHERE kind IN ('USER', 'GROUP'))::integer AS grants,
           count(*) FILTER (WHERE kind = 'LINK')::integer AS links,
           count(*) FILTER (WHERE kind = 'AGENT')::integer AS tokens,
           count(*) FILTER (WHERE kind = 'URL')::integer AS urls
    FROM "RevocationItem" WHERE "revocationId" = ${id}::uuid`
  return row!
}

async function peopleOf(tx: Db, id: string) {
  const [row] = await tx.$queryRaw<Pick<RevocationEffect, 'people' | 'documents' | 'keep' | 'keepNames'>[]>`
    WITH taken AS (
      SELECT "wayId" AS id, "documentId" FROM "RevocationItem"
      WHERE "revocationId" = ${id}::uuid AND kind IN ('USER', 'GROUP')
    ), held AS (
      SELECT a."documentId", a."userId", bool_or(taken.id IS NULL) AS keeps
      FROM "DocumentAccess" a
      LEFT JOIN taken ON taken.id = a."capabilityId"
      WHERE a."documentId" IN (SELECT "documentId" FROM taken)
      GROUP BY a."documentId", a."userId"
      HAVING bool_or(taken.id IS NOT NULL)
    )
    SELECT count(DISTINCT "userId") FILTER (WHERE NOT keeps)::integer AS people,
           count(DISTINCT "documentId") FILTER (WHERE NOT keeps)::integer AS documents,
           count(DISTINCT "userId") FILTER (WHERE keeps)::integer AS keep,
           ARRAY(SELECT u.name FROM (SELECT DISTINCT "userId" FROM held WHERE keeps) k JOIN "User" u ON u.id = k."userId"
                 ORDER BY u.name LIMIT ${NAMES_SHOWN}) AS "keepNames"
    FROM held`
  return row!
}

async function linksAndUrlsOf(tx: Db, id: string) {
  const [row] = await tx.$queryRaw<Pick<RevocationEffect, 'linksStopping' | 'urlsKilled'>[]>`
    WITH item AS (
      SELECT "wayId" AS id, "documentId", kind FROM "RevocationItem" WHERE "revocationId" = ${id}::uuid
    ), touched AS (
      SELECT "documentId" AS id FROM item WHERE "documentId" IS NOT NULL
      UNION SELECT i."documentId" FROM item
        JOIN "IssuedUrl" i ON i."agentTokenId" = item.id AND i."expiresAt" > clock_timestamp() WHERE item.kind = 'AGENT'
    ), standing AS MATERIALIZED (
      SELECT a."documentId", a."userId", a.role, a."viewOnly", a."endsAt" FROM "DocumentAccess" a
      WHERE a."documentId" IN (SELECT id FROM touched)
        AND (a."capabilityId" IS NULL OR a."capabilityId" NOT IN (SELECT id FROM item))
    ), silenced AS (
      SELECT s."capabilityId" AS id FROM "LinkStanding" s
      LEFT JOIN standing g ON g."documentId" = s."documentId" AND g."userId" = s."giverId" AND g.role IN ('OWNER', 'EDITOR')
      WHERE s."documentId" IN (SELECT id FROM touched) AND s.state = 'LIVING'
        AND s."capabilityId" NOT IN (SELECT id FROM item) AND g."userId" IS NULL
    ), living AS MATERIALIZED (
      SELECT * FROM "LivingUrl" i WHERE i."documentId" IN (SELECT id FROM touched)
    ), kept AS (
      SELECT i.id FROM living i
      JOIN standing g ON g."documentId" = i."documentId" AND g."userId" = i."userId"
      WHERE (NOT g."viewOnly" OR i.disposition = 'INLINE')
        AND (g."endsAt" IS NULL OR g."endsAt" >= i."expiresAt" - interval '1 second')
    )
    SELECT (SELECT count(*) FROM silenced)::integer AS "linksStopping",
           count(*) FILTER (WHERE NOT i."hasRight" OR i.id IN (SELECT id FROM item)
             OR coalesce(i."agentTokenId" IN (SELECT id FROM item), false) OR CASE
             WHEN i."userId" IS NULL THEN i."capabilityId" IN (SELECT id FROM item UNION ALL SELECT id FROM silenced)
             ELSE i.id NOT IN (SELECT id FROM kept) END)::integer AS "urlsKilled"
    FROM living i`
  return row!
}
