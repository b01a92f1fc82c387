import 'server-only'
import { db } from '../db'
import { doom } from '../documents/doom'
import { sweep } from '../documents/sweep'
import { log } from '../log'
import { scans } from '../scan/scan'
import { isOwnKey, isStagingKey } from '../storage/keys'
import { settle, type Settled } from './settle'

/**
 * What a notification sets off. The event is a hint: settle() looks for itself. Keys that are not ours, keys of our own
 * copies and uploads that have ended are no work; bytes that a replayed form brought after the end are doomed again.
 * @throws what settle() throws, so that the store is asked to say it again
 */
export async function arrive(key: string): Promise<Settled | 'ignored'> {
  if (!isOwnKey(key)) return 'ignored'
  const object = await db().storedObject.findUnique({
    where: { key },
    select: { id: true, documentId: true, upload: { select: { id: true, state: true } } },
  })
  if (!object?.upload) return 'ignored'
  if (object.upload.state === 'ACTIVE') return settleWith(object.upload.id, object.documentId)
  // The joined object of a settled upload is announced as well, and is the one that is served.
  if (isStagingKey(key)) await doom(db(), { id: object.id })
  return 'ignored'
}

/** The staging copy is deleted as soon as the document is READY; a failure there is the sweeper's to repeat. */
async function settleWith(uploadId: string, documentId: string | null): Promise<Settled | 'ignored'> {
  const settling = settleAndSweep(uploadId, documentId)
  if (!scans()) return settling
  // A scan takes longer than a store waits for its answer. The rows are there, so whatever becomes of this try, the
  // reconciler brings it to its end.
  settling.catch((error: unknown) => log().warn({ err: error, uploadId }, 'an upload could not be settled yet'))
  return 'ignored'
}

async function settleAndSweep(uploadId: string, documentId: string | null): Promise<Settled> {
  const settled = await settle(uploadId)
  if (documentId && (settled === 'ready' || settled === 'rejected')) await sweep({ documentId }).catch(() => 0)
  return settled
}
