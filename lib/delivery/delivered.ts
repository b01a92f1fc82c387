/** What mint decided and recorded: enough to make one URL, and nothing that the holder could widen. */
export type Minted = {
  issuedUrlId: string
  key: string
  fileName: string
  contentType: string
  inline: boolean
  seconds: number
}

/** A URL that is handed out, when it ends, and who answers it: the bucket itself, our own cache before it, or Amazon's. */
export type DeliveredUrl = { how: 'direct' | 'edge' | 'cloudfront'; url: string; expiresAt: Date }

/** When a URL ends whose life began at `from`. */
export function endOf({ seconds }: Minted, from: Date): Date {
  return new Date(from.getTime() + seconds * 1000)
}
