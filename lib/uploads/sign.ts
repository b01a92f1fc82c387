import 'server-only'
import type { Principal } from '../auth/principal'
import { db } from '../db'
import { AppError } from '../errors'
import { recordAndSign } from './plan'
import type { UploadPlan } from './schema'

/**
 * Signs an upload (again): when its file's turn has come, or when the store refused a form that had run out. Only the
 * person who began it, only while it is active; key, size and type come from the row.
 * @throws NOT_FOUND for anybody else's, CONFLICT once it has ended
 */
export async function signUpload(principal: Principal, uploadId: string): Promise<UploadPlan> {
  const upload = await db().upload.findFirst({
    where: { id: uploadId, uploaderId: principal.userId, document: { deletedAt: null } },
    select: {
      id: true,
      objectId: true,
      state: true,
      declaredSize: true,
      declaredType: true,
      object: { select: { key: true } },
    },
  })
  if (!upload) throw new AppError('NOT_FOUND', 'There is no such upload, or it is not yours.')
  if (upload.state !== 'ACTIVE') throw new AppError('CONFLICT', 'This upload has ended. Upload the file again.')
  return recordAndSign({
    id: upload.id,
    objectId: upload.objectId,
    key: upload.object.key,
    size: Number(upload.declaredSize),
    type: upload.declaredType,
  })
}
