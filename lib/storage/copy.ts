import 'server-only'
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3'
import { env } from '../env'
import { internalClient } from './clients'
import { isNotFound, isPreconditionFailed, storeCall } from './failure'
import { copyObject, type ObjectHead } from './objects'

/** S3: one CopyObject takes at most 5 GiB. */
const LARGEST_SINGLE_COPY = 5 * 1024 ** 3

/** 5 TiB (S3's largest object) / 10,000 parts (its most) = 525 MiB; 1 GiB keeps the number of calls low. */
const COPY_PART_BYTES = 1024 ** 3

/** A part moves at 100 MB/s and more inside a store; a gigabyte at a hundredth of that takes 17 minutes. */
const PART_WITHIN_MS = 20 * 60_000

type Source = ObjectHead & { key: string }

/** As copyObject(), for any size. */
export async function copyWhole(from: Source, to: string): Promise<boolean> {
  return from.size > LARGEST_SINGLE_COPY ? copyInParts(from, to) : copyObject(from, to)
}

/**
 * Copies inside the store part by part, each only if the source still is what was seen. False when it is not; nothing
 * is left of the attempt then. Exported for its test, which cannot afford 5 GiB. Throws STORE_DOWN.
 */
export async function copyInParts(from: Source, to: string, partBytes = COPY_PART_BYTES): Promise<boolean> {
  const target = { Bucket: env().S3_BUCKET, Key: to }
  const UploadId = await storeCall(async (options) => {
    const command = new CreateMultipartUploadCommand({ ...target, ContentType: 'application/octet-stream' })
    return (await internalClient().send(command, options)).UploadId
  })
  const upload = { ...target, UploadId }
  try {
    const Parts: { PartNumber: number; ETag: string }[] = []
    for (let at = 0; at < from.size; at += partBytes) {
      const PartNumber = Parts.length + 1
      const CopySourceRange = `bytes=${at}-${Math.min(at + partBytes, from.size) - 1}`
      const ETag = await copyPart(from, { ...upload, PartNumber, CopySourceRange })
      if (!ETag) {
        await abort(upload)
        return false
      }
      Parts.push({ PartNumber, ETag })
    }
    const join = new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } })
    await storeCall((options) => internalClient().send(join, options), PART_WITHIN_MS)
    return true
  } catch (error) {
    await abort(upload)
    throw error
  }
}

type OpenCopy = { Bucket: string; Key: string; UploadId: string | undefined }
type PartOfCopy = OpenCopy & { PartNumber: number; CopySourceRange: string }

/** What a store that is away keeps open, the sweeper aborts with the key. */
async function abort(upload: OpenCopy): Promise<void> {
  const command = new AbortMultipartUploadCommand(upload)
  await storeCall((options) => internalClient().send(command, options)).catch(() => undefined)
}

/** The part's ETag; null when the source is not what was seen. */
function copyPart(from: Source, part: PartOfCopy): Promise<string | null> {
  return storeCall(async (options) => {
    const command = new UploadPartCopyCommand({
      ...part,
      CopySource: `${env().S3_BUCKET}/${from.key}`,
      CopySourceIfMatch: from.etag,
    })
    try {
      return (await internalClient().send(command, options)).CopyPartResult?.ETag ?? null
    } catch (error) {
      if (isPreconditionFailed(error) || isNotFound(error)) return null
      throw error
    }
  }, PART_WITHIN_MS)
}
