import 'server-only'
import { record } from '../audit/record'
import { db } from '../db'
import { doom } from '../documents/doom'
import { encodeRejection, type Rejection } from '../documents/rejection'
import type { Prisma } from '../generated/prisma/client'
import { notifyDocuments } from '../live/notify'
import { objectKey } from '../storage/keys'
import { copyObject, headObject, readStart, type ObjectHead } from '../storage/objects'
import { mayOpenInline } from '../storage/presign'
import { sniff, SNIFF_BYTES } from '../storage/sniff'
import { claim, underLease, type Claim } from './lease'

export type Settled =
  | 'ready'
  | 'rejected'
  /** The store does not have it (yet). */
  | 'not-arrived'
  /** Somebody else is settling it, or it was settled, cancelled or unknown before. */
  | 'not-mine'
  /** The bytes changed under the copy, or the claim was lost: whoever comes next starts again. */
  | 'again'

/** Until then a copy of ours may still be written. The store copies gigabytes in seconds; an hour is for sick ones. */
const COPY_MAY_TAKE_MS = 60 * 60_000

/**
 * The only road to READY. Takes an upload whose bytes may have arrived, copies them to a key that nobody was ever given,
 * checks the copy, and moves document, upload and objects on in one transaction. Idempotent, safe to call from any
 * number of places at once, and safe to be killed anywhere.
 * @throws STORE_DOWN, or what the database throws; the upload is then free to be settled again
 */
export async function settle(uploadId: string): Promise<Settled> {
  const upload = await db().upload.findUnique({
    where: { id: uploadId, state: 'ACTIVE' },
    select: { object: { select: { key: true } } },
  })
  if (!upload) return 'not-mine'
  // Looked at before the claim: a look that finds nothing must not keep the notification that comes a moment later out.
  const arrived = await headObject(upload.object.key)
  if (!arrived) return 'not-arrived'
  const held = await claim(uploadId)
  if (!held) return 'not-mine'
  return underLease(held, () => settleClaimed(held, arrived))
}

async function settleClaimed(held: Claim, arrived: ObjectHead): Promise<Settled> {
  await markArrived(held)
  if (BigInt(arrived.size) !== held.declaredSize) {
    return reject(held, { code: 'size', received: arrived.size, declared: Number(held.declaredSize) })
  }
  const target = await db().storedObject.create({
    data: { key: objectKey(), documentId: held.documentId, writableUntil: new Date(Date.now() + COPY_MAY_TAKE_MS) },
    select: { id: true, key: true },
  })
  try {
    const copy = await copyAndCheck(held, arrived, target.key)
    if (copy && (await publish(held, target.id, copy))) return 'ready'
  } catch (error) {
    // The copy is ours alone; the upload stays for the next try. A database that is away dooms it later (doomOrphans).
    await doomUnused(target.id).catch(() => undefined)
    throw error
  }
  await doomUnused(target.id)
  return 'again'
}

/**
 * WRITING is what makes this safe: a commit whose answer was lost made the row LIVE, and a row that is waited for is
 * checked again by its own columns, not by what a subquery saw before.
 */
async function doomUnused(objectId: string): Promise<void> {
  await doom(db(), { id: objectId, state: 'WRITING' })
}

type CheckedCopy = ObjectHead & { contentType: string }

/** Copy first, then look at the copy: a check of the staging key would say nothing about what was copied after it. */
async function copyAndCheck(held: Claim, arrived: ObjectHead, key: string): Promise<CheckedCopy | null> {
  if (!(await copyObject({ ...arrived, key: held.key }, key))) return null
  const copy = await headObject(key)
  if (!copy || BigInt(copy.size) !== held.declaredSize) return null
  const start = copy.size === 0 ? new Uint8Array() : await readStart(key, SNIFF_BYTES)
  return { ...copy, contentType: await sniff(start) }
}

async function markArrived(held: Claim): Promise<void> {
  await db().$transaction(async (tx) => {
    await tx.document.updateMany({
      where: { id: held.documentId, status: 'UPLOADING' },
      data: { status: 'VERIFYING' },
    })
    await tx.upload.updateMany({ where: { id: held.id, arrivedAt: null }, data: { arrivedAt: new Date() } })
    await notifyDocuments(tx, [held.documentId])
  })
}

/** False when the claim was lost, the copy was doomed, or the document is no longer waiting. */
async function publish(held: Claim, targetId: string, copy: CheckedCopy): Promise<boolean> {
  return finish(held, async (tx) => {
    const live = await tx.storedObject.updateMany({
      where: { id: targetId, state: 'WRITING' },
      data: { state: 'LIVE', size: copy.size, etag: copy.etag },
    })
    if (live.count === 0) throw new ClaimLost()
    await tx.document.update({
      where: { id: held.documentId },
      data: {
        status: 'READY',
        objectId: targetId,
        size: copy.size,
        contentType: copy.contentType,
        opensInline: mayOpenInline(copy.contentType),
        rejection: null,
        readyAt: new Date(),
      },
      select: { id: true },
    })
    const details = { bytes: copy.size, contentType: copy.contentType }
    await record(tx, { action: 'document.ready', actor: null, documentId: held.documentId, details })
  })
}

async function reject(held: Claim, rejection: Rejection): Promise<Settled> {
  const done = await finish(held, async (tx) => {
    const reason = encodeRejection(rejection)
    await tx.document.update({
      where: { id: held.documentId },
      data: { status: 'REJECTED', rejection: reason },
      select: { id: true },
    })
    await record(tx, { action: 'document.rejected', actor: null, documentId: held.documentId, details: { reason } })
  })
  return done ? 'rejected' : 'again'
}

/** Ends an upload that never arrived and now never can. */
export async function rejectLate(uploadId: string): Promise<Settled> {
  const held = await claim(uploadId)
  if (!held) return 'not-mine'
  return underLease(held, () => reject(held, { code: 'late' }))
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
      await doom(tx, { id: held.objectId })
      await notifyDocuments(tx, [held.documentId])
    })
    return true
  } catch (error) {
    if (error instanceof ClaimLost) return false
    throw error
  }
}
