import 'server-only'
import { recordMany, type AuditEntry } from '../audit/record'
import type { UserPrincipal } from '../auth/principal'
import type { Db } from '../db'
import { enforce, type Enforced } from '../documents/enforce'
import { sweep } from '../documents/sweep'
import { Prisma } from '../generated/prisma/client'
import { notifyDocuments } from '../live/notify'
import { log } from '../log'
import { endUploads } from '../members/end-uploads'
import { tellRevoked } from './tell'

/** What ending tokens leaves to be done after the commit, by finishEnding(). */
export type TokensEnded = {
  /** Those that this very call revoked. */
  taken: string[]
  /** Into which the tokens hold URLs that still live: they are to be enforced. */
  documentIds: string[]
  /** Whose uploads ended with the tokens. */
  uploadsOf: string[]
}

/** Who ends them, for the audit: a person, or somebody who proved their mailbox and has no session. */
type By = Pick<AuditEntry, 'actor' | 'actorId' | 'client'>

const NOTHING_ENDED: TokensEnded = { taken: [], documentIds: [], uploadsOf: [] }

/**
 * Ends those of the tokens that the principal may end: their own, for an administrator everybody's. From the commit on
 * nothing speaks by them, and what they were uploading has ended. It locks in the order that everybody keeps (User,
 * AgentToken, Document): call it before anything that locks documents, and finishEnding() after the commit.
 * @returns also how many of these tokens are the principal's to end, those that had ended before too
 */
export async function endAgentTokens(
  tx: Db,
  principal: UserPrincipal,
  ids: readonly string[],
): Promise<TokensEnded & { found: number }> {
  const everything = await isAdministrator(tx, principal)
  const mine = Prisma.sql`(${everything} OR "userId" = ${principal.userId}::uuid)`
  const found = await lockTokens(tx, Prisma.sql`id = ANY(${[...ids]}::uuid[]) AND ${mine}`)
  const ended = await end(tx, { actor: principal }, found)
  await tellRevoked(tx, principal, ended.taken)
  return { ...ended, found: found.length }
}

/** Ends all tokens of a person. */
export async function endTokensOf(tx: Db, by: By, userId: string): Promise<TokensEnded> {
  return end(tx, by, await lockTokens(tx, Prisma.sql`"userId" = ${userId}::uuid AND "revokedAt" IS NULL`))
}

/** After the commit: kills the URLs that the tokens were handed out, and the parts that they could still write. */
export async function finishEnding({ documentIds, uploadsOf }: TokensEnded): Promise<Enforced> {
  for (const documentId of uploadsOf)
    await sweep({ documentId }).catch((error: unknown) => log().warn({ err: error, documentId }, 'deletion is delayed'))
  return enforce({ documentIds })
}

async function isAdministrator(tx: Db, { userId }: UserPrincipal): Promise<boolean> {
  const rows = await tx.$queryRaw<{ admin: boolean }[]>`
    SELECT role = 'ADMIN' AND "disabledAt" IS NULL AS admin FROM "User" WHERE id = ${userId}::uuid FOR SHARE`
  return rows[0]?.admin ?? false
}

/** Whoever mints or begins an upload by a token holds its row FOR SHARE: each is either seen afterwards or sees the end. */
async function lockTokens(tx: Db, which: Prisma.Sql): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM "AgentToken" WHERE ${which} ORDER BY id FOR UPDATE`
  return rows.map(({ id }) => id)
}

async function end(tx: Db, by: By, ids: readonly string[]): Promise<TokensEnded> {
  if (ids.length === 0) return NOTHING_ENDED
  const revoked = await tx.agentToken.updateManyAndReturn({
    where: { id: { in: [...ids] }, revokedAt: null },
    data: { revokedAt: new Date() },
    select: { id: true, userId: true },
  })
  const who = by.actor?.userId ?? by.actorId
  const entries = revoked.map(({ id, userId }) => ({
    subjectId: id,
    details: { person: userId === who ? null : userId },
  }))
  if (entries.length > 0) await recordMany(tx, { action: 'agent-token.revoked', ...by }, entries)
  return {
    taken: revoked.map(({ id }) => id),
    documentIds: await documentsWithUrlsOf(tx, ids),
    uploadsOf: await endUploadsOf(tx, by, ids),
  }
}

async function endUploadsOf(tx: Db, by: By, agentTokenIds: readonly string[]): Promise<string[]> {
  await tx.$queryRaw`
    SELECT 1 FROM "Document" WHERE id IN
      (SELECT "documentId" FROM "Upload" WHERE "agentTokenId" = ANY(${[...agentTokenIds]}::uuid[]) AND state = 'ACTIVE')
    ORDER BY id FOR UPDATE`
  const documentIds = await endUploads(tx, { agentTokenIds })
  if (documentIds.length === 0) return []
  const entries = documentIds.map((documentId) => ({ documentId }))
  await recordMany(tx, { action: 'upload.abandoned', ...by }, entries)
  await notifyDocuments(tx, documentIds)
  return documentIds
}

async function documentsWithUrlsOf(tx: Db, agentTokenIds: readonly string[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ documentId: string }[]>`
    SELECT DISTINCT "documentId" FROM "IssuedUrl"
    WHERE "agentTokenId" = ANY(${[...agentTokenIds]}::uuid[]) AND "killedAt" IS NULL AND "expiresAt" > clock_timestamp()`
  return rows.map(({ documentId }) => documentId)
}
