import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3'
import { setting } from './settings.ts'

/** The address of the store, or of something in it, as browsers know it. */
export function storeUrl(path = ''): string {
  return setting('S3_PUBLIC_ENDPOINT') + path
}

export function bucketUrl(path = ''): string {
  return storeUrl(`/${setting('S3_BUCKET')}${path}`)
}

/** Every key in the bucket, seen with the eyes of the store's own administrator. */
export async function keysInBucket(): Promise<string[]> {
  const credentials = { accessKeyId: setting('TEST_S3_ADMIN_KEY'), secretAccessKey: setting('TEST_S3_ADMIN_SECRET') }
  const client = new S3Client({
    endpoint: setting('S3_ENDPOINT'),
    region: setting('S3_REGION'),
    credentials,
    forcePathStyle: true,
  })
  const keys: string[] = []
  let token: string | undefined
  do {
    const page = await client.send(
      new ListObjectsV2Command({ Bucket: setting('S3_BUCKET'), ...(token ? { ContinuationToken: token } : {}) }),
    )
    keys.push(...(page.Contents ?? []).map(({ Key = '' }) => Key))
    token = page.NextContinuationToken
  } while (token)
  client.destroy()
  return keys
}
