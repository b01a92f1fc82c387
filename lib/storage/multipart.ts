import 'server-only'
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  ListMultipartUploadsCommand,
  paginateListParts,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { env } from '../env'
import { internalClient, publicClient } from './clients'
import { isNotFound, statusOf, storeCall } from './failure'

export type ListedPart = { number: number; size: number; etag: string }
export type SignedPart = { number: number; url: string; headers: Record<string, string> }

/** Opens a multipart upload and answers its id. Throws STORE_DOWN. */
export async function createMultipart(key: string, checksums: boolean): Promise<string> {
  return storeCall(async (options) => {
    const created = await internalClient().send(
      new CreateMultipartUploadCommand({
        Bucket: env().S3_BUCKET,
        Key: key,
        ContentType: 'application/octet-stream',
        ...(checksums ? { ChecksumAlgorithm: 'SHA256' as const } : {}),
      }),
      options,
    )
    if (!created.UploadId) throw new Error('the store opened a multipart upload without an id')
    return created.UploadId
  })
}

/** The parts that the store has, by number; null when the upload is not open (completed, aborted). Throws STORE_DOWN. */
export async function listParts(key: string, multipartId: string): Promise<ListedPart[] | null> {
  return storeCall(async () => {
    const found = new Map<number, ListedPart & { at: number }>()
    const pages = paginateListParts(
      { client: internalClient() },
      { Bucket: env().S3_BUCKET, Key: key, UploadId: multipartId },
    )
    try {
      for await (const page of pages) {
        for (const { PartNumber: number = 0, Size: size = 0, ETag: etag = '', LastModified } of page.Parts ?? []) {
          const at = LastModified?.getTime() ?? 0
          // A part that was sent again replaces the first one; SeaweedFS lists both all the same.
          if (at >= (found.get(number)?.at ?? 0)) found.set(number, { number, size, etag, at })
        }
      }
    } catch (error) {
      if (isNotFound(error)) return null
      throw error
    }
    const parts = [...found.values()].map(({ number, size, etag }) => ({ number, size, etag }))
    return parts.toSorted((a, b) => a.number - b.number)
  })
}

/** S3: “processing of a Complete Multipart Upload request could take several minutes to finalize”. */
const JOIN_WITHIN_MS = 10 * 60_000

export type CompletePart = ListedPart & { sha256: string | null }

/** Makes the parts one object. False when the store will not take them (a part changed or is missing). Throws STORE_DOWN. */
export async function completeMultipart(
  key: string,
  multipartId: string,
  parts: readonly CompletePart[],
): Promise<boolean> {
  return storeCall(async (options) => {
    try {
      await internalClient().send(
        new CompleteMultipartUploadCommand({
          Bucket: env().S3_BUCKET,
          Key: key,
          UploadId: multipartId,
          MultipartUpload: {
            Parts: parts.map(({ number, etag, sha256 }) => ({
              PartNumber: number,
              ETag: etag,
              ...(sha256 ? { ChecksumSHA256: sha256 } : {}),
            })),
          },
        }),
        options,
      )
      return true
    } catch (error) {
      // Completed by somebody else a moment ago (404), or parts that do not fit (400): whoever asks looks again.
      const status = statusOf(error)
      if (status === 404 || status === 400) return false
      throw error
    }
  }, JOIN_WITHIN_MS)
}

/** Aborts whatever multipart uploads are open under a key, recorded or not, except one. Throws STORE_DOWN. */
export async function abortMultiparts(key: string, keep: { except: string | null } = { except: null }): Promise<void> {
  await storeCall(async (options) => {
    const target = { Bucket: env().S3_BUCKET }
    const { Uploads = [] } = await internalClient().send(
      new ListMultipartUploadsCommand({ ...target, Prefix: key }),
      options,
    )
    for (const { Key, UploadId } of Uploads) {
      if (Key !== key || !UploadId || UploadId === keep.except) continue
      await internalClient()
        .send(new AbortMultipartUploadCommand({ ...target, Key, UploadId }), options)
        .catch((error: unknown) => {
          if (!isNotFound(error)) throw error
        })
    }
  })
}

/** Signs one part with its exact length and, where the store checks it, its SHA-256 (base64). */
export async function presignPart(part: {
  key: string
  multipartId: string
  number: number
  length: number
  sha256: string | null
  seconds: number
}): Promise<SignedPart> {
  const command = new UploadPartCommand({
    Bucket: env().S3_BUCKET,
    Key: part.key,
    UploadId: part.multipartId,
    PartNumber: part.number,
    ContentLength: part.length,
    ...(part.sha256 ? { ChecksumSHA256: part.sha256 } : {}),
  })
  const url = await getSignedUrl(publicClient(), command, {
    expiresIn: part.seconds,
    signableHeaders: new Set(['host', 'content-length']),
    unhoistableHeaders: new Set(['x-amz-checksum-sha256']),
  })
  return { number: part.number, url, headers: part.sha256 ? { 'x-amz-checksum-sha256': part.sha256 } : {} }
}
