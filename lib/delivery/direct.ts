import 'server-only'
import { presignGet } from '../storage/presign'

/** What mint decided and recorded: enough to make one URL, and nothing that the holder could widen. */
export type Minted = {
  issuedUrlId: string
  key: string
  fileName: string
  contentType: string
  inline: boolean
  seconds: number
}

export type DeliveredUrl = { how: 'direct'; url: string; expiresAt: Date }

/**
 * Hands the reader a URL of the bucket itself, signed for the life that the ledger recorded.
 * @param from when that life began, at the latest
 */
export async function deliver(minted: Minted, from: Date): Promise<DeliveredUrl> {
  const url = await presignGet({
    key: minted.key,
    fileName: minted.fileName,
    contentType: minted.contentType,
    disposition: minted.inline ? 'inline' : 'attachment',
    seconds: minted.seconds,
    signedAt: from,
  })
  return { how: 'direct', url, expiresAt: new Date(from.getTime() + minted.seconds * 1000) }
}
