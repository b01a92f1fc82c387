import 'server-only'
import { recordMany } from '../audit/record'
import type { Principal } from '../auth/principal'
import type { Db } from '../db'
import { moveCharges } from '../quotas/move-charges'

type HandOver = { documentIds: readonly string[]; fromId: string; toId: string }

/**
 * Gives documents another owner. What was given goes on; links of the old owner speak for the new one from now on (a link
 * lives only while its giver may share); what the new owner had been given is of no use any more and ends. Call it with
 * the documents' rows locked, and enforce() after the commit.
 * @throws QUOTA_EXCEEDED when they do not fit into the new owner's storage
 */
export async function handOver(tx: Db, actor: Principal, move: HandOver): Promise<void> {
  const { fromId, toId } = move
  const ids = [...move.documentIds]
  await tx.$executeRaw`
    UPDATE "Document" SET "ownerId" = ${toId}::uuid, "updatedAt" = clock_timestamp() WHERE id = ANY(${ids}::uuid[])`
  const ended = await tx.$queryRaw<{ documentId: string; subjectId: string }[]>`
    UPDATE "Capability" SET "revokedAt" = clock_timestamp()
    WHERE "documentId" = ANY(${ids}::uuid[]) AND kind = 'USER' AND "userId" = ${toId}::uuid AND "revokedAt" IS NULL
    RETURNING "documentId", id AS "subjectId"`
  if (ended.length > 0) await recordMany(tx, { action: 'grant.revoked', actor }, ended)
  await tx.$executeRaw`
    UPDATE "Capability" SET "giverId" = ${toId}::uuid
    WHERE "documentId" = ANY(${ids}::uuid[]) AND kind = 'LINK' AND "giverId" = ${fromId}::uuid AND "revokedAt" IS NULL`
  await moveCharges(tx, move)
}
