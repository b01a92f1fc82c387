import 'server-only'
import { record } from '../audit/record'
import type { Principal } from '../auth/principal'
import { db } from '../db'
import { AppError } from '../errors'
import { faultPoint } from '../fault-point'
import { log } from '../log'
import { notifyDocuments } from '../live/notify'
import { uncharge } from '../quotas/charge'
import { documentsWhere, lockDocument } from './access'
import { doom } from './doom'
import { sweep } from './sweep'

/**
 * Deletes a document: no new URL from the commit on, and the object goes at once, so URLs that were handed out before
 * die with it. Uploads in flight are abandoned. @throws NOT_FOUND when it is not the principal's to delete
 */
export async function deleteDocument(principal: Principal, documentId: string): Promise<void> {
  await db().$transaction(async (tx) => {
    await lockDocument(tx, documentId)
    const deleted = await tx.document.updateMany({
      where: { AND: [{ id: documentId }, documentsWhere(principal, 'delete')] },
      data: { deletedAt: new Date(), objectId: null },
    })
    if (deleted.count === 0) throw new AppError('NOT_FOUND')
    await tx.upload.updateMany({
      where: { documentId, state: 'ACTIVE' },
      data: { state: 'ABANDONED', leaseToken: null, leaseUntil: null },
    })
    await uncharge(tx, documentId)
    await doom(tx, { documentId, state: { not: 'GONE' } })
    const killed = await tx.issuedUrl.updateMany({
      where: { documentId, killedAt: null, expiresAt: { gt: new Date() } },
      data: { killedAt: new Date() },
    })
    await record(tx, { action: 'document.deleted', actor: principal, documentId, details: { urls: killed.count } })
    await notifyDocuments(tx, [documentId])
  })
  await faultPoint('delete.committed')
  // The rows are committed: if the store is away now, the sweeper deletes as soon as it is back.
  await sweep({ documentId }).catch((error: unknown) => log().warn({ err: error, documentId }, 'deletion is delayed'))
}
