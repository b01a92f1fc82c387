import 'server-only'
import { S3RequestPresigner } from '@aws-sdk/s3-request-presigner'
import { env } from '../env'
import { shared } from '../shared'
import { publicClient } from './clients'

/**
 * Signs a GET of one key with these query parameters, as getSignedUrl() of the SDK would (a test compares the two), but
 * without building a command for every URL: every download pays for this, and it costs a tenth.
 */
export async function signGet(
  key: string,
  query: Record<string, string>,
  seconds: number,
  signingDate = new Date(),
  endpoint = publicEndpoint(),
): Promise<string> {
  const { protocol, hostname, port, host, pathname } = endpoint
  const path = `${pathname.replace(/\/$/, '')}/${env().S3_BUCKET}/${key}`
  const request = {
    method: 'GET',
    protocol,
    hostname,
    ...(port ? { port: Number(port) } : {}),
    path,
    query: { ...query, 'x-id': 'GetObject' },
    headers: { host },
  }
  const signed = await presigner().presign(request, { expiresIn: seconds, signingDate })
  const pairs = Object.entries(signed.query ?? {}).map(([name, value]) => `${escape(name)}=${escape(String(value))}`)
  return `${protocol}//${host}${path}?${pairs.join('&')}`
}

const publicEndpoint = () => shared('s3-public-endpoint', () => new URL(env().S3_PUBLIC_ENDPOINT))

const presigner = () => shared('s3-presigner', () => new S3RequestPresigner(publicClient().config))

/** RFC 3986, as SigV4 wants it: encodeURIComponent() leaves five characters that are reserved there. */
function escape(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
}
