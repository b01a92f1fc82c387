import 'server-only'
import { db } from '../../db'

/** What was taken away is counted in the rows themselves, so that it is right whatever was killed on the way. */
export async function finishRevocation(id: string): Promise<void> {
  await db().$transaction(async (tx) => {
    await tx.$executeRaw`
      UPDATE "Revocation" r SET "finishedAt" = clock_timestamp(), client = NULL,
        grants = taken.grants, links = taken.links, urls = taken.urls, "urlsPending" = taken.pending
      FROM (
        SELECT count(*) FILTER (WHERE c.kind <> 'LINK' AND c."revokedAt" >= own."createdAt")::integer AS grants,
               count(*) FILTER (WHERE c.kind = 'LINK' AND c."revokedAt" >= own."createdAt")::integer AS links,
               count(*) FILTER (WHERE u."revokedAt" >= own."createdAt")::integer AS urls,
               (SELECT count(*) FROM "LivingUrl" l WHERE NOT l."hasRight" AND l."documentId" IN
                 (SELECT "documentId" FROM "RevocationItem" WHERE "revocationId" = ${id}::uuid))::integer AS pending
        FROM "RevocationItem" item
        JOIN "Revocation" own ON own.id = item."revocationId"
        LEFT JOIN "Capability" c ON c.id = item."wayId" AND item.kind <> 'URL'
        LEFT JOIN "IssuedUrl" u ON u.id = item."wayId" AND item.kind = 'URL'
        WHERE item."revocationId" = ${id}::uuid
      ) taken
      WHERE r.id = ${id}::uuid AND r."finishedAt" IS NULL`
    await tx.revocationItem.deleteMany({ where: { revocationId: id } })
  })
}
