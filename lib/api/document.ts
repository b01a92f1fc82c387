import 'server-only'
import type { Principal } from '../auth/principal'
import type { Scope } from '../auth/scopes'
import { db, type Db } from '../db'
import { documentsWhere } from '../documents/access'
import { rowSelect, toRow, type FoundDocument } from '../documents/row'
import type { NewFile } from '../documents/schema'
import { AppError } from '../errors'
import type { ApiDocument } from './document-schema'

const NEW_FILE = {
  Uploading: 'receiving',
  Verifying: 'verifying',
  Replaced: 'done',
  Rejected: 'rejected',
  Cancelled: 'cancelled',
} as const satisfies Record<NewFile['status'], string>

const STATUS = { Uploading: 'uploading', Verifying: 'verifying', Ready: 'ready', Rejected: 'rejected' } as const
const ROLE = { OWNER: 'owner', EDITOR: 'editor', VIEWER: 'viewer' } as const

/** A document that the principal may see, as /api/v1 answers it. Throws NOT_FOUND. */
export async function readDocument(principal: Principal, documentId: string, from: Db = db()): Promise<ApiDocument> {
  const found = await from.document.findFirst({
    where: { AND: [{ id: documentId }, documentsWhere(principal, 'see')] },
    select: rowSelect(principal),
  })
  if (!found) throw new AppError('NOT_FOUND')
  return toDocument(principal, found)
}

export function toDocument(principal: Principal, found: FoundDocument): ApiDocument {
  const row = toRow(found)
  const allows = (scope: Scope) => principal.kind === 'user' || principal.scopes.includes(scope)
  const [read, write, share] = [allows('documents:read'), allows('documents:write'), allows('shares:write')]
  return {
    id: row.id,
    name: row.name,
    size: row.size,
    status: STATUS[row.status],
    rejection: row.rejection,
    contentType: row.contentType,
    digest: row.digest,
    scan: row.scan,
    owner: row.owner,
    role: ROLE[row.role],
    may: {
      download: row.may.download && read,
      preview: row.may.open && read,
      rename: row.may.rename && write,
      replace: row.may.replace && write,
      share: row.may.share && share,
      delete: row.may.delete && write,
    },
    newFile: row.newFile && {
      uploadId: row.newFile.uploadId,
      status: NEW_FILE[row.newFile.status],
      rejection: row.newFile.rejection,
    },
    createdAt: row.createdAt,
    readyAt: found.readyAt?.toISOString() ?? null,
  }
}

/** Whether its status stays as it is until somebody brings another file. */
export const isFinal = ({ status }: ApiDocument) => status === 'ready' || status === 'rejected'
