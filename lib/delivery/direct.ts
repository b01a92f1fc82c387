import 'server-only'
import { presignGet } from '../storage/presign'
import { endOf, type DeliveredUrl, type Minted } from './delivered'

/** A URL of the bucket itself, signed for the life that the ledger recorded. */
export async function deliverDirect(minted: Minted, from: Date): Promise<DeliveredUrl> {
  const url = await presignGet({
    key: minted.key,
    fileName: minted.fileName,
    contentType: minted.contentType,
    disposition: minted.inline ? 'inline' : 'attachment',
    seconds: minted.seconds,
    signedAt: from,
  })
  return { how: 'direct', url, expiresAt: endOf(minted, from) }
}
