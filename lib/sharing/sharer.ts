import 'server-only'
import { reaches, type Principal } from '../auth/principal'
import type { Db } from '../db'
import { documentsWhere } from '../documents/access'
import { AppError } from '../errors'

/** A person who may share a document, and whether anything of it may be given (its owner) or viewing alone (an editor). */
export type Sharer = { documentId: string; documentName: string; ownerId: string; isOwner: boolean }

/** @throws NOT_FOUND when the document is not the principal's to share */
export async function sharerOf(db: Db, principal: Principal, documentId: string): Promise<Sharer> {
  const document = await db.document.findFirst({
    where: { AND: [{ id: documentId }, documentsWhere(principal, 'share')] },
    select: { name: true, ownerId: true },
  })
  if (!document) throw new AppError('NOT_FOUND')
  const { name, ownerId } = document
  return { documentId, documentName: name, ownerId, isOwner: ownerId === principal.userId }
}

/**
 * Who may see the ways into a document: who may share it, and an administrator, who sees nothing else of it.
 * @throws NOT_FOUND
 */
export async function overseerOf(db: Db, principal: Principal, documentId: string): Promise<Sharer> {
  if (principal.role !== 'ADMIN' || !reaches(principal, documentId)) return sharerOf(db, principal, documentId)
  const document = await db.document.findFirst({
    where: { id: documentId, deletedAt: null },
    select: { name: true, ownerId: true },
  })
  if (!document) throw new AppError('NOT_FOUND')
  const { name, ownerId } = document
  return { documentId, documentName: name, ownerId, isOwner: ownerId === principal.userId }
}
