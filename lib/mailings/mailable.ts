import 'server-only'
import type { Principal } from '../auth/principal'
import type { Db } from '../db'
import { documentsWhere } from '../documents/access'
import { AppError } from '../errors'

export type Mailable = { id: string; name: string; size: number; contentType: string; ready: boolean }

/** The documents in the order in which they were named. @throws NOT_FOUND unless all are the principal's to share */
export async function mailable(tx: Db, principal: Principal, documentIds: readonly string[]): Promise<Mailable[]> {
  const found = await tx.document.findMany({
    where: { AND: [{ id: { in: [...documentIds] } }, documentsWhere(principal, 'share')] },
    select: { id: true, name: true, size: true, contentType: true, status: true },
  })
  return documentIds.map((id) => {
    const document = found.find((one) => one.id === id)
    if (!document) throw new AppError('NOT_FOUND')
    const { name, size, contentType, status } = document
    return { id, name, size: Number(size), contentType: contentType ?? '', ready: status === 'READY' }
  })
}

/** Throws CONFLICT, which names the first that cannot be opened yet. */
export function assertReady(documents: readonly Mailable[]): void {
  const waiting = documents.find(({ ready }) => !ready)
  if (waiting) throw new AppError('CONFLICT', `“${waiting.name}” is not Ready. Send it when it is, or leave it out.`)
}

/**
 * Waits for whoever is changing the documents, and keeps such changes out until the transaction ends. Downloads go on: what
 * is being sent to a thousand takes seconds to write, and takes no right away.
 */
export async function holdDocuments(tx: Db, documentIds: readonly string[]): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "Document" WHERE id = ANY(${[...documentIds]}::uuid[]) ORDER BY id FOR SHARE`
}

/** Locks the documents in the order of their ids, as everybody does, before the rule is asked. */
export async function lockDocuments(tx: Db, documentIds: readonly string[]): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "Document" WHERE id = ANY(${[...documentIds]}::uuid[]) ORDER BY id FOR UPDATE`
}
