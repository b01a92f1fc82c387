import 'server-only'
import { record } from '../audit/record'
import type { Principal } from '../auth/principal'
import { db, type Db } from '../db'
import { documentsWhere, lockDocument } from '../documents/access'
import { doom } from '../documents/doom'
import { AppError } from '../errors'
import { sweep } from '../documents/sweep'
import { log } from '../log'
import { notifyDocuments } from '../live/notify'
import { uncharge } from '../quotas/charge'
import { NOT_YOURS, uploadsOf } from './own'

/**
 * Cancels an upload: its document leaves the list, or keeps the file it has where the upload was to replace it, and what
 * has arrived is doomed. An upload that has ended stays as it ended (a cancel may come a moment too late).
 * @throws NOT_FOUND when it is neither the principal's nor a new file for a document of theirs
 */
export async function abandonUpload(principal: Principal, uploadId: string): Promise<void> {
  const upload = await db().upload.findUnique({
    where: { id: uploadId },
    select: { documentId: true, objectId: true },
  })
  if (!upload) throw new AppError('NOT_FOUND', NOT_YOURS)
  const { documentId, objectId } = upload

  await db().$transaction(async (tx) => {
    await lockDocument(tx, documentId)
    await requireMine(tx, principal, uploadId)
    const ended = await tx.upload.updateMany({
      where: { id: uploadId, state: 'ACTIVE' },
      data: { state: 'ABANDONED', leaseToken: null, leaseUntil: null },
    })
    if (ended.count === 0) return
    const { objectId: served, size } = await tx.document.findUniqueOrThrow({
      where: { id: documentId },
      select: { objectId: true, size: true },
    })
    if (served === null) {
      await tx.document.update({ where: { id: documentId }, data: { deletedAt: new Date() }, select: { id: true } })
    }
    await uncharge(tx, documentId, served === null ? 0 : size)
    await doom(tx, { id: objectId })
    await record(tx, { action: 'upload.abandoned', actor: principal, documentId })
    await notifyDocuments(tx, [documentId])
  })
  await sweep({ documentId }).catch((error: unknown) => log().warn({ err: error, documentId }, 'deletion is delayed'))
}

/** Its owner calls off what an editor sends for a document, so that nobody is kept from replacing it by a closed laptop. */
async function requireMine(tx: Db, principal: Principal, uploadId: string): Promise<void> {
  const document = documentsWhere(principal, 'administer')
  const mine = await tx.upload.count({
    where: { id: uploadId, OR: [uploadsOf(principal), { replaces: true, document }] },
  })
  if (mine === 0) throw new AppError('NOT_FOUND', NOT_YOURS)
}
