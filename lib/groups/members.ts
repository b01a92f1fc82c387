import 'server-only'
import { record, recordMany } from '../audit/record'
import type { UserPrincipal } from '../auth/principal'
import type { Db } from '../db'
import { KEPT } from '../documents/access'
import { enforce } from '../documents/enforce'
import { AppError } from '../errors'
import { notifyDocuments, notifyRights } from '../live/notify'
import { administer, lockMember } from '../members/administer'
import { lockGroup } from './change'

/** What ending ways in did to URLs that were handed out under them. */
export type UrlsEnded = { urlsKilled: number; urlsPending: number }

/**
 * Lets a person into what the group was given. Doing it twice is no error.
 * @throws NOT_FOUND; NOT_ALLOWED for administrators themselves, where it would open documents of others to them
 */
export function addToGroup(principal: UserPrincipal, groupId: string, userId: string): Promise<null> {
  return administer(principal, async (tx) => {
    await lockMember(tx, userId)
    await lockGroup(tx, groupId)
    if (userId === principal.userId) await assertOpensNothing(tx, groupId, userId)
    const { count } = await tx.groupMember.createMany({ data: [{ groupId, userId }], skipDuplicates: true })
    if (count === 0) return null
    const details = { person: userId }
    await record(tx, { action: 'group.member-added', actor: principal, subjectId: groupId, details })
    await notifyRights(tx, [userId])
    return null
  })
}

/**
 * Who manages members must not be able to read by it, nor by what its owner will restore. The group is locked: nothing is
 * given to it meanwhile.
 */
async function assertOpensNothing(tx: Db, groupId: string, userId: string): Promise<void> {
  const given = await tx.capability.count({
    where: { groupId, revokedAt: null, document: { ownerId: { not: userId }, ...KEPT } },
  })
  if (given > 0)
    throw new AppError(
      'NOT_ALLOWED',
      'Documents of others are shared with this group, so you cannot add yourself. Ask another administrator.',
    )
}

/**
 * Takes a person out of a group, and with it every URL that they hold by it alone. Doing it twice is no error. Throws
 * NOT_FOUND.
 */
export async function removeFromGroup(principal: UserPrincipal, groupId: string, userId: string): Promise<UrlsEnded> {
  const documentIds = await administer(principal, async (tx) => {
    await lockGroup(tx, groupId)
    const { count } = await tx.groupMember.deleteMany({ where: { groupId, userId } })
    if (count === 0) return []
    const details = { person: userId }
    await record(tx, { action: 'group.member-removed', actor: principal, subjectId: groupId, details })
    await notifyRights(tx, [userId])
    return documentsOf(tx, groupId)
  })
  return ended(documentIds)
}

/** Deletes a group with everything that was given to it. Throws NOT_FOUND. */
export async function deleteGroup(principal: UserPrincipal, groupId: string): Promise<UrlsEnded> {
  const documentIds = await administer(principal, async (tx) => {
    const { name } = await lockGroup(tx, groupId)
    const documents = await documentsOf(tx, groupId)
    const members = await tx.groupMember.findMany({ where: { groupId }, select: { userId: true } })
    // In the order in which mint and revoke lock them.
    await tx.groupMember.deleteMany({ where: { groupId } })
    await tx.$queryRaw`SELECT 1 FROM "Capability" WHERE "groupId" = ${groupId}::uuid ORDER BY id FOR UPDATE`
    const grants = await tx.$queryRaw<{ documentId: string; subjectId: string }[]>`
      DELETE FROM "Capability" WHERE "groupId" = ${groupId}::uuid
      RETURNING "documentId", CASE WHEN "revokedAt" IS NULL THEN id END AS "subjectId"`
    await tx.group.delete({ where: { id: groupId }, select: { id: true } })
    const standing = grants.filter(({ subjectId }) => subjectId !== null)
    if (standing.length > 0) await recordMany(tx, { action: 'grant.revoked', actor: principal }, standing)
    const details = { name, documents: documents.length, people: members.length }
    await record(tx, { action: 'group.deleted', actor: principal, subjectId: groupId, details })
    await notifyRights(
      tx,
      members.map(({ userId }) => userId),
    )
    await notifyDocuments(tx, documents)
    return documents
  })
  return ended(documentIds)
}

async function documentsOf(tx: Db, groupId: string): Promise<string[]> {
  const rows = await tx.capability.findMany({
    where: { groupId, revokedAt: null },
    select: { documentId: true },
    distinct: ['documentId'],
  })
  return rows.map(({ documentId }) => documentId)
}

/** Links of who was an editor by the group end with it too; they lead into the same documents. */
async function ended(documentIds: readonly string[]): Promise<UrlsEnded> {
  if (documentIds.length === 0) return { urlsKilled: 0, urlsPending: 0 }
  const { urlsKilled, urlsPending, urlsEnding } = await enforce({ documentIds })
  return { urlsKilled, urlsPending: urlsPending + urlsEnding }
}
