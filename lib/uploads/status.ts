import 'server-only'
import type { Principal } from '../auth/principal'
import { db } from '../db'
import { rejectionSentence } from '../documents/rejection'
import { AppError } from '../errors'
import type { Prisma } from '../generated/prisma/client'
import type { UploadStrategy } from '../generated/prisma/enums'
import { NOT_YOURS, uploadsOf } from './own'

export type UploadStatus = 'receiving' | 'verifying' | 'done' | 'rejected' | 'cancelled'

const select = {
  id: true,
  state: true,
  strategy: true,
  declaredSize: true,
  replaces: true,
  rejection: true,
  createdAt: true,
  expiresAt: true,
  arrivedAt: true,
  document: { select: { id: true, name: true, status: true, rejection: true } },
} satisfies Prisma.UploadSelect

export type FoundUpload = Prisma.UploadGetPayload<{ select: typeof select }>

/** An upload of the principal's, whatever became of it. Throws NOT_FOUND. */
export async function findUpload(principal: Principal, uploadId: string): Promise<FoundUpload> {
  const found = await db().upload.findFirst({ where: { AND: [{ id: uploadId }, uploadsOf(principal)] }, select })
  if (!found) throw new AppError('NOT_FOUND', NOT_YOURS)
  return found
}

/** Where an upload stands, and why it was rejected, as a sentence. */
export function statusOf({ state, arrivedAt, replaces, rejection, document }: FoundUpload): {
  status: UploadStatus
  rejection: string | null
} {
  if (state === 'ABANDONED') return { status: 'cancelled', rejection: null }
  if (state === 'ACTIVE') return { status: arrivedAt ? 'verifying' : 'receiving', rejection: null }
  // Of a replacement the upload has the reason: its document is READY with the file it had.
  const reason = replaces ? rejection : document.status === 'REJECTED' ? (document.rejection ?? '') : null
  if (reason === null) return { status: 'done', rejection: null }
  return { status: 'rejected', rejection: rejectionSentence(reason) }
}

export type UploadsQuery = {
  strategy?: UploadStrategy | undefined
  status?: 'receiving' | 'verifying' | undefined
  limit: number
  cursor?: string | undefined
}

/**
 * One page of the principal's uploads that are under way, newest first. A person is shown what was begun on the page: an
 * agent goes on with its own itself.
 */
export async function findActive(
  principal: Principal,
  { strategy, status, limit, cursor }: UploadsQuery,
): Promise<{ found: FoundUpload[]; nextCursor: string | null }> {
  const found = await db().upload.findMany({
    where: {
      AND: [
        uploadsOf(principal),
        principal.kind === 'user' ? { agentTokenId: null } : {},
        { state: 'ACTIVE', expiresAt: { gt: new Date() }, document: { deletedAt: null } },
        strategy ? { strategy } : {},
        status ? { arrivedAt: status === 'receiving' ? null : { not: null } } : {},
        cursor ? after(cursor) : {},
      ],
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
    select,
  })
  const page = found.slice(0, limit)
  const last = found.length > limit ? page.at(-1) : undefined
  return { found: page, nextCursor: last ? `${last.createdAt.toISOString()}_${last.id}` : null }
}

const CURSOR = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)_([0-9a-f-]{36})$/

/** It grants nothing: it only says where to go on in one's own list. */
function after(cursor: string): Prisma.UploadWhereInput {
  const [, time = '', id = ''] = CURSOR.exec(cursor) ?? []
  const createdAt = new Date(time)
  if (Number.isNaN(createdAt.getTime()) || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) {
    throw new AppError('BAD_INPUT', 'The list has moved on. Read it again from its beginning.')
  }
  return { OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { lt: id } }] }
}
