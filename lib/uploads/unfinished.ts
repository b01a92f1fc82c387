import 'server-only'
import type { Principal } from '../auth/principal'
import { db } from '../db'
import type { UnfinishedUpload } from './schema'

/** As many as a tray can offer; whoever has more unfinished uploads than this has another problem. */
const MOST = 200

/** The principal's uploads in parts that can be gone on with, newest first. */
export async function listUnfinished(principal: Principal): Promise<UnfinishedUpload[]> {
  const uploads = await db().upload.findMany({
    where: {
      uploaderId: principal.userId,
      state: 'ACTIVE',
      strategy: 'MULTIPART',
      arrivedAt: null,
      expiresAt: { gt: new Date() },
      document: { deletedAt: null },
    },
    orderBy: { createdAt: 'desc' },
    take: MOST,
    select: {
      id: true,
      createdAt: true,
      declaredSize: true,
      replaces: true,
      document: { select: { id: true, name: true } },
    },
  })
  return uploads.map(({ id, createdAt, declaredSize, replaces, document }) => ({
    uploadId: id,
    documentId: document.id,
    name: document.name,
    size: Number(declaredSize),
    startedAt: createdAt.toISOString(),
    replaces,
  }))
}
