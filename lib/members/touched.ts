import 'server-only'
import { db } from '../db'

/**
 * The documents into which a person, or a link that they gave, holds a URL that still lives: where rights have to be
 * enforced once theirs have ended. Ask after the commit, or what was minted a moment before is not seen.
 */
export async function documentsWithUrlsOf(userId: string): Promise<string[]> {
  const rows = await db().$queryRaw<{ documentId: string }[]>`
    SELECT DISTINCT i."documentId" FROM "IssuedUrl" i
    LEFT JOIN "Capability" c ON c.id = i."capabilityId" AND c.kind = 'LINK'
    WHERE i."killedAt" IS NULL AND i."expiresAt" > clock_timestamp()
      AND (i."userId" = ${userId}::uuid OR c."giverId" = ${userId}::uuid)`
  return rows.map(({ documentId }) => documentId)
}
