import 'server-only'
import { record } from '../audit/record'
import type { Principal } from '../auth/principal'
import { db, type Db } from '../db'
import { AppError } from '../errors'
import { faultPoint } from '../fault-point'
import { log } from '../log'
import { notifyDocuments } from '../live/notify'
import { uncharge } from '../quotas/charge'
import { documentsWhere, lockDocument, type Guard } from './access'
import { doom } from './doom'
import { enforce } from './enforce'
import type { Deleted } from './schema'
import { sweep } from './sweep'

/**
 * Deletes a document: no new URL from the commit on, and those that were handed out before are dead when it answers, or
 * counted as pending. One that is Ready waits in the trash (TRASH_DAYS) with its bytes, under a key that no living URL
 * names: where there is one, enforce() moves the object. Anything else goes for good. Uploads in flight are abandoned, and
 * copies that were made for messages go. @throws NOT_FOUND when it is not the principal's to delete; what the guard throws
 */
export async function deleteDocument(principal: Principal, documentId: string, guard?: Guard): Promise<Deleted> {
  const { trashed, urls } = await db().$transaction(async (tx) => {
    await lockDocument(tx, documentId)
    await guard?.(tx)
    const trashed = await putAway(tx, principal, documentId)
    const urls = await endUrls(tx, documentId)
    await record(tx, { action: 'document.deleted', actor: principal, documentId, details: { urls } })
    await notifyDocuments(tx, [documentId])
    return { trashed, urls }
  })
  await faultPoint('delete.committed')
  // The rows are committed: what the store does not do now, the recurring jobs do as soon as it is back.
  await sweep({ documentId }).catch((error: unknown) => log().warn({ err: error, documentId }, 'deletion is delayed'))
  const urlsPending = await killUrls(documentId).catch((error: unknown) => {
    log().warn({ err: error, documentId }, 'URLs of a deleted document could not be killed yet')
    return urls
  })
  return { trashed, urlsPending }
}

async function putAway(tx: Db, principal: Principal, documentId: string): Promise<boolean> {
  const document = await tx.document.findFirst({
    where: { AND: [{ id: documentId }, documentsWhere(principal, 'delete')] },
    select: { status: true, size: true },
  })
  if (!document) throw new AppError('NOT_FOUND')
  const trashed = document.status === 'READY'
  await tx.document.update({
    where: { id: documentId },
    // A move that is under way loses its copy below; the next one need not wait for its lease.
    data: { deletedAt: new Date(), rekeyingUntil: null },
    select: { id: true },
  })
  await tx.upload.updateMany({
    where: { documentId, state: 'ACTIVE' },
    data: { state: 'ABANDONED', leaseToken: null, leaseUntil: null },
  })
  // In the trash it goes on counting: its bytes are there.
  await uncharge(tx, documentId, trashed ? document.size : 0)
  await doom(tx, { documentId, state: { not: 'GONE' }, servedBy: null })
  return trashed
}

/** Takes each URL back by itself, so that a restored document does not give it its right again. */
async function endUrls(tx: Db, documentId: string): Promise<number> {
  const now = new Date()
  const { count } = await tx.issuedUrl.updateMany({
    where: { documentId, killedAt: null, revokedAt: null, expiresAt: { gt: now } },
    data: { revokedAt: now },
  })
  return count
}

async function killUrls(documentId: string): Promise<number> {
  const { urlsPending, urlsEnding } = await enforce({ documentIds: [documentId] })
  return urlsPending + urlsEnding
}
