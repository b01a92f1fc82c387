import 'server-only'
import type { Principal } from '../auth/principal'
import { db } from '../db'
import { AppError } from '../errors'
import { settle } from './settle'

/**
 * The client says that its last byte went out. The store is asked, not believed: settle() looks for itself, and the
 * reconciler would find it too.
 * @returns whether all of it had arrived
 * @throws NOT_FOUND when the upload is not the principal's
 */
export async function finishUpload(principal: Principal, uploadId: string): Promise<{ arrived: boolean }> {
  const own = await db().upload.count({ where: { id: uploadId, uploaderId: principal.userId } })
  if (own === 0) throw new AppError('NOT_FOUND', 'There is no such upload, or it is not yours.')
  const settled = await settle(uploadId)
  return { arrived: settled !== 'not-arrived' && settled !== 'again' }
}
