import 'server-only'
import type { Principal } from '../auth/principal'
import type { Prisma } from '../generated/prisma/client'
import type { DocumentStatus } from '../generated/prisma/enums'
import { mayWith } from './access'
import { rejectionSentence } from './rejection'
import type { DocumentRow, DocumentStatusWord } from './schema'

const WORDS = {
  UPLOADING: 'Uploading',
  VERIFYING: 'Verifying',
  READY: 'Ready',
  REJECTED: 'Rejected',
} as const satisfies Record<DocumentStatus, DocumentStatusWord>

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
    owner: { select: { id: true, name: true } },
    access: { where: { userId: principal.userId }, select: { role: true, viewOnly: true } },
  }) satisfies Prisma.DocumentSelect

type Selected = Prisma.DocumentGetPayload<{ select: ReturnType<typeof rowSelect> }>

export function toRow(document: Selected): DocumentRow {
  const may = mayWith(document.access)
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
    may: { ...may, download: may.download && document.status === 'READY' },
  }
}
