import 'server-only'
import { PutObjectCommand } from '@aws-sdk/client-s3'
import { createPresignedPost } from '@aws-sdk/s3-presigned-post'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { env } from '../env'
import { publicClient } from './clients'
import { servedAs } from './served-as'
import { signGet } from './sign-get'

export type PresignedPost = { url: string; fields: Record<string, string> }

/**
 * A form that may write exactly one key with exactly one type and exactly `size` bytes until `seconds` from now. A store
 * refuses fields that the policy does not name, but for a few headers of the object (Content-Encoding, Expires), which the
 * copy leaves behind.
 */
export async function presignPost(write: {
  key: string
  size: number
  contentType: string
  seconds: number
}): Promise<PresignedPost> {
  return createPresignedPost(publicClient(), {
    Bucket: env().S3_BUCKET,
    Key: write.key,
    Expires: write.seconds,
    Fields: { 'Content-Type': write.contentType, success_action_status: '201' },
    Conditions: [
      ['eq', '$Content-Type', write.contentType],
      ['eq', '$success_action_status', '201'],
      ['content-length-range', write.size, write.size],
    ],
  })
}

/**
 * A URL that reads one key for `seconds`. Name, disposition and type are signed into it, so that the store answers with
 * what the server decided and nobody can change them in the URL.
 */
export async function presignGet(read: {
  key: string
  fileName: string
  contentType: string
  disposition: 'attachment' | 'inline'
  seconds: number
  /** From when the seconds count. Default: now. */
  signedAt?: Date
}): Promise<string> {
  const { disposition, type } = servedAs({ ...read, inline: read.disposition === 'inline' })
  return signGet(
    read.key,
    {
      'response-cache-control': 'private, no-store',
      'response-content-disposition': disposition,
      'response-content-type': type,
    },
    read.seconds,
    read.signedAt,
  )
}

export type PresignedPut = { url: string; headers: Record<string, string> }

/**
 * A PUT that may create exactly one key once, with exactly `size` bytes: `If-None-Match: *` makes a second one fail while
 * the first one's bytes are there. For stores that have no presigned forms.
 */
export async function presignPut(write: {
  key: string
  size: number
  contentType: string
  seconds: number
}): Promise<PresignedPut> {
  const command = new PutObjectCommand({
    Bucket: env().S3_BUCKET,
    Key: write.key,
    ContentLength: write.size,
    ContentType: write.contentType,
    IfNoneMatch: '*',
  })
  const url = await getSignedUrl(publicClient(), command, {
    expiresIn: write.seconds,
    signableHeaders: new Set(['host', 'content-length', 'content-type', 'if-none-match']),
    unhoistableHeaders: new Set(['if-none-match']),
  })
  return { url, headers: { 'content-type': write.contentType, 'if-none-match': '*' } }
}
