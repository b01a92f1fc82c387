import 'server-only'
import { createHash } from 'node:crypto'
import { db } from '../db'
import { log } from '../log'
import { notifyDocuments } from '../live/notify'
import { readWhole } from '../storage/objects'

/** Larger files went up in parts and carry a composite of the parts' checksums, where browser and store can. */
export const LARGEST_DIGESTED = 256 * 1024 ** 2
const A_ROUND = 20

/**
 * Gives documents that came as a whole the SHA-256 of what is served. Runs beside the settling, not in it: nobody waits
 * for it, and a round that is cut off is done again.
 * @returns how many were given one
 */
export async function digestNext(): Promise<number> {
  const waiting = await db().document.findMany({
    where: { status: 'READY', digest: null, size: { lte: LARGEST_DIGESTED }, deletedAt: null },
    orderBy: { readyAt: 'asc' },
    take: A_ROUND,
    select: { id: true, objectId: true, object: { select: { key: true } } },
  })
  let given = 0
  for (const { id, objectId, object } of waiting) {
    if (!object || !objectId) continue
    try {
      const digest = await digestOf(object.key)
      const { count } = await db().document.updateMany({ where: { id, objectId }, data: { digest } })
      if (count > 0) await notifyDocuments(db(), [id])
      given += count
    } catch (error) {
      log().warn({ err: error, documentId: id }, 'a digest could not be computed yet')
    }
  }
  return given
}

/** As Document.digest has it, of all bytes under a key. Throws STORE_DOWN. */
export async function digestOf(key: string): Promise<string> {
  const sum = createHash('sha256')
  for await (const chunk of await readWhole(key)) sum.update(chunk)
  return `sha256:${sum.digest('base64')}`
}
