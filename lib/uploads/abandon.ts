import 'server-only'
import { record } from '../audit/record'
import type { Principal } from '../auth/principal'
import { db } from '../db'
import { doom } from '../documents/doom'
import { AppError } from '../errors'
import { sweep } from '../documents/sweep'
import { log } from '../log'
import { notifyDocuments } from '../live/notify'
import { uncharge } from '../quotas/charge'

/**
 * Cancels an upload: its document leaves the list and what has arrived is doomed. An upload that has ended stays as it
 * ended (a cancel may come a moment too late).
 * @throws NOT_FOUND when it is not the principal's
 */
export async function abandonUpload(principal: Principal, uploadId: string): Promise<void> {
  const upload = await db().upload.findFirst({
    where: { id: uploadId, uploaderId: principal.userId },
    select: { documentId: true, objectId: true },
  })
  if (!upload) throw new AppError('NOT_FOUND', 'There is no such upload, or it is not yours.')
  const { documentId, objectId } = upload

  await db().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM "Document" WHERE id = ${documentId}::uuid FOR UPDATE`
    const ended = await tx.upload.updateMany({
      where: { id: uploadId, state: 'ACTIVE' },
      data: { state: 'ABANDONED', leaseToken: null, leaseUntil: null },
    })
    if (ended.count === 0) return
    await tx.document.updateMany({ where: { id: documentId, objectId: null }, data: { deletedAt: new Date() } })
    await uncharge(tx, documentId)
    await doom(tx, { id: objectId })
    await record(tx, { action: 'upload.abandoned', actor: principal, documentId })
    await notifyDocuments(tx, [documentId])
  })
  await sweep({ documentId }).catch((error: unknown) => log().warn({ err: error, documentId }, 'deletion is delayed'))
}
