import 'server-only'
import { S3Client } from '@aws-sdk/client-s3'
import { env } from '../env'
import { shared } from '../shared'

/** For calls the server makes itself. */
export function internalClient(): S3Client {
  return shared('s3-internal', () => client(env().S3_ENDPOINT))
}

/** For signing what a browser will use: SigV4 signs the host, so the endpoint must be the one that the browser sees. */
export function publicClient(): S3Client {
  return shared('s3-public', () => client(env().S3_PUBLIC_ENDPOINT))
}

function client(endpoint: string): S3Client {
  const { S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey, S3_SESSION_TOKEN: sessionToken } = env()
  return new S3Client({
    endpoint,
    region: env().S3_REGION,
    forcePathStyle: true,
    credentials: { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) },
    // The default bakes the CRC32 of an empty body into presigned PUTs, and most other stores then refuse the upload.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: 3,
  })
}
