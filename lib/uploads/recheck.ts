import 'server-only'
import { record } from '../audit/record'
import { db } from '../db'
import { lockDocument } from '../documents/access'
import { doom } from '../documents/doom'
import { encodeRejection } from '../documents/rejection'
import { log } from '../log'
import { notifyDocuments } from '../live/notify'
import { uncharge } from '../quotas/charge'
import { headObject } from '../storage/objects'

/** An embedded store writes through within seconds; ten minutes is far beyond what a power cut can take. */
const RECENT_MS = 10 * 60_000

/**
 * After an unclean stop of the store: looks whether what became READY last is still there with its size. What is not is
 * REJECTED with the reason, rather than offered and then missing.
 */
export async function recheckRecent(): Promise<void> {
  // Before the stop, not before now: the machine may have been off for days.
  const { _max } = await db().document.aggregate({ _max: { readyAt: true } })
  if (!_max.readyAt) return
  const recent = await db().document.findMany({
    where: { status: 'READY', objectId: { not: null }, readyAt: { gt: new Date(_max.readyAt.getTime() - RECENT_MS) } },
    select: { id: true, size: true, object: { select: { id: true, key: true } } },
  })
  for (const { id, size, object } of recent) {
    if (!object) continue
    const head = await headObject(object.key)
    if (head && BigInt(head.size) === size) continue
    log().error({ documentId: id }, 'the store lost a document when it was stopped')
    await db().$transaction(async (tx) => {
      const reason = encodeRejection({ code: 'lost' })
      await lockDocument(tx, id)
      const lost = await tx.document.updateMany({
        where: { id, objectId: object.id },
        data: { status: 'REJECTED', rejection: reason, objectId: null },
      })
      // Moved, replaced or deleted since it was looked at.
      if (lost.count === 0) return
      const ended = await tx.upload.updateManyAndReturn({
        where: { documentId: id, state: 'ACTIVE' },
        data: { state: 'ABANDONED', leaseToken: null, leaseUntil: null },
        select: { objectId: true },
      })
      await doom(tx, { id: { in: ended.map(({ objectId }) => objectId) } })
      await uncharge(tx, id)
      await doom(tx, { id: object.id })
      await record(tx, { action: 'document.rejected', actor: null, documentId: id, details: { reason } })
      await notifyDocuments(tx, [id])
    })
  }
}
