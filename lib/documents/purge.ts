import 'server-only'
import { record } from '../audit/record'
import type { UserPrincipal } from '../auth/principal'
import { db } from '../db'
import { AppError } from '../errors'
import { faultPoint } from '../fault-point'
import type { Prisma } from '../generated/prisma/client'
import { log } from '../log'
import { notifyDocuments } from '../live/notify'
import { uncharge } from '../quotas/charge'
import { lockDocument, TRASHED, trashedWhere } from './access'
import { doom } from './doom'
import { TRASH_DAYS } from './limits'
import { sweep } from './sweep'
import { TRASH_MS } from './trash'

/** Deletes a document for good that is in the principal's trash. @throws NOT_FOUND when it is not (any more) */
export async function purgeDocument(principal: UserPrincipal, documentId: string): Promise<void> {
  const purged = await purge(documentId, { actor: principal, where: trashedWhere(principal) })
  if (!purged) throw new AppError('NOT_FOUND', 'This document is not in Deleted any more.')
  await sweep({ documentId }).catch((error: unknown) => log().warn({ err: error, documentId }, 'deletion is delayed'))
}

const A_ROUND = 100

/**
 * Deletes for good what has been in the trash for TRASH_DAYS. The sweeper deletes the bytes. Safe to run on several
 * instances and to be killed anywhere. @returns how many documents are gone by this call
 */
export async function purgeExpired(): Promise<number> {
  let gone = 0
  for (;;) {
    const where = { ...TRASHED, deletedAt: { lte: new Date(Date.now() - TRASH_MS) } }
    const due = await db().document.findMany({
      where,
      orderBy: [{ deletedAt: 'asc' }, { id: 'asc' }],
      take: A_ROUND,
      select: { id: true },
    })
    for (const { id } of due) if (await purge(id, { actor: null, where })) gone += 1
    if (due.length < A_ROUND) break
  }
  if (gone > 0) log().info({ gone }, 'deleted documents are gone for good')
  return gone
}

type Purge = { actor: UserPrincipal | null; where: Prisma.DocumentWhereInput }

async function purge(documentId: string, { actor, where }: Purge): Promise<boolean> {
  const purged = await db().$transaction(async (tx) => {
    await lockDocument(tx, documentId)
    const { count } = await tx.document.updateMany({
      where: { AND: [{ id: documentId }, where] },
      data: { objectId: null, rekeyingUntil: null },
    })
    if (count === 0) return false
    await uncharge(tx, documentId)
    await doom(tx, { documentId, state: { not: 'GONE' } })
    await tx.issuedUrl.updateMany({
      where: { documentId, killedAt: null, expiresAt: { gt: new Date() } },
      data: { killedAt: new Date() },
    })
    const details = actor ? {} : { days: TRASH_DAYS }
    await record(tx, { action: 'document.purged', actor, documentId, details })
    await notifyDocuments(tx, [documentId])
    return true
  })
  if (purged) await faultPoint('purge.committed')
  return purged
}
