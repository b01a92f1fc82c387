import 'server-only'
import type { z } from 'zod'
import { record } from '../audit/record'
import { holdAgent } from '../auth/hold-agent'
import type { Principal } from '../auth/principal'
import { db, type Db } from '../db'
import { documentsWhere, lockDocument, type Guard } from '../documents/access'
import { AppError } from '../errors'
import { notifyDocuments } from '../live/notify'
import { charge } from '../quotas/charge'
import { storeVerifiesChecksums } from '../storage/checksums'
import { signPlan } from './plan'
import { refuseDigest, refuseTooLarge, signableOf, uploadRows } from './rows'
import type { BegunUpload, replaceFileInput } from './schema'

const OWNERS_IS_FULL =
  'The storage of the document’s owner is full. Until a new file is there, the old one counts as well. Ask the owner to make room, or an administrator for more.'

/**
 * Begins to bring a new file for a document that is READY. It goes on being served with the file it has until the new one
 * was checked, and keeps it if the new one is not taken in. The new bytes count in the owner's storage from now on.
 * @throws NOT_FOUND when the file is not the principal's to replace; CONFLICT while the document is not READY, or while
 *   another new file is on its way; TOO_LARGE; QUOTA_EXCEEDED; what the guard throws
 */
export async function replaceFile(
  principal: Principal,
  { documentId, file, checksums: wanted }: z.output<typeof replaceFileInput>,
  guard?: Guard,
): Promise<BegunUpload> {
  refuseTooLarge(file)
  refuseDigest(file)
  const checksums = wanted && (await storeVerifiesChecksums())
  const { object, upload } = uploadRows(principal, documentId, file, { startsNow: true, checksums })
  await db().$transaction(async (tx) => {
    await holdAgent(tx, principal)
    await lockDocument(tx, documentId)
    await guard?.(tx)
    const { ownerId } = await replaceable(tx, principal, documentId)
    await charge(tx, ownerId, file.size, ownerId === principal.userId ? undefined : OWNERS_IS_FULL)
    await tx.document.update({
      where: { id: documentId },
      data: { chargedBytes: { increment: file.size } },
      select: { id: true },
    })
    await tx.storedObject.create({ data: object, select: { id: true } })
    await tx.upload.create({ data: { ...upload, replaces: true }, select: { id: true } })
    const details = { bytes: file.size }
    await record(tx, { action: 'document.replacement-begun', actor: principal, documentId, details })
    await notifyDocuments(tx, [documentId])
  })
  return { documentId, uploadId: upload.id, plan: await signPlan(signableOf({ object, upload })) }
}

async function replaceable(tx: Db, principal: Principal, documentId: string): Promise<{ ownerId: string }> {
  const document = await tx.document.findFirst({
    where: { AND: [{ id: documentId }, documentsWhere(principal, 'replace')] },
    select: { ownerId: true, status: true, uploads: { where: { state: 'ACTIVE' }, take: 1, select: { id: true } } },
  })
  if (!document) throw new AppError('NOT_FOUND')
  if (document.status !== 'READY') {
    throw new AppError(
      'CONFLICT',
      'This document has no file yet that could be replaced. Upload the file as a new one.',
    )
  }
  if (document.uploads.length > 0) {
    throw new AppError(
      'CONFLICT',
      'A new file for this document is on its way already. Wait for it, or cancel it first.',
    )
  }
  return document
}
