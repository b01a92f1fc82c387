import 'server-only'
import type { Db } from '../db'
import type { Prisma } from '../generated/prisma/client'

/**
 * Marks objects for deletion at once, those again that were deleted before (a replayed form may have written them).
 * Only the sweeper deletes, only what is doomed, only after this was committed.
 */
export async function doom(db: Db, which: Prisma.StoredObjectWhereInput): Promise<number> {
  const now = new Date()
  const { count } = await db.storedObject.updateMany({
    where: which,
    data: { state: 'DOOMED', doomedAt: now, deleteAt: now, goneAt: null },
  })
  return count
}
