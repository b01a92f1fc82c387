import 'server-only'
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3'
import { env } from '../env'
import { internalClient } from './clients'
import { isNotFound, isPreconditionFailed, storeCall } from './failure'

export type ObjectHead = { size: number; etag: string }

/** What lies under a key; null if nothing does. Throws STORE_DOWN. */
export async function headObject(key: string): Promise<ObjectHead | null> {
  return storeCall(async (options) => {
    try {
      const head = await internalClient().send(new HeadObjectCommand({ Bucket: env().S3_BUCKET, Key: key }), options)
      return { size: head.ContentLength ?? 0, etag: head.ETag ?? '' }
    } catch (error) {
      if (isNotFound(error)) return null
      throw error
    }
  })
}

/** Inside a store bytes move at 100 MB/s and more; at a tenth of that the largest object (5 GiB) takes 9 minutes. */
const COPIED_BYTES_A_MS = 10_000
const COPY_SLACK_MS = 60_000

/**
 * Copies an object inside the store, only if the source still is what was seen. False when it is not (it was written
 * again, or deleted). The content type is the server's; nothing that the uploader sent as metadata comes along.
 * One CopyObject takes at most 5 GiB (S3). Throws STORE_DOWN.
 */
export async function copyObject(from: ObjectHead & { key: string }, to: string): Promise<boolean> {
  return storeCall(
    async (options) => {
      try {
        await internalClient().send(
          new CopyObjectCommand({
            Bucket: env().S3_BUCKET,
            Key: to,
            CopySource: `${env().S3_BUCKET}/${from.key}`,
            CopySourceIfMatch: from.etag,
            MetadataDirective: 'REPLACE',
            ContentType: 'application/octet-stream',
          }),
          options,
        )
        return true
      } catch (error) {
        if (isPreconditionFailed(error) || isNotFound(error)) return false
        throw error
      }
    },
    COPY_SLACK_MS + Math.ceil(from.size / COPIED_BYTES_A_MS),
  )
}

/** Deletes what lies under a key; nothing there is fine. Throws STORE_DOWN. */
export async function deleteObject(key: string): Promise<void> {
  await storeCall((options) =>
    internalClient().send(new DeleteObjectCommand({ Bucket: env().S3_BUCKET, Key: key }), options),
  )
}

/** The first `bytes` bytes of an object (fewer if it is shorter). Throws STORE_DOWN. */
export async function readStart(key: string, bytes: number): Promise<Uint8Array> {
  return storeCall(async (options) => {
    const answer = await internalClient().send(
      new GetObjectCommand({ Bucket: env().S3_BUCKET, Key: key, Range: `bytes=0-${bytes - 1}` }),
      options,
    )
    return (await answer.Body?.transformToByteArray()) ?? new Uint8Array()
  })
}

/** All bytes of an object, as they come. Throws STORE_DOWN; a stream that breaks later throws what broke it. */
export async function readWhole(key: string): Promise<AsyncIterable<Uint8Array>> {
  return storeCall(async () => {
    const answer = await internalClient().send(new GetObjectCommand({ Bucket: env().S3_BUCKET, Key: key }))
    if (!answer.Body) throw new Error('the store answered without a body')
    return answer.Body as unknown as AsyncIterable<Uint8Array>
  })
}

/** Writes a small object of the server's own. Throws STORE_DOWN. */
export async function writeSmall(key: string, body: string): Promise<void> {
  await storeCall((options) =>
    internalClient().send(
      new PutObjectCommand({
        Bucket: env().S3_BUCKET,
        Key: key,
        Body: body,
        // The client finds it by itself, but for a body of no bytes.
        ContentLength: Buffer.byteLength(body),
      }),
      options,
    ),
  )
}

/** Whether the bucket is there and takes our identity. Throws STORE_DOWN. */
export async function bucketAnswers(): Promise<boolean> {
  await storeCall((options) => internalClient().send(new HeadBucketCommand({ Bucket: env().S3_BUCKET }), options))
  return true
}
