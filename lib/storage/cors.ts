import 'server-only'
import { env } from '../env'
import { corsRule } from './cors-rule'
import { stagingKey } from './keys'

const PROBE_TIMEOUT_MS = 5_000

/**
 * Asks the store, as a browser would before an upload, whether a page of `origin` may POST. Null when it may, or when the
 * store does not answer (which /api/ready says); otherwise what is missing, with the rule that mends it.
 */
export async function missingCors(origin = new URL(env().APP_URL).origin): Promise<string | null> {
  const url = `${env().S3_PUBLIC_ENDPOINT}/${env().S3_BUCKET}/${stagingKey()}`
  const headers = { origin, 'access-control-request-method': 'POST' }
  const signal = AbortSignal.timeout(PROBE_TIMEOUT_MS)
  const answer = await fetch(url, { method: 'OPTIONS', headers, signal }).catch(() => null)
  if (!answer) return null
  const allowed = answer.headers.get('access-control-allow-origin')
  if (allowed === origin || allowed === '*') return null
  return `${env().S3_PUBLIC_ENDPOINT} does not let pages of ${origin} upload. Give the bucket ${env().S3_BUCKET} this CORS rule: ${JSON.stringify(corsRule([origin]))}`
}
