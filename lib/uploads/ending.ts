import 'server-only'
import { record } from '../audit/record'
import { db } from '../db'
import { doom } from '../documents/doom'
import { lockWithRight } from '../documents/hold-right'
import { encodeRejection, type Rejection } from '../documents/rejection'
import type { Prisma } from '../generated/prisma/client'
import { notifyDocuments } from '../live/notify'
import { uncharge } from '../quotas/charge'
import { mayOpenInline } from '../storage/served-as'
import type { Checked } from './frozen'
import type { Claim } from './lease'

type Tx = Prisma.TransactionClient

/** Makes the document READY. False when the claim was lost, the object was doomed, or the document waits no longer. */
export async function publish(held: Claim, object: Checked): Promise<boolean> {
  const done = await finish(held, async (tx) => {
    await serve(tx, held, object)
    const details = { bytes: object.size, contentType: object.contentType }
    await record(tx, { action: 'document.ready', actor: null, documentId: held.documentId, details })
    return true
  })
  return done ?? false
}

/** From the commit on the document is this object. */
export async function serve(tx: Tx, held: Claim, object: Checked): Promise<void> {
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
      // A re-key of the object before this one finds that it has moved on; nobody need wait for that.
      rekeyingUntil: null,
    },
    select: { id: true },
  })
  // What the browser wrote, where that is not what is served.
  if (object.objectId !== held.objectId) await doom(tx, { id: held.objectId })
}

/** Makes the document REJECTED with its reason; one that has a file keeps it, and the upload has the reason. False as publish(). */
export async function reject(held: Claim, rejection: Rejection): Promise<boolean> {
  const done = await finish(held, async (tx) => {
    await refuse(tx, held, rejection)
    return true
  })
  return done ?? false
}

/** The part of reject() that is inside its transaction. */
export async function refuse(tx: Tx, held: Claim, rejection: Rejection): Promise<void> {
  const { documentId } = held
  const reason = encodeRejection(rejection)
  if (held.replaces) {
    await tx.upload.update({ where: { id: held.id }, data: { rejection: reason }, select: { id: true } })
    const { size } = await tx.document.findUniqueOrThrow({ where: { id: documentId }, select: { size: true } })
    await uncharge(tx, documentId, size)
  } else {
    const data = { status: 'REJECTED', rejection: reason } as const
    await tx.document.update({ where: { id: documentId }, data, select: { id: true } })
    await uncharge(tx, documentId)
  }
  await doom(tx, { id: held.objectId })
  const action = held.replaces ? 'document.replacement-rejected' : 'document.rejected'
  await record(tx, { action, actor: null, documentId, details: { reason } })
}

class ClaimLost extends Error {
  override readonly name = 'ClaimLost'
}

/**
 * The last transaction of every upload, fenced by the claim's token: a claim that was lost changes nothing.
 * @returns what `change` answers; null when the claim was lost or the document is not what the upload is for any more
 */
export async function finish<T>(held: Claim, change: (tx: Tx) => Promise<T>): Promise<T | null> {
  try {
    return await db().$transaction(async (tx) => {
      const waiting = await lockWaiting(tx, held)
      const ended = await tx.upload.updateMany({
        where: { id: held.id, leaseToken: held.token, state: 'ACTIVE' },
        data: { state: 'DONE', leaseToken: null, leaseUntil: null },
      })
      if (!waiting || ended.count === 0) throw new ClaimLost()
      const answer = await change(tx)
      await notifyDocuments(tx, [held.documentId])
      return answer
    })
  } catch (error) {
    if (error instanceof ClaimLost) return null
    throw error
  }
}

/** The document before its upload, as everywhere, so that a deletion and a settle cannot wait for each other. */
async function lockWaiting(tx: Tx, { documentId, uploaderId, agentTokenId, replaces }: Claim): Promise<boolean> {
  if (replaces) await lockWithRight(tx, { documentId, userId: uploaderId, agentTokenId })
  const waiting = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM "Document" WHERE id = ${documentId}::uuid AND "deletedAt" IS NULL
      AND CASE WHEN ${replaces} THEN status = 'READY' ELSE status IN ('UPLOADING', 'VERIFYING') END FOR UPDATE`
  return waiting.length > 0
}
