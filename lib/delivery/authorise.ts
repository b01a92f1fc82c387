import 'server-only'
import { prepared } from '../db'
import { presignOrigin } from '../storage/presign-origin'

const STILL = `
  SELECT o.size::text AS size FROM "LivingUrl" u JOIN "StoredObject" o ON o.id = u."objectId" AND o.state = 'LIVE'
  WHERE u.id = $1 AND u."hasRight" AND u.delivery = 'EDGE' AND o.key = $2`

/** What a ticket names: the row of the ledger, and the object that it was written for. */
export type AskedTicket = { issuedUrlId: string; key: string }

/**
 * Asks the permission rule again whether what was handed out still may be used, and says where the edge finds the bytes:
 * path and query at the store, and their number. Null: not any more, or it never was.
 */
export async function authorise({ issuedUrlId, key }: AskedTicket): Promise<{ origin: string; size: string } | null> {
  const [row] = await prepared<{ size: string }>('authorise', STILL, [issuedUrlId, key])
  return row ? { origin: await presignOrigin(key), size: row.size } : null
}
