import 'server-only'
import type { Db } from '../db'
import { doom } from '../documents/doom'
import { Prisma } from '../generated/prisma/client'
import { uncharge } from '../quotas/charge'

type Ended = { documentId: string; objectId: string; fresh: boolean }

/** A person, or agents of people. */
type Uploader = { userId: string } | { agentTokenIds: readonly string[] }

/**
 * Ends what somebody is still uploading who may not any more: nobody is left to finish it, and what their signed URLs can
 * still write must not become somebody else's document. What has arrived already goes on and is checked. Call it with the
 * documents locked. Answers which they are.
 */
export async function endUploads(tx: Db, who: Uploader): Promise<string[]> {
  const theirs =
    'userId' in who
      ? Prisma.sql`u."uploaderId" = ${who.userId}::uuid`
      : Prisma.sql`u."agentTokenId" = ANY(${[...who.agentTokenIds]}::uuid[])`
  const ended = await tx.$queryRaw<Ended[]>`
    UPDATE "Upload" u SET state = 'ABANDONED', "leaseToken" = NULL, "leaseUntil" = NULL
    FROM "Document" d
    WHERE d.id = u."documentId" AND ${theirs} AND u.state = 'ACTIVE' AND u."arrivedAt" IS NULL
    RETURNING u."documentId", u."objectId", d."objectId" IS NULL AS fresh`
  const fresh = ended.filter((one) => one.fresh).map(({ documentId }) => documentId)
  await tx.document.updateMany({ where: { id: { in: fresh } }, data: { deletedAt: new Date() } })
  // A document that was to get another file keeps the one it has, and what that counts.
  for (const { documentId, fresh } of ended)
    await uncharge(tx, documentId, fresh ? 0 : await servedSize(tx, documentId))
  await doom(tx, { id: { in: ended.map(({ objectId }) => objectId) } })
  return ended.map(({ documentId }) => documentId)
}

async function servedSize(tx: Db, documentId: string): Promise<bigint> {
  const { size } = await tx.document.findUniqueOrThrow({ where: { id: documentId }, select: { size: true } })
  return size
}
