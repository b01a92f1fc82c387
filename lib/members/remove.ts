import 'server-only'
import { randomUUID } from 'node:crypto'
import { record, recordMany } from '../audit/record'
import { erasePersonal } from '../audit/erase'
import { endLinks } from '../auth/one-time-links'
import type { UserPrincipal } from '../auth/principal'
import { raiseEpoch } from '../auth/sessions'
import type { Db } from '../db'
import { KEPT } from '../documents/access'
import { enforce } from '../documents/enforce'
import { handOver } from '../documents/hand-over'
import { env } from '../env'
import { AppError } from '../errors'
import { Prisma } from '../generated/prisma/client'
import { notifyDocuments, notifyRights } from '../live/notify'
import { inheritedMessage, removedMessage } from '../mail/templates/handed-over'
import { queueMail } from '../mail/queue'
import { mailIsOn } from '../mail/settings'
import { organisationName } from '../organisation/name'
import { administer, assertOthersRemain, lockMember, stateOf } from './administer'
import { endMailings } from './end-mailings'
import { endUploads } from './end-uploads'
import { erasePerson, eraseTokens } from './erase-person'
import type { Removal, Removed } from './remove-schema'
import { documentsWithUrlsOf } from './touched'

/**
 * Removes a person for good: their documents get another owner, everything that was given to them ends, and so do their
 * links into documents of others, their groups and sessions; their name, address and what the audit knows of them beyond
 * ids is erased. URLs that they held are dead when it answers.
 * @throws LAST_ADMIN; NOT_ALLOWED for oneself, and when the administrator would get the documents; CONFLICT without an
 * heir for documents, or one who is not active; QUOTA_EXCEEDED when the documents do not fit into the heir's storage
 */
export async function removeMember(principal: UserPrincipal, { userId, heirId }: Removal): Promise<Removed> {
  const { documents, heir, unsent } = await administer(principal, async (tx, admins) => {
    assertOthersRemain(admins, userId)
    if (userId === principal.userId)
      throw new AppError('NOT_ALLOWED', 'You cannot remove yourself. Ask another administrator.')
    await lockMember(tx, userId)
    const leaver = await personOf(tx, userId)
    const chosen = heirId === null ? null : await requireHeir(tx, principal, userId, heirId)
    await raiseEpoch(tx, userId, null)
    await endLinks(tx, userId)
    await eraseTokens(tx, principal, userId)
    await lockDocumentsOf(tx, userId)
    await endUploads(tx, { userId })
    const documentIds = await documentsOf(tx, userId)
    const heir = documentIds.length > 0 ? chosen : null
    if (documentIds.length > 0) {
      if (!heir) throw new AppError('CONFLICT', 'This person has documents. Choose who gets them.')
      await inherit(tx, principal, { documentIds, fromId: userId, toId: heir.id })
    }
    await leaveGroups(tx, principal, userId)
    await endWays(tx, principal, userId)
    const unsent = await endMailings(tx, principal, userId)
    await erasePerson(tx, userId)
    await erasePersonal(tx, userId)
    const details = { documents: documentIds.length, heir: heir?.id ?? null }
    await record(tx, { action: 'member.removed', actor: principal, subjectId: userId, details })
    await tell(tx, { administrator: principal.name, documents: documentIds.length, leaver, heir })
    return { documents: documentIds.length, heir: heir?.name ?? null, unsent }
  })
  const { urlsKilled } = await enforce({
    documentIds: [...new Set([...(await documentsWithUrlsOf(userId)), ...unsent])],
  })
  return { documents, heir, urlsKilled, told: mailIsOn() }
}

type Person = { id: string; name: string; email: string }
type News = { administrator: string; documents: number; leaver: Person; heir: Person | null }

/** By mail, to the address that is erased with this very change. Without mail the page says to tell them. */
async function tell(tx: Db, { administrator, documents, leaver, heir }: News): Promise<void> {
  if (!mailIsOn()) return
  const { APP_URL } = env()
  const organisation = await organisationName(tx)
  const removed = { organisation, administrator, documents, heir: heir?.name ?? null, host: new URL(APP_URL).host }
  await queueMail(tx, { id: randomUUID(), to: leaver.email, ...(await removedMessage(removed)) })
  if (!heir) return
  const inherited = {
    organisation,
    formerOwner: leaver.name,
    documents,
    administrator,
    documentsUrl: `${APP_URL}/documents`,
  }
  await queueMail(tx, { id: randomUUID(), to: heir.email, ...(await inheritedMessage(inherited)) })
}

