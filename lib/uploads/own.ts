import 'server-only'
import type { Principal } from '../auth/principal'
import { db } from '../db'
import { documentsWhere } from '../documents/access'
import { AppError } from '../errors'
import type { Prisma } from '../generated/prisma/client'
import type { Signable } from './plan'

export const NOT_YOURS = 'There is no such upload, or it is not yours.'

/**
 * Whose an upload is, as a filter: a person's are all that they or their agents began; an agent's are those that this very
 * token began, while it reaches their documents.
 */
export function uploadsOf(principal: Principal): Prisma.UploadWhereInput {
  const { userId } = principal
  if (principal.kind === 'user') return { uploaderId: userId }
  return { uploaderId: userId, agentTokenId: principal.tokenId, document: documentsWhere(principal, 'see') }
}

/** Those of them that may still be written as far as rights go. */
export function writableBy(principal: Principal): Prisma.UploadWhereInput {
  const mayReplace = { OR: [{ replaces: false }, { document: documentsWhere(principal, 'replace') }] }
  return { AND: [uploadsOf(principal), mayReplace, { document: { deletedAt: null } }] }
}

/**
 * An upload that its own person may still write. Everything that is signed comes from this row; clients give ids only.
 * @throws NOT_FOUND for anybody else's, CONFLICT once it has ended
 */
export async function ownActiveUpload(principal: Principal, uploadId: string): Promise<Signable> {
  const upload = await db().upload.findFirst({
    where: { AND: [{ id: uploadId }, writableBy(principal)] },
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
  if (!upload) throw new AppError('NOT_FOUND', NOT_YOURS)
  if (upload.state !== 'ACTIVE') throw new AppError('CONFLICT', 'This upload has ended. Upload the file again.')
  const { object, declaredSize, declaredType, state: _, ...rest } = upload
  return { ...rest, ...object, size: Number(declaredSize), type: declaredType }
}
