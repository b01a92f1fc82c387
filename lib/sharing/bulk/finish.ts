import 'server-only'
import { db } from '../../db'

/** What was taken away is counted in the rows themselves, so that it is right whatever was killed on the way. */
export async function finishRevocation(id: string): Promise<void> {
  await db().$transaction(async (tx) => {
    await tx.$executeRaw`
      UPDATE "Revocation" r SET "finishedAt" = clock_timestamp(), client = NULL,
        grants = taken.grants, links = taken.links, tokens = taken.tokens, urls = taken.urls,
        "urlsPending" = taken.pending, "urlsEnding" = taken.ending
      FROM (
        SELECT count(*) FILTER (WHERE c.kind <> 'LINK' AND c."revokedAt" >= own."createdAt")::integer AS grants,
               count(*) FILTER (WHERE c.kind = 'LINK' AND c."revokedAt" >= own."createdAt")::integer AS links,
               count(*) FILTER (WHERE t."revokedAt" >= own."createdAt")::integer AS tokens,
               count(*) FILTER (WHERE u."revokedAt" >= own."createdAt")::integer AS urls,
               coalesce(max(dead.pending), 0)::integer AS pending, coalesce(max(dead.ending), 0)::integer AS ending
        FROM "RevocationItem" item
        JOIN "Revocation" own ON own.id = item."revocationId"
        LEFT JOIN "Capability" c ON c.id = item."wayId" AND item.kind IN ('USER', 'GROUP', 'LINK')
        LEFT JOIN "AgentToken" t ON t.id = item."wayId" AND item.kind = 'AGENT'
        LEFT JOIN "IssuedUrl" u ON u.id = item."wayId" AND item.kind = 'URL'
        CROSS JOIN (
          SELECT count(*) FILTER (WHERE l.delivery <> 'CLOUDFRONT') AS pending,
                 count(*) FILTER (WHERE l.delivery = 'CLOUDFRONT') AS ending
          FROM "LivingUrl" l WHERE NOT l."hasRight" AND (
            l."documentId" IN (SELECT "documentId" FROM "RevocationItem" WHERE "revocationId" = ${id}::uuid)
            OR l."agentTokenId" IN (SELECT "wayId" FROM "RevocationItem" WHERE "revocationId" = ${id}::uuid))
        ) dead
        WHERE item."revocationId" = ${id}::uuid
      ) taken
      WHERE r.id = ${id}::uuid AND r."finishedAt" IS NULL`
    await tx.revocationItem.deleteMany({ where: { revocationId: id } })
  })
}
