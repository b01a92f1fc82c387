import 'server-only'
import { record } from '../audit/record'
import type { Principal } from '../auth/principal'
import { db } from '../db'
import { AppError } from '../errors'
import { notifyDocuments } from '../live/notify'
import { documentsWhere, lockDocument, type Guard } from './access'
import { rowSelect, toRow } from './row'
import type { DocumentRow } from './schema'
import { sortName } from './sort-name'

/** Gives a document another name. @throws NOT_FOUND when it is not the principal's to rename; what the guard throws */
export async function renameDocument(
  principal: Principal,
  documentId: string,
  name: string,
  guard?: Guard,
): Promise<DocumentRow> {
  return db().$transaction(async (tx) => {
    await lockDocument(tx, documentId)
    await guard?.(tx)
    const renamed = await tx.document.updateMany({
      where: { AND: [{ id: documentId }, documentsWhere(principal, 'rename')] },
      data: { name, sortName: sortName(name) },
    })
    if (renamed.count === 0) throw new AppError('NOT_FOUND')
    await record(tx, { action: 'document.renamed', actor: principal, documentId })
    await notifyDocuments(tx, [documentId])
    const row = await tx.document.findUniqueOrThrow({ where: { id: documentId }, select: rowSelect(principal) })
    return toRow(row)
  })
}
