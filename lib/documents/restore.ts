import 'server-only'
import { record } from '../audit/record'
import type { UserPrincipal } from '../auth/principal'
import { db, type Db } from '../db'
import { AppError } from '../errors'
import { notifyDocuments } from '../live/notify'
import { lockDocument, trashedWhere } from './access'
import { rowSelect, toRow } from './row'
import type { DocumentRow } from './schema'
import type { RestoreEffect } from './trash-schema'

/**
 * Takes a document out of the trash. Grants and links that stand open it again; URLs that were handed out before it was
 * deleted stay dead. @throws NOT_FOUND when it is not in the principal's trash (any more)
 */
export async function restoreDocument(principal: UserPrincipal, documentId: string): Promise<DocumentRow> {
  return db().$transaction(async (tx) => {
    await bringBack(tx, principal, documentId)
    await record(tx, { action: 'document.restored', actor: principal, documentId })
    await notifyDocuments(tx, [documentId])
    return toRow(await tx.document.findUniqueOrThrow({ where: { id: documentId }, select: rowSelect(principal) }))
  })
}

/** Undoes a transaction that has told what was to be known. */
class Undo extends Error {}

/** Who would get it back. It is the restore itself, rolled back: what is counted is the rule's, and no second one. */
export async function previewRestore(principal: UserPrincipal, documentId: string): Promise<RestoreEffect> {
  let effect: RestoreEffect | undefined
  try {
    await db().$transaction(async (tx) => {
      await bringBack(tx, principal, documentId)
      effect = await opening(tx, documentId)
      throw new Undo()
    })
  } catch (error) {
    if (!(error instanceof Undo)) throw error
  }
  return effect!
}

async function bringBack(tx: Db, principal: UserPrincipal, documentId: string): Promise<void> {
  await lockDocument(tx, documentId)
  const { count } = await tx.document.updateMany({
    where: { AND: [{ id: documentId }, trashedWhere(principal)] },
    data: { deletedAt: null },
  })
  if (count === 0) throw new AppError('NOT_FOUND', 'This document is not in Deleted any more.')
}

/** A message with the signed URL itself has lost it for good, so its link is none that comes back. */
async function opening(tx: Db, documentId: string): Promise<RestoreEffect> {
  const [row] = await tx.$queryRaw<RestoreEffect[]>`
    SELECT (SELECT count(DISTINCT a."userId") FROM "DocumentAccess" a
            WHERE a."documentId" = ${documentId}::uuid AND a."capabilityId" IS NOT NULL)::integer AS people,
           (SELECT count(*) FROM "LinkStanding" s
            WHERE s."documentId" = ${documentId}::uuid AND s.state = 'LIVING' AND NOT s."usedUp"
              AND NOT EXISTS (SELECT 1 FROM "MailingLink" l JOIN "MailingRecipient" r ON r.id = l."recipientId"
                              JOIN "Mailing" m ON m.id = r."mailingId"
                              WHERE l."capabilityId" = s."capabilityId" AND m.delivery = 'DIRECT'))::integer AS links`
  return row!
}
