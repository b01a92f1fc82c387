import 'server-only'
import type { Principal } from '../auth/principal'
import type { Scope } from '../auth/scopes'
import { db } from '../db'
import { documentsWhere, type Right } from '../documents/access'
import { AppError } from '../errors'
import { writableBy } from '../uploads/own'

type Operation = { path: string; scope: Scope }

/** What somebody has to have in a document to be told again what was done with it. */
const RIGHTS: Record<Scope, Right> = {
  'documents:read': 'see',
  'documents:write': 'replace',
  'shares:read': 'share',
  'shares:write': 'share',
  'audit:read': 'see',
}

/**
 * Asks for the right in what an operation is about, as far as its path says: the document, upload, grant or link that it
 * names, or the document that was made. An answer that was kept must not outlive the right to get it. Throws NOT_FOUND.
 */
export async function assertStill(
  principal: Principal,
  { path, scope }: Operation,
  params: unknown,
  answer: Response,
): Promise<void> {
  const { id = '' } = (params ?? {}) as { id?: string }
  const here = documentsWhere(principal, RIGHTS[scope])
  if (path.startsWith('/documents/{id}')) return found(db().document.count({ where: { AND: [{ id }, here] } }))
  if (path.startsWith('/links/{id}') || path.startsWith('/grants/{id}')) {
    return found(db().capability.count({ where: { id, document: here } }))
  }
  if (path.startsWith('/uploads/{id}')) {
    return found(db().upload.count({ where: { AND: [{ id }, writableBy(principal)] } }))
  }
  const made = /\/documents\/([0-9a-f-]{36})$/.exec(answer.headers.get('location') ?? '')?.[1]
  const seen = documentsWhere(principal, 'see')
  if (made) return found(db().document.count({ where: { AND: [{ id: made }, seen] } }))
}

async function found(counting: Promise<number>): Promise<void> {
  if ((await counting) === 0) throw new AppError('NOT_FOUND')
}
