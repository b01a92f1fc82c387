import 'server-only'
import type { Principal } from '../auth/principal'
import { db } from '../db'
import { documentsWhere } from '../documents/access'
import { AppError } from '../errors'
import type { Signable } from './plan'

/**
 * An upload that its own person may still write. Everything that is signed comes from this row; clients give ids only.
 * @throws NOT_FOUND for anybody else's, CONFLICT once it has ended
 */
export async function ownActiveUpload(principal: Principal, uploadId: string): Promise<Signable> {
  const upload = await db().upload.findFirst({
    where: {
      id: uploadId,
      uploaderId: principal.userId,
      document: { deletedAt: null },
      OR: [{ replaces: false }, { document: documentsWhere(principal, 'replace') }],
    },
    select: {
      id: true,
      objectId: true,
      state: true,
      strategy: true,
      declaredSize: true,
      declaredType: true,
      partSize: true,
      checksums: true,
      object: { select: { key: true, multipartId: true } },
    },
  })
  if (!upload) throw new AppError('NOT_FOUND', 'There is no such upload, or it is not yours.')
  if (upload.state !== 'ACTIVE') throw new AppError('CONFLICT', 'This upload has ended. Upload the file again.')
  const { object, declaredSize, declaredType, state: _, ...rest } = upload
  return { ...rest, ...object, size: Number(declaredSize), type: declaredType }
}
