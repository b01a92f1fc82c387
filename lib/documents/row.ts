import 'server-only'
import type { Principal } from '../auth/principal'
import type { Prisma } from '../generated/prisma/client'
import type { AccessRole, DocumentStatus } from '../generated/prisma/enums'
import { mayWith } from './access'
import { rejectionSentence } from './rejection'
import type { DocumentRow, DocumentStatusWord, NewFile } from './schema'

const WORDS = {
  UPLOADING: 'Uploading',
  VERIFYING: 'Verifying',
  READY: 'Ready',
  REJECTED: 'Rejected',
} as const satisfies Record<DocumentStatus, DocumentStatusWord>

/** The words of /api/v1. */
export const STATUS_OF = {
  uploading: 'UPLOADING',
  verifying: 'VERIFYING',
  ready: 'READY',
  rejected: 'REJECTED',
} as const satisfies Record<string, DocumentStatus>

/** How a replacement ended is news, and no more than that: the row itself says what the document is. */
const NEWS_MS = 7 * 24 * 3_600_000

const BEST_FIRST = ['OWNER', 'EDITOR', 'VIEWER'] as const satisfies readonly AccessRole[]

/** What a row of a list needs, and with which rights its reader has it. */
export const rowSelect = (principal: Principal) =>
  ({
    id: true,
    name: true,
    size: true,
    createdAt: true,
    status: true,
    rejection: true,
    contentType: true,
    digest: true,
    scan: true,
    opensInline: true,
    readyAt: true,
    owner: { select: { id: true, name: true } },
    access: { where: { userId: principal.userId }, select: { userId: true, role: true, viewOnly: true } },
    uploads: {
      where: {
        replaces: true,
        OR: [{ state: 'ACTIVE' }, { createdAt: { gt: new Date(Date.now() - NEWS_MS) } }],
      },
      orderBy: { createdAt: 'desc' },
      take: 1,
      select: { id: true, uploaderId: true, state: true, arrivedAt: true, rejection: true },
    },
  }) satisfies Prisma.DocumentSelect

export type FoundDocument = Prisma.DocumentGetPayload<{ select: ReturnType<typeof rowSelect> }>

export function toRow(document: FoundDocument): DocumentRow {
  const may = mayWith(document.access)
  const roles = new Set(document.access.map(({ role }) => role))
  return {
    id: document.id,
    name: document.name,
    size: Number(document.size),
    owner: document.owner,
    createdAt: document.createdAt.toISOString(),
    status: WORDS[document.status],
    contentType: document.contentType,
    digest: document.digest,
    scan: document.scan === 'clean' || document.scan === 'too-large' ? document.scan : null,
    rejection: document.rejection && rejectionSentence(document.rejection),
    newFile: may.replace && document.status === 'READY' ? newFileOf(document) : null,
    role: BEST_FIRST.find((role) => roles.has(role)) ?? 'VIEWER',
    may: {
      ...may,
      open: document.opensInline && document.status === 'READY',
      download: may.download && document.status === 'READY',
    },
  }
}

function newFileOf({ uploads: [upload], access }: FoundDocument): NewFile | null {
  if (!upload) return null
  const { id: uploadId, state, arrivedAt, rejection } = upload
  if (state === 'ACTIVE') {
    const mayCancel = access.some(({ role, userId }) => role === 'OWNER' || userId === upload.uploaderId)
    return { uploadId, status: arrivedAt ? 'Verifying' : 'Uploading', rejection: null, mayCancel }
  }
  const over = { uploadId, rejection: rejection && rejectionSentence(rejection), mayCancel: false }
  if (state === 'ABANDONED') return { ...over, status: 'Cancelled' }
  return { ...over, status: rejection === null ? 'Replaced' : 'Rejected' }
}
