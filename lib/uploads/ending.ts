import 'server-only'
import { record } from '../audit/record'
import { db } from '../db'
import { doom } from '../documents/doom'
import { encodeRejection, type Rejection } from '../documents/rejection'
import type { Prisma } from '../generated/prisma/client'
import { notifyDocuments } from '../live/notify'
import { uncharge } from '../quotas/charge'
import { mayOpenInline } from '../storage/presign'
import type { Checked } from './frozen'
import type { Claim } from './lease'

/** Makes the document READY. False when the claim was lost, the object was doomed, or the document waits no longer. */
export async function publish(held: Claim, object: Checked): Promise<boolean> {
  return finish(held, async (tx) => {
    const live = await tx.storedObject.updateMany({
      where: { id: object.objectId, state: 'WRITING' },
      data: { state: 'LIVE', size: object.size, etag: object.etag, multipartId: null },
    })
    if (live.count === 0) throw new ClaimLost()
    await tx.document.update({
      where: { id: held.documentId },
      data: {
        status: 'READY',
        objectId: object.objectId,
        size: object.size,
        digest: object.digest,
        scan: object.scan,
        contentType: object.contentType,
        opensInline: mayOpenInline(object.contentType),
        rejection: null,
        readyAt: new Date(),
      },
      select: { id: true },
    })
    // What the browser wrote, where that is not what is served.
    if (object.objectId !== held.objectId) await doom(tx, { id: held.objectId })
    const details = { bytes: object.size, contentType: object.contentType }
    await record(tx, { action: 'document.ready', actor: null, documentId: held.documentId, details })
  })
}

/** Makes the document REJECTED with its reason. False as publish(). */
export async function reject(held: Claim, rejection: Rejection): Promise<boolean> {
  return finish(held, async (tx) => {
    const reason = encodeRejection(rejection)
    await tx.document.update({
      where: { id: held.documentId },
      data: { status: 'REJECTED', rejection: reason },
      select: { id: true },
    })
    await uncharge(tx, held.documentId)
    await doom(tx, { id: held.objectId })
    await record(tx, { action: 'document.rejected', actor: null, documentId: held.documentId, details: { reason } })
  })
}

class ClaimLost extends Error {
  override readonly name = 'ClaimLost'
}

/** The last transaction of every upload, fenced by the claim's token: a claim that was lost changes nothing. */
async function finish(held: Claim, change: (tx: Prisma.TransactionClient) => Promise<void>): Promise<boolean> {
  try {
    await db().$transaction(async (tx) => {
      // The document first, as everywhere, so that a deletion and a settle cannot wait for each other.
      const waiting = await tx.$queryRaw<unknown[]>`
        SELECT 1 FROM "Document" WHERE id = ${held.documentId}::uuid AND "deletedAt" IS NULL
          AND status IN ('UPLOADING', 'VERIFYING') FOR UPDATE`
      const ended = await tx.upload.updateMany({
        where: { id: held.id, leaseToken: held.token, state: 'ACTIVE' },
        data: { state: 'DONE', leaseToken: null, leaseUntil: null },
      })
      if (waiting.length === 0 || ended.count === 0) throw new ClaimLost()
      await change(tx)
      await notifyDocuments(tx, [held.documentId])
    })
    return true
  } catch (error) {
    if (error instanceof ClaimLost) return false
    throw error
  }
}
