import 'server-only'
import type { Db } from '../db'
import { documentsWhere, lockDocument, type Right } from './access'

type Who = {
  userId: string
  documentId: string
  /** Where an agent began it: the token has to stand as well. */
  agentTokenId: string | null
}

/**
 * Locks a document for a change that a person's right has to outlast, and the rows that give this right, in the order in
 * which mint locks them: whoever takes the right away has either done so before this looks, or waits until the change is
 * made. For changes that come later than the request that asked for them.
 */
export async function lockWithRight(tx: Db, { userId, documentId, agentTokenId }: Who): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "User" WHERE id = ${userId}::uuid FOR SHARE`
  if (agentTokenId) await tx.$queryRaw`SELECT 1 FROM "AgentToken" WHERE id = ${agentTokenId}::uuid FOR SHARE`
  await lockDocument(tx, documentId)
  await tx.$queryRaw`SELECT 1 FROM "GroupMember" WHERE "userId" = ${userId}::uuid ORDER BY "groupId" FOR SHARE`
  await tx.$queryRaw`
    SELECT 1 FROM "Capability" WHERE "documentId" = ${documentId}::uuid
      AND ("userId" = ${userId}::uuid
           OR "groupId" IN (SELECT "groupId" FROM "GroupMember" WHERE "userId" = ${userId}::uuid))
    ORDER BY id FOR SHARE`
}

/** Whether the person, or the agent in the person's name, has the right now. */
export async function holdsRight(db: Db, { userId, documentId, agentTokenId }: Who, right: Right): Promise<boolean> {
  const asker = agentTokenId ? ({ kind: 'agent', tokenId: agentTokenId } as const) : { userId }
  const found = await db.document.count({ where: { AND: [{ id: documentId }, documentsWhere(asker, right)] } })
  return found > 0
}
