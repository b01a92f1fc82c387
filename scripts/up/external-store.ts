import { HeadBucketCommand } from '@aws-sdk/client-s3'
import { corsRule } from '../../lib/storage/cors-rule.ts'
import { storeClient } from '../engines/bucket.ts'
import { Problem } from '../problem.ts'

type Settings = {
  S3_ENDPOINT: string
  S3_PUBLIC_ENDPOINT: string
  S3_BUCKET: string
  S3_REGION: string
  S3_ACCESS_KEY_ID: string
  S3_SECRET_ACCESS_KEY: string
  APP_URL: string
}

/** Checks a store that is not ours to set up. Throws a Problem that names what is missing. */
export async function checkStore(settings: Settings): Promise<void> {
  await checkBucket(settings)
  const { S3_PUBLIC_ENDPOINT, S3_BUCKET, APP_URL } = settings
  const allowed = await allowedOrigin(`${S3_PUBLIC_ENDPOINT}/${S3_BUCKET}/incoming/x`, APP_URL)
  if (allowed === APP_URL || allowed === '*') return
  throw new Problem(
    `The bucket ${S3_BUCKET} does not let pages of ${APP_URL} upload to it. Give it this CORS rule:\n` +
      JSON.stringify({ CORSRules: [corsRule([APP_URL])] }, null, 2),
  )
}

async function checkBucket(settings: Settings): Promise<void> {
  const { S3_ENDPOINT, S3_BUCKET, S3_REGION, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY } = settings
  const client = storeClient(S3_ENDPOINT, S3_REGION, {
    accessKeyId: S3_ACCESS_KEY_ID,
    secretAccessKey: S3_SECRET_ACCESS_KEY,
  })
  try {
    await client.send(new HeadBucketCommand({ Bucket: S3_BUCKET }))
  } catch (cause) {
    const { $metadata, message } = cause as Error & { $metadata?: { httpStatusCode?: number } }
    const status = $metadata?.httpStatusCode
    if (status === 404)
      throw new Problem(
        `The store at ${S3_ENDPOINT} has no bucket named ${S3_BUCKET}. Create it, private, and start again.`,
        { cause },
      )
    if (status === 401 || status === 403)
      throw new Problem(
        `The store at ${S3_ENDPOINT} refuses the access key for the bucket ${S3_BUCKET}. Check S3_ACCESS_KEY_ID and its rights.`,
        { cause },
      )
    throw new Problem(`The store at ${S3_ENDPOINT} does not answer (${message}). Check S3_ENDPOINT.`, { cause })
  } finally {
    client.destroy()
  }
}

async function allowedOrigin(url: string, origin: string): Promise<string | null> {
  const headers = { origin, 'access-control-request-method': 'POST' }
  try {
    const answer = await fetch(url, { method: 'OPTIONS', headers, signal: AbortSignal.timeout(10_000) })
    return answer.headers.get('access-control-allow-origin')
  } catch (cause) {
    throw new Problem(`S3_PUBLIC_ENDPOINT (${new URL(url).origin}) does not answer from this machine.`, { cause })
  }
}
