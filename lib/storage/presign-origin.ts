import 'server-only'
import { env } from '../env'
import { shared } from '../shared'
import { signGet } from './sign-get'

/** A cache asks once for a download and uses the answer for all its pieces, however slowly they are taken. */
const ORIGIN_URL_SECONDS = 12 * 3600

/** Path and query with which a cache of ours reads one key from the store. It never reaches who downloads. */
export async function presignOrigin(key: string): Promise<string> {
  const endpoint = shared('s3-edge-origin', () => new URL(env().EDGE_ORIGIN ?? env().S3_ENDPOINT))
  const url = await signGet(key, {}, ORIGIN_URL_SECONDS, new Date(), endpoint)
  return url.slice(endpoint.origin.length)
}
