import 'server-only'
import type { Principal } from '../auth/principal'
import { db } from '../db'
import { rejectionSentence } from '../documents/rejection'
import { AppError } from '../errors'
import { NOT_YOURS, uploadsOf } from './own'
import type { Finished } from './schema'
import { settle } from './settle'

const CANCELLED = 'This upload was cancelled. Upload the file again.'

/**
 * The client says that its last byte went out, or asks what became of an upload that is no longer signed. The store is
 * asked, not believed: settle() looks for itself, and the reconciler would find it too.
 * @throws NOT_FOUND when the upload is not the principal's
 */
export async function finishUpload(principal: Principal, uploadId: string): Promise<Finished> {
  const own = await db().upload.count({ where: { AND: [{ id: uploadId }, uploadsOf(principal)] } })
  if (own === 0) throw new AppError('NOT_FOUND', NOT_YOURS)
  const settled = await settle(uploadId)
  if (settled === 'ready') return { arrived: true }
  if (settled === 'not-arrived' || settled === 'again') return { arrived: false, reason: null }
  return whatBecameOf(uploadId)
}

/** Of an upload that somebody else settles or has settled, or that was rejected just now. */
async function whatBecameOf(uploadId: string): Promise<Finished> {
  const { state, replaces, rejection, document } = await db().upload.findUniqueOrThrow({
    where: { id: uploadId },
    select: { state: true, replaces: true, rejection: true, document: { select: { status: true, rejection: true } } },
  })
  if (state === 'ABANDONED') return { arrived: false, reason: CANCELLED }
  // Still active: whoever settles it now found all of it in the store.
  if (state === 'ACTIVE') return { arrived: true }
  // A document whose new file was not taken in is READY with the one it has.
  if (replaces) return rejection === null ? { arrived: true } : { arrived: false, reason: rejectionSentence(rejection) }
  if (document.status !== 'REJECTED') return { arrived: true }
  return { arrived: false, reason: rejectionSentence(document.rejection ?? '') }
}