function personOf(tx: Db, id: string): Promise<Person> {
  return tx.user.findUniqueOrThrow({ where: { id }, select: { id: true, name: true, email: true } })
}

async function requireHeir(tx: Db, principal: UserPrincipal, userId: string, heirId: string): Promise<Person> {
  if (heirId === principal.userId)
    throw new AppError('NOT_ALLOWED', 'Administrators cannot give themselves the documents of others.')
  const heir = heirId === userId ? null : await lockMember(tx, heirId)
  if (!heir || stateOf(heir) !== 'active')
    throw new AppError('CONFLICT', 'Choose an active member: somebody who has joined and is not disabled.')
  return personOf(tx, heirId)
}

/** All at once, before the storage counters: whoever deletes or rejects one of them locks in this order too. */
async function lockDocumentsOf(tx: Db, userId: string): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 FROM "Document" WHERE ("ownerId" = ${userId}::uuid AND ("deletedAt" IS NULL OR "objectId" IS NOT NULL))
      OR id IN (SELECT "documentId" FROM "Upload" WHERE "uploaderId" = ${userId}::uuid AND state = 'ACTIVE')
    ORDER BY id FOR UPDATE`
}

/** Those in the trash too: they go to the heir's. */
async function documentsOf(tx: Db, userId: string): Promise<string[]> {
  const rows = await tx.document.findMany({ where: { ownerId: userId, ...KEPT }, select: { id: true } })
  return rows.map(({ id }) => id)
}

type Inheritance = { documentIds: readonly string[]; fromId: string; toId: string }

async function inherit(tx: Db, actor: UserPrincipal, move: Inheritance): Promise<void> {
  await handOver(tx, actor, move)
  const details = { from: move.fromId, to: move.toId, keepEditor: false, byAdministrator: true }
  const entries = move.documentIds.map((documentId) => ({ documentId, subjectId: move.toId, details }))
  await recordMany(tx, { action: 'document.transferred', actor }, entries)
  await notifyDocuments(tx, move.documentIds)
  await notifyRights(tx, [move.toId])
}

async function leaveGroups(tx: Db, actor: UserPrincipal, userId: string): Promise<void> {
  const left = await tx.$queryRaw<{ groupId: string }[]>`
    DELETE FROM "GroupMember" WHERE "userId" = ${userId}::uuid RETURNING "groupId"`
  if (left.length === 0) return
  const entries = left.map(({ groupId }) => ({ subjectId: groupId, details: { person: userId } }))
  await recordMany(tx, { action: 'group.member-removed', actor }, entries)
}

/** What was given to them, and links of theirs into documents of others, which nobody could bring back to life. */
async function endWays(tx: Db, actor: UserPrincipal, userId: string): Promise<void> {
  const theirs = Prisma.sql`
    "revokedAt" IS NULL AND ("userId" = ${userId}::uuid OR (kind = 'LINK' AND "giverId" = ${userId}::uuid))`
  // In the order in which everybody locks them, who may be revoking some of these at the moment.
  await tx.$queryRaw`SELECT 1 FROM "Capability" WHERE ${theirs} ORDER BY id FOR UPDATE`
  const ended = await tx.$queryRaw<{ documentId: string; subjectId: string; kind: string }[]>`
    UPDATE "Capability" SET "revokedAt" = clock_timestamp() WHERE ${theirs}
    RETURNING "documentId", id AS "subjectId", kind::text`
  const entries = (links: boolean) =>
    ended
      .filter(({ kind }) => (kind === 'LINK') === links)
      .map(({ documentId, subjectId }) => ({ documentId, subjectId }))
  for (const [action, of] of [['grant.revoked', entries(false)] as const, ['link.revoked', entries(true)] as const])
    if (of.length > 0) await recordMany(tx, { action, actor }, of)
}
