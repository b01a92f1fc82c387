/** SigV4 (AWS, “Authenticating requests: query parameters”): X-Amz-Expires is at most seven days. */
const A_WEEK = 604_800

type Credentials = { S3_SESSION_TOKEN?: string | undefined; S3_CREDENTIALS_END?: string | undefined }

/**
 * Seconds for which a URL that is signed now can hold. Temporary credentials take their signatures along when they end,
 * whatever a URL says; of such without a known end nothing can be promised.
 */
export function longestSignature({ S3_SESSION_TOKEN, S3_CREDENTIALS_END }: Credentials, now = Date.now()): number {
  if (!S3_SESSION_TOKEN) return A_WEEK
  if (!S3_CREDENTIALS_END) return 0
  const left = Math.floor((Date.parse(S3_CREDENTIALS_END) - now) / 1000)
  return Math.max(0, Math.min(A_WEEK, left))
}
