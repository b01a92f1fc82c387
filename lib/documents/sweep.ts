import 'server-only'
import { db } from '../db'
import { purgeEdge } from '../delivery/purge'
import type { UploadStrategy } from '../generated/prisma/enums'
import { log } from '../log'
import { OBJECT_PREFIX } from '../storage/keys'
import { abortMultiparts } from '../storage/multipart'
import { deleteObject } from '../storage/objects'
import { doom } from './doom'

const SWEEP_BATCH = 200

/** A form that was opened in its policy's last second may still be on its way for a while. */
const AFTER_LAST_WRITE_MS = 5 * 60_000

/** An object that cannot be deleted is left for a while, so that it does not stand in the way of the others. */
const AGAIN_MS = 30_000
/** So many in a row, and it is the store that is sick. */
const FAILURES_ENOUGH = 3

/**
 * Deletes what is doomed. A key that somebody may still write is deleted now and once more when nobody can: only then
 * is it GONE. Safe to run on several instances and to be killed anywhere, since deleting twice is deleting once.
 * @returns how many objects were deleted
 */
export async function sweep(which: { documentId?: string } = {}): Promise<number> {
  const due = await db().storedObject.findMany({
    // What is served is never doomed; asking again costs nothing, and a mistake here would cost a document.
    where: { ...which, state: 'DOOMED', deleteAt: { lte: new Date() }, servedBy: null },
    orderBy: { deleteAt: 'asc' },
    take: SWEEP_BATCH,
    select: { id: true, key: true, size: true, writableUntil: true, upload: { select: { strategy: true } } },
  })
  let [deleted, failures] = [0, 0]
  for (const object of due) {
    if (failures >= FAILURES_ENOUGH) break
    if (await remove(object)) [deleted, failures] = [deleted + 1, 0]
    else failures += 1
  }
  return deleted
}

type Due = {
  id: string
  key: string
  size: bigint | null
  writableUntil: Date
  upload: { strategy: UploadStrategy } | null
}

/** Parts of a person's, or of a copy of ours that was interrupted before its object was measured. */
const mayHaveParts = ({ upload, size }: Due) => (upload ? upload.strategy === 'MULTIPART' : size === null)

async function remove(object: Due): Promise<boolean> {
  const row = { id: object.id, state: 'DOOMED' as const }
  try {
    if (mayHaveParts(object)) await abortMultiparts(object.key)
    await deleteObject(object.key)
    if (object.key.startsWith(OBJECT_PREFIX)) purgeEdge([object])
  } catch (error) {
    log().warn({ err: error, objectId: object.id }, 'an object could not be deleted yet')
    await db().storedObject.updateMany({ where: row, data: { deleteAt: new Date(Date.now() + AGAIN_MS) } })
    return false
  }
  const again = new Date(object.writableUntil.getTime() + AFTER_LAST_WRITE_MS)
  const finished = again <= new Date()
  await db().storedObject.updateMany({
    where: row,
    data: { goneAt: new Date(), ...(finished ? { state: 'GONE', deleteAt: null } : { deleteAt: again }) },
  })
  return true
}

/**
 * Dooms keys that were to be written by a process that died: nobody can write them any more and nothing points to them.
 * The staging key of an active upload is not among them; the reconciler ends that upload first.
 */
export async function doomOrphans(): Promise<number> {
  const count = await doom(db(), {
    state: 'WRITING',
    writableUntil: { lt: new Date(Date.now() - AFTER_LAST_WRITE_MS) },
    servedBy: null,
    OR: [{ upload: null }, { upload: { state: { not: 'ACTIVE' } } }],
  })
  if (count > 0) log().warn({ count }, 'objects of interrupted copies were doomed')
  return count
}
