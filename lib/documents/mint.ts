import 'server-only'
import { seal } from '../audit/record'
import type { Principal } from '../auth/principal'
import { db } from '../db'
import { deliver, type DeliveredUrl, type Minted } from '../delivery/direct'
import { env } from '../env'
import { AppError } from '../errors'

/**
 * Authorises, records and signs one URL for reading. Authorising and recording are one SQL statement (the function
 * mint of the migrations); only what it committed is signed.
 * @throws NOT_FOUND when the document is absent, not ready, or not the principal's to read in this way
 */
export async function mint(
  principal: Principal,
  documentId: string,
  want: { disposition: 'attachment' | 'inline' } = { disposition: 'attachment' },
): Promise<DeliveredUrl> {
  const personal = seal(principal.client)
  const [minted] = await db().$queryRaw<Minted[]>`
    SELECT * FROM mint(
      ${principal.userId}::uuid, ${principal.sessionId}::uuid, ${documentId}::uuid, ${want.disposition === 'inline'},
      ${env().DOWNLOAD_URL_TTL}::integer, 'DIRECT'::"DeliveryKind", ${personal.hash}, ${JSON.stringify(personal.data)}::jsonb
    )`
  if (!minted) throw new AppError('NOT_FOUND')
  return deliver(minted)
}
